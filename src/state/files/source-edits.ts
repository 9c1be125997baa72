import type { SourceChange, SourceHunk } from '../../format/index.ts';
import { applyPatch } from './hunks.ts';
import { createHunks } from './patch.ts';
import type { Hunk } from './hunks.ts';

/** Replacements in order, as a source tells of them. */
export type SourceEdits = NonNullable<SourceChange['edits']>;

/** What a source tells of the way from one text to the next. */
export type SourceSteps = Pick<SourceChange, 'edits' | 'hunks'>;

/**
 * Makes replacements in order. An empty `oldText` fits the empty text alone.
 *
 * @returns `undefined` when one finds nothing to replace
 */
function applyEdits(text: string, edits: SourceEdits): string | undefined {
  let result = text;
  for (const { oldText, newText, replaceAll } of edits) {
    const index = oldText === '' && result !== '' ? -1 : result.indexOf(oldText);
    if (index < 0) return undefined;
    // Not `replace`: its `$` patterns would change the text.
    if (replaceAll && oldText !== '') result = result.split(oldText).join(newText);
    else result = result.slice(0, index) + newText + result.slice(index + oldText.length);
  }
  return result;
}

/**
 * The text that edits and hunks lead to from a text.
 *
 * Hunks are a witness: vendors write them for people (tabs become spaces), but their lines and numbers tell
 * whether the edits did here what they did there. Tools that delete a line also take its newline, unasked.
 *
 * @param options - `certain`: `base` is what the source itself says the file was, so its edits hold even
 *   where the hunks tell otherwise
 * @returns `undefined` when nothing applies, or what applies is not what the hunks say
 */
export function followSteps(
  base: string,
  { edits = [], hunks = [] }: SourceSteps,
  { certain }: { readonly certain: boolean },
): string | undefined {
  const edited = edits.length > 0 ? applyEdits(base, edits) : undefined;
  if (hunks.length === 0) return edited;
  if (edited !== undefined && agrees(base, edited, hunks)) return edited;
  const shortened = edits.length > 0 ? applyEdits(base, edits.map(takeNewline)) : undefined;
  if (shortened !== undefined && agrees(base, shortened, hunks)) return shortened;
  return applyPatch(base, hunks) ?? (certain ? edited : undefined);
}

/**
 * Hunks for a change whose file is not known: everything the source tells of it, and no line of it left out.
 *
 * The lines of the edits are exact; the source's hunks give line numbers and surroundings, with their lines mended
 * after the edits. Edits that the hunks do not show follow as hunks at line 0: their place is not known.
 */
export function describeSteps({ edits = [], hunks = [] }: SourceSteps): readonly Hunk[] {
  const mended = mendHunks(hunks, edits);
  const shown = new Set(mended.flatMap(({ lines }) => lines.map((line) => line.slice(1))));
  const missing = edits.filter(({ oldText, newText }) =>
    [...plainLines(oldText), ...plainLines(newText)].some((line) => !shown.has(line)),
  );
  return [...mended, ...missing.map(({ oldText, newText }) => placeless(oldText, newText))];
}

/** Lines of a text without their ends; a final newline begins no further line. */
export function plainLines(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function takeNewline<T extends SourceEdits[number]>(edit: T): T {
  if (edit.newText !== '' || edit.oldText.endsWith('\n')) return edit;
  return { ...edit, oldText: `${edit.oldText}\n` };
}

/** Whether `after` has the lines of the hunks where they say, spaces aside, and no others were added or removed. */
function agrees(before: string, after: string, hunks: readonly SourceHunk[]): boolean {
  const lines = plainLines(after);
  let growth = 0;
  for (const hunk of hunks) {
    const now = hunk.lines.filter((line) => line.startsWith(' ') || line.startsWith('+'));
    const start = Math.max(hunk.newStart - 1, 0);
    if (now.some((line, index) => squeeze(line.slice(1)) !== squeeze(lines[start + index] ?? '')))
      return false;
    growth += now.length - hunk.lines.filter((line) => line.startsWith(' ') || line.startsWith('-')).length;
  }
  return lines.length - plainLines(before).length === growth;
}

function squeeze(line: string): string {
  return line.replace(/\s+/g, '');
}

/** The source's hunks with counts that fit their lines, and the edits' own lines where only spaces differ. */
function mendHunks(hunks: readonly SourceHunk[], edits: SourceEdits): Hunk[] {
  const oldLines = new LineQueue(edits.flatMap(({ oldText }) => plainLines(oldText)));
  const newLines = new LineQueue(edits.flatMap(({ newText }) => plainLines(newText)));
  return hunks.map((hunk) => {
    const lines = hunk.lines.flatMap(toHunkLines).map((line) => {
      const text = line.slice(1);
      if (line.startsWith('-')) return `-${oldLines.take(text)}`;
      if (line.startsWith('+')) return `+${newLines.take(text)}`;
      if (line.startsWith('\\')) return line;
      newLines.take(text);
      return ` ${oldLines.take(text)}`;
    });
    const count = (prefix: string): number =>
      lines.filter((line) => /^[ +-]/.test(line) && line[0] !== prefix).length;
    return {
      oldStart: hunk.oldStart,
      oldLines: count('+'),
      newStart: hunk.newStart,
      newLines: count('-'),
      lines,
    };
  });
}

/** A line of a foreign hunk as one or more lines of ours: one prefix each, no line end inside. */
function toHunkLines(line: string): string[] {
  const [prefix, text] = /^[ +\-\\]/.test(line) ? [line.charAt(0), line.slice(1)] : [' ', line];
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((part) => prefix + part);
}

function placeless(oldText: string, newText: string): Hunk {
  const close = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
  const [before, after] = [close(oldText), close(newText)];
  const lines =
    createHunks(before, after, { context: Infinity })[0]?.lines ??
    plainLines(before).map((line) => ` ${line}`);
  return {
    oldStart: 0,
    oldLines: plainLines(before).length,
    newStart: 0,
    newLines: plainLines(after).length,
    lines,
  };
}

/** Lines that are found again by what they hold but spaces, in their order; the last of a kind stays. */
class LineQueue {
  readonly #lines = new Map<string, string[]>();

  constructor(lines: readonly string[]) {
    for (const line of lines) {
      const queue = this.#lines.get(squeeze(line));
      if (queue) queue.push(line);
      else this.#lines.set(squeeze(line), [line]);
    }
  }

  /** The line meant by `shown`; `shown` itself when it is none of them. */
  take(shown: string): string {
    const queue = this.#lines.get(squeeze(shown));
    if (!queue) return shown;
    return queue.length > 1 ? queue.shift()! : queue[0]!;
  }
}
