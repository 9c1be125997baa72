import { sideOf } from './apply-patch.ts';
import type { PatchChunk } from './apply-patch.ts';

/** Comparisons of lines that finding the chunks of one file may take. */
const MAX_STEPS = 5_000_000;

/**
 * Makes the changes of a file's chunks, the way the tools do it: each chunk is looked for behind the one before, first
 * exactly, then without trailing and then without any surrounding blanks. One that only adds goes to the end.
 *
 * @returns the text afterwards; `undefined` when a chunk is not found
 */
export function applyChunks(text: string, chunks: readonly PatchChunk[]): string | undefined {
  const lines = text.split('\n');
  // What follows the last line end is no line.
  if (lines.at(-1) === '') lines.pop();
  const search = new LineSearch(lines);
  const result: string[] = [];
  const appended: string[] = [];
  let position = 0;
  let from = 0;
  for (const chunk of chunks) {
    for (const above of chunk.above) {
      const found = search.find([above], from);
      if (found === -1) return undefined;
      from = found + 1;
    }
    if (!chunk.lines.some(isOld)) {
      for (const line of chunk.lines) appended.push(line.slice(1));
      continue;
    }
    const place = placeOf(search, chunk, from);
    if (!place) return undefined;
    while (position < place.start) result.push(lines[position++]!);
    for (const line of place.lines) {
      // A context line stays as the file has it: the patch may differ from it in blanks.
      if (line.startsWith('+')) result.push(line.slice(1));
      else if (line.startsWith('-')) position += 1;
      else result.push(lines[position++]!);
    }
    from = position;
  }
  while (position < lines.length) result.push(lines[position++]!);
  for (const line of appended) result.push(line);
  return result.length === 0 ? '' : `${result.join('\n')}\n`;
}

/** Where a chunk's old lines stand, and the chunk's lines without a blank one at its end that does not. */
function placeOf(
  search: LineSearch,
  { lines, isEndOfFile }: PatchChunk,
  from: number,
): { readonly start: number; readonly lines: readonly string[] } | undefined {
  const old = sideOf(lines, '+');
  const atEnd = search.lines.length - old.length;
  let start = isEndOfFile && atEnd >= from ? search.find(old, atEnd) : -1;
  if (start === -1) start = search.find(old, from);
  if (start !== -1) return { start, lines };
  if (lines.at(-1) !== ' ' || old.length < 2) return undefined;
  start = search.find(old.slice(0, -1), from);
  return start === -1 ? undefined : { start, lines: lines.slice(0, -1) };
}

function isOld(line: string): boolean {
  return !line.startsWith('+');
}

/** Finds runs of lines, with a limit on the work that a text made for it can cause. */
class LineSearch {
  readonly lines: readonly string[];
  #steps = 0;

  constructor(lines: readonly string[]) {
    this.lines = lines;
  }

  /** Index of the first line of a run, from an index on; -1 when there is none. */
  find(run: readonly string[], from: number): number {
    for (const form of FORMS) {
      const wanted = run.map(form);
      for (let start = from; start + wanted.length <= this.lines.length; start++) {
        if (this.#stands(wanted, start, form)) return start;
        if (this.#steps > MAX_STEPS) return -1;
      }
    }
    return -1;
  }

  #stands(wanted: readonly string[], start: number, form: (line: string) => string): boolean {
    for (let index = 0; index < wanted.length; index++) {
      this.#steps += 1;
      if (form(this.lines[start + index]!) !== wanted[index]) return false;
    }
    return true;
  }
}

const FORMS: readonly ((line: string) => string)[] = [
  (line) => line,
  (line) => line.trimEnd(),
  (line) => line.trim(),
];
