import type { SourceChange } from '../../../format/index.ts';
import { closes, closingOf } from './fences.ts';

/** What a reply asks to be done to one file. */
export interface Edit {
  /** As the model wrote it. */
  readonly path: string;
  /** Whole text, or replacements in order. */
  readonly after?: string;
  readonly edits?: NonNullable<SourceChange['edits']>;
  /** The file has to be new. */
  readonly isNew?: true;
}

const SEARCH = /^<{5,9} SEARCH>?\s*$/;
const DIVIDER = /^={5,9}\s*$/;
const REPLACE = /^>{5,9} REPLACE\s*$/;

/** Lines before a block in which its path may stand, with fences between. */
const PATH_DISTANCE = 3;

/**
 * The edits in a reply, of any edit format: blocks to search and replace, diffs without line numbers, whole files.
 * Whether they were made, the reply does not say. Linear in the lines of the reply.
 */
export function editsIn(reply: string): readonly Edit[] {
  const lines = reply.split('\n');
  const edits: Edit[] = [];
  let path = '';
  /** Where a fence with blocks in it ends: other fences in it are what the blocks hold. */
  let fenceEnd = 0;
  for (let index = 0; index < lines.length; index++) {
    if (SEARCH.test(lines[index]!)) {
      path = pathBefore(lines, index) ?? path;
      const block = searchBlock(lines, index);
      // One that does not end is no edit; what follows it is not looked at twice.
      if (!block) return edits;
      if (path !== '') edits.push({ path, ...block.edit });
      index = block.end;
      continue;
    }
    const closing = index < fenceEnd ? undefined : closingOf(lines[index]!);
    if (closing === undefined) continue;
    let end = index + 1;
    while (end < lines.length && !closes(lines[end]!, closing)) end += 1;
    const inside = lines.slice(index + 1, end);
    if (inside.some((line) => SEARCH.test(line))) {
      fenceEnd = end;
      continue;
    }
    // A file that does not end was not written.
    if (end === lines.length) return edits;
    if (/^(?:`{3,}|~{3,})diff\b/.test(lines[index]!)) edits.push(...diffEdits(inside));
    else {
      const named = pathBefore(lines, index);
      if (named !== undefined) edits.push({ path: named, after: inside.map((line) => `${line}\n`).join('') });
    }
    index = end;
  }
  return edits;
}

function searchBlock(
  lines: readonly string[],
  start: number,
): { readonly edit: Omit<Edit, 'path'>; readonly end: number } | undefined {
  const before: string[] = [];
  const after: string[] = [];
  let part = before;
  for (let index = start + 1; index < lines.length; index++) {
    const line = lines[index]!;
    if (part === before && DIVIDER.test(line)) part = after;
    else if (part === after && REPLACE.test(line)) return { edit: replacement(before, after), end: index };
    else part.push(line);
  }
  return undefined;
}

function replacement(before: readonly string[], after: readonly string[]): Omit<Edit, 'path'> {
  const oldText = before.map((line) => `${line}\n`).join('');
  const newText = after.map((line) => `${line}\n`).join('');
  return oldText.trim() === '' ? { after: newText, isNew: true } : { edits: [{ oldText, newText }] };
}

/** A path stands on the line before a block, perhaps with the line of a fence between. */
function pathBefore(lines: readonly string[], index: number): string | undefined {
  for (let at = index - 1; at >= Math.max(0, index - PATH_DISTANCE); at--) {
    const line = lines[at]!;
    if (closingOf(line) !== undefined) continue;
    return pathIn(line);
  }
  return undefined;
}

/** A line that is a path and what models put around it: `**src/greet.js**:`, `# greet.js`. */
function pathIn(line: string): string | undefined {
  const path = line
    .trim()
    .replace(/^[#*`]+/, '')
    .replace(/[:*`]+$/, '')
    .trim();
  if (path === '' || path.length > 500 || path.endsWith('...') || path.startsWith('<')) return undefined;
  return path;
}

/** Diffs whose line numbers are not to be relied on: each hunk replaces what it removes and its context. */
function diffEdits(lines: readonly string[]): readonly Edit[] {
  const files: { path: string; isNew: boolean; hunks: { old: string[]; new: string[] }[] }[] = [];
  let file: (typeof files)[number] | undefined;
  let from = '';
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('--- ') && lines[index + 1]?.startsWith('+++ ') === true) from = line.slice(4).trim();
    else if (line.startsWith('+++ ') && from !== '') {
      const to = line.slice(4).trim();
      const isGit = (from.startsWith('a/') || from === '/dev/null') && to.startsWith('b/');
      file = { path: isGit ? to.slice(2) : to, isNew: from === '/dev/null', hunks: [] };
      files.push(file);
      from = '';
    } else if (line.startsWith('@@')) file?.hunks.push({ old: [], new: [] });
    else if (file) {
      if (file.hunks.length === 0) file.hunks.push({ old: [], new: [] });
      const hunk = file.hunks.at(-1)!;
      if (!line.startsWith('+')) hunk.old.push(line.slice(1));
      if (!line.startsWith('-')) hunk.new.push(line.slice(1));
    }
  }
  return files.map(({ path, isNew, hunks }) => {
    if (isNew) return { path, after: textOf(hunks.flatMap((hunk) => hunk.new)), isNew };
    const edits = hunks
      .map((hunk) => ({ oldText: textOf(hunk.old), newText: textOf(hunk.new) }))
      .filter(({ oldText, newText }) => oldText !== newText);
    return { path, edits };
  });
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
