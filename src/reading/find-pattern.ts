import type { FindMatching } from './find-hit.ts';

/** Characters of a query that count. */
export const MAX_QUERY = 200;

/** Letters that are several in the other case, which a regular expression does not know to be the same. */
const LONG_FOLDS: readonly (readonly [letters: string, ligatures: string])[] = [
  ['ffi', '\ufb03'],
  ['ffl', '\ufb04'],
  ['ff', '\ufb00'],
  ['fi', '\ufb01'],
  ['fl', '\ufb02'],
  ['st', '\ufb05\ufb06'],
  ['ss', '\u00df\u1e9e'],
  ['i\u0307', '\u0130'],
];

const WORD = '[\\p{L}\\p{N}\\p{M}_]';

/**
 * What finds a query in a text, with the flag `g`; `undefined` for a query that is blank. Nothing in a query has a
 * meaning of its own. Matches are ranges of the text itself, whatever length its letters have in another case.
 */
export function patternOf(query: string, matching: FindMatching = {}): RegExp | undefined {
  const text = query.slice(0, MAX_QUERY);
  if (text.trim() === '') return undefined;
  const body = matching.case ? escape(text) : foldedSource(text);
  if (!matching.word) return new RegExp(body, matching.case ? 'gu' : 'giu');
  const isWord = new RegExp(WORD, 'u');
  const characters = Array.from(text);
  const before = isWord.test(characters[0]!) ? `(?<!${WORD})` : '';
  const behind = isWord.test(characters.at(-1)!) ? `(?!${WORD})` : '';
  return new RegExp(`${before}(?:${body})${behind}`, matching.case ? 'gu' : 'giu');
}

/** Source of a pattern without regard to case. */
function foldedSource(text: string): string {
  let left = text;
  for (const [letters, ligatures] of LONG_FOLDS) {
    left = left.replace(new RegExp(`[${ligatures}]`, 'gu'), letters);
  }
  let source = '';
  while (left !== '') {
    const fold = LONG_FOLDS.find(([letters]) => left.slice(0, letters.length).toLowerCase() === letters);
    if (!fold) {
      const character = String.fromCodePoint(left.codePointAt(0)!);
      source += escape(character);
      left = left.slice(character.length);
      continue;
    }
    const [letters, ligatures] = fold;
    // Of three letters the first two may be one character as well.
    const rest = letters.length > 2 ? `${foldedSource(letters.slice(0, 2))}${letters[2]!}` : letters;
    source += `(?:${rest}|[${ligatures}])`;
    left = left.slice(letters.length);
  }
  return source;
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/gu, (character) =>
    character === '-' ? '\\x2d' : `\\${character}`,
  );
}
