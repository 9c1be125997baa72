import { splitLines } from '../kept/told-texts.ts';

/** One replacement: the lines that were looked for, and what stands in their place. */
export interface Replacement {
  readonly oldText: string;
  readonly newText: string;
}

const SEARCH = /^(?:<{3,}|-{3,}) ?SEARCH>?\s*$/;
const DIVIDER = /^={5,}\s*$/;
const REPLACE = /^(?:>{3,}|\+{3,}) ?REPLACE>?\s*$/;

/** Where the lines are looked for, between the first mark and the lines. */
const PLACE = /^:(?:start|end)_line:/;
const PLACE_END = /^-{5,}\s*$/;

/** Blocks of one text; a hostile one may have one for every few lines. */
const MAX_BLOCKS = 5000;

/**
 * Reads blocks of `<<<<<<< SEARCH`, `=======` and `>>>>>>> REPLACE`, in any of the forms that agents write them in. Lines
 * outside of them are passed over, and so is a block without an end.
 */
export function parseSearchReplace(text: string): readonly Replacement[] {
  const found: Replacement[] = [];
  let before: string[] = [];
  let after: string[] = [];
  let part: 'none' | 'before' | 'after' = 'none';
  for (const line of splitLines(text)) {
    if (found.length >= MAX_BLOCKS) break;
    if (part !== 'after' && SEARCH.test(line)) {
      part = 'before';
      before = [];
      after = [];
    } else if (part === 'before' && DIVIDER.test(line)) part = 'after';
    else if (part === 'after' && REPLACE.test(line)) {
      found.push({ oldText: before.join('\n'), newText: after.join('\n') });
      part = 'none';
    } else if (part === 'before') {
      if (PLACE_END.test(line) && before.length > 0 && before.every((one) => PLACE.test(one))) before = [];
      else before.push(line);
    } else if (part === 'after') after.push(line);
  }
  return found;
}
