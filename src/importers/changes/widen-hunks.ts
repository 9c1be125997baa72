import type { SourceHunk } from '../../format/index.ts';
import type { PatchChunk } from './apply-patch.ts';

/** Comparisons of lines that finding the hunks of one file in its chunks may take. */
const MAX_STEPS = 5_000_000;

/**
 * Gives hunks with line numbers the context that the patch shows around them: tools write diffs with one or three
 * lines of it, models often look at more. A chunk that does not hold a hunk's changes line by line adds nothing.
 *
 * @param hunks - with line numbers, in order
 * @param chunks - of the same file, in order
 */
export function widenHunks(
  hunks: readonly SourceHunk[],
  chunks: readonly PatchChunk[],
): readonly SourceHunk[] {
  const context = contextLines(hunks, chunks);
  const wide: SourceHunk[] = [];
  for (const [index, hunk] of hunks.entries()) {
    const { oldStart, oldLines } = firstOld(hunk);
    const last = wide.at(-1);
    const floor = last ? firstOld(last).oldStart + last.oldLines : 1;
    const next = hunks[index + 1];
    const ceiling = next ? firstOld(next).oldStart : Infinity;
    const before: string[] = [];
    for (let line = oldStart - 1; line >= floor && context.has(line); line--)
      before.push(` ${context.get(line)!}`);
    const after: string[] = [];
    for (let line = oldStart + oldLines; line < ceiling && context.has(line); line++)
      after.push(` ${context.get(line)!}`);
    const added = before.length + after.length;
    wide.push(
      added === 0
        ? hunk
        : {
            oldStart: oldStart - before.length,
            oldLines: oldLines + added,
            newStart: firstNew(hunk) - before.length,
            newLines: hunk.newLines + added,
            lines: [...before.reverse(), ...withoutMark(hunk.lines, after.length > 0), ...after],
          },
    );
  }
  return wide;
}

/** Number of the first old line of a hunk, also of one that has none and names the line before. */
function firstOld({ oldStart, oldLines }: SourceHunk): { oldStart: number; oldLines: number } {
  return { oldStart: oldLines === 0 ? oldStart + 1 : oldStart, oldLines };
}

function firstNew({ newStart, newLines }: SourceHunk): number {
  return newLines === 0 ? newStart + 1 : newStart;
}

/** `\ No newline` holds for the last line of a file only: nothing follows it. */
function withoutMark(lines: readonly string[], isFollowed: boolean): readonly string[] {
  return isFollowed ? lines.filter((line) => !line.startsWith('\\')) : lines;
}

/** Old line number → text of the context lines of chunks whose place the hunks tell. */
function contextLines(
  hunks: readonly SourceHunk[],
  chunks: readonly PatchChunk[],
): ReadonlyMap<number, string> {
  const context = new Map<number, string>();
  const search = new ChunkSearch(chunks);
  for (const hunk of hunks) {
    const first = hunk.lines.findIndex(isChanged);
    if (first === -1) continue;
    const core = hunk.lines.slice(first, hunk.lines.findLastIndex(isChanged) + 1);
    const found = search.next(core);
    if (!found) continue;
    const { lines, index } = found;
    const above = contextBefore(lines, index);
    const below = contextBefore([...lines].reverse(), lines.length - index - core.length);
    const ownAbove = hunk.lines.slice(0, first).reverse();
    const ownBelow = hunk.lines.slice(first + core.length);
    // Tools forgive blanks that differ: such lines are not those of the file.
    if (!agree(above, ownAbove) || !agree(below, ownBelow)) continue;
    const start = firstOld(hunk).oldStart + first;
    const end = start + core.filter((line) => !line.startsWith('+')).length;
    for (const [distance, line] of above.entries()) context.set(start - 1 - distance, line.slice(1));
    for (const [distance, line] of below.entries()) context.set(end + distance, line.slice(1));
  }
  return context;
}

/** The unbroken context lines above an index, the nearest first. */
function contextBefore(lines: readonly string[], index: number): readonly string[] {
  let start = index;
  while (start > 0 && lines[start - 1]!.startsWith(' ')) start -= 1;
  return lines.slice(start, index).reverse();
}

/** Whether two runs of lines are the same as far as both go. */
function agree(a: readonly string[], b: readonly string[]): boolean {
  return a.slice(0, b.length).every((line, index) => line === b[index] || b[index]!.startsWith('\\'));
}

/** Finds runs of changed lines within chunks, each behind the one found before. */
class ChunkSearch {
  readonly #chunks: readonly PatchChunk[];
  #chunk = 0;
  #index = 0;
  #steps = 0;

  constructor(chunks: readonly PatchChunk[]) {
    this.#chunks = chunks;
  }

  next(run: readonly string[]): { readonly lines: readonly string[]; readonly index: number } | undefined {
    let from = this.#index;
    for (let chunk = this.#chunk; chunk < this.#chunks.length; chunk++, from = 0) {
      const { lines } = this.#chunks[chunk]!;
      for (let index = from; index + run.length <= lines.length; index++) {
        if (!this.#stands(run, lines, index)) continue;
        this.#chunk = chunk;
        this.#index = index + run.length;
        return { lines, index };
      }
      if (this.#steps > MAX_STEPS) return undefined;
    }
    return undefined;
  }

  #stands(run: readonly string[], lines: readonly string[], at: number): boolean {
    for (let index = 0; index < run.length; index++) {
      this.#steps += 1;
      if (this.#steps > MAX_STEPS || run[index] !== lines[at + index]) return false;
    }
    return true;
  }
}

function isChanged(line: string): boolean {
  return line.startsWith('+') || line.startsWith('-');
}
