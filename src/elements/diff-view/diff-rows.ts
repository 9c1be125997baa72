import { countChanges } from '../../state/index.ts';
import type { Hunk } from '../../state/index.ts';

/** One line of a diff. */
export interface LineRow {
  readonly kind: 'context' | 'add' | 'delete';
  /** Stable over rebuilding: decorations are kept by it. */
  readonly key: number;
  /** Line numbers counted from 1; absent on the side that has no such line, or when they are not known. */
  readonly oldNumber?: number;
  readonly newNumber?: number;
  /** The line without its end. */
  readonly text: string;
  /** The file ends here without a newline. */
  readonly unclosed?: true;
}

/** Unchanged lines that are not shown, between hunks or at an end. */
export interface GapRow {
  readonly kind: 'gap';
  /** Index of the hunk below it; the number of hunks for the one at the end. */
  readonly index: number;
  /** Lines left out; `undefined` when that is not known. */
  readonly hidden: number | undefined;
  /** Line where the hunk below begins (old side), where known; and what it is inside of. */
  readonly line?: number;
  readonly section?: string;
}

/** A row of a diff. */
export type DiffRow = LineRow | GapRow;

/** What rows are made with, beside the hunks. */
export interface RowOptions {
  /** Lines of the text before the change, where it is known: fills gaps and tells the last one's size. */
  readonly before?: readonly string[] | undefined;
  /** Gap index → lines of it that the viewer has opened, nearest to its hunk first. */
  readonly opened?: ReadonlyMap<number, number>;
  /** Rows to stop after; default all. */
  readonly limit?: number;
}

/** Unchanged lines that patches keep around a change. */
const CONTEXT = 3;

/** Rows of a hunk have keys from its index times this. */
const HUNK_KEYS = 2 ** 22;

/** Key of a line of a hunk, by the index of the hunk and that of the line in it. */
export function keyOf(hunk: number, line: number): number {
  return hunk * HUNK_KEYS + line;
}

/**
 * What a diff shows, top to bottom. Counts in hunk headers are not trusted: lines are numbered as they come.
 *
 * Linear in the rows it gives.
 */
export function buildRows(hunks: readonly Hunk[], options: RowOptions = {}): DiffRow[] {
  const { before, opened, limit = Infinity } = options;
  const rows: DiffRow[] = [];
  const carriage = endsInCarriageReturns(hunks);
  let from: number | undefined = 0;
  let offset = 0;
  for (const [index, hunk] of hunks.entries()) {
    const to = linesAbove(hunk);
    const hidden = from === undefined || to === undefined || to < from ? undefined : to - from;
    const shown = before && hidden !== undefined ? Math.min(opened?.get(index) ?? 0, hidden) : 0;
    const left = hidden === undefined ? undefined : hidden - shown;
    const section = findSection(hunk);
    if (left !== 0 || section !== undefined) {
      const line = to === undefined ? {} : { line: to - shown + 1 };
      rows.push({
        kind: 'gap',
        index,
        hidden: left,
        ...line,
        ...(section === undefined ? {} : { section }),
      });
    }
    if (to !== undefined) pushContext(rows, before, { start: to - shown, end: to, offset });
    pushHunk(rows, hunk, { index, carriage, limit });
    if (rows.length >= limit) return rows.slice(0, limit);
    const { additions, deletions } = countChanges([hunk]);
    from = to === undefined ? undefined : to + deletions + countContext(hunk);
    offset += additions - deletions;
  }
  if (hunks.length > 0)
    pushEnd(rows, hunks, { from, offset, before, wanted: opened?.get(hunks.length) ?? 0 });
  return rows;
}

/** The hunk a whole new (or removed) text makes, without comparing anything. */
export function wholeHunk(text: string, kind: 'add' | 'delete'): Hunk[] {
  if (text === '') return [];
  const lines = text.split('\n');
  const closed = lines.at(-1) === '';
  if (closed) lines.pop();
  const count = lines.length;
  const rows = lines.map((line) => (kind === 'add' ? '+' : '-') + line);
  if (!closed) rows.push('\\ No newline at end of file');
  return kind === 'add'
    ? [{ oldStart: 0, oldLines: 0, newStart: 1, newLines: count, lines: rows }]
    : [{ oldStart: 1, oldLines: count, newStart: 0, newLines: 0, lines: rows }];
}

/** Lines of the old text above a hunk; `undefined` when its place is not known. */
function linesAbove(hunk: Hunk): number | undefined {
  const hasOld = hunk.lines.some((line) => !line.startsWith('+') && !line.startsWith('\\'));
  if (!hasOld) return hunk.oldLines === 0 ? hunk.oldStart : Math.max(hunk.oldStart - 1, 0);
  return hunk.oldStart === 0 ? undefined : hunk.oldStart - 1;
}

/** What the first change of a hunk is inside of: a line of its context tells it better than the line above it. */
function findSection({ lines, section }: Hunk): string | undefined {
  const first = lines.findIndex((line) => !line.startsWith(' '));
  const inside = lines.slice(0, Math.max(0, first)).findLast((line) => /^ [A-Za-z_$].*[({:]\s*$/.test(line));
  return inside?.slice(1) ?? (section === '' ? undefined : section);
}

interface End {
  /** Old lines up to the end of the last hunk, where known. */
  readonly from: number | undefined;
  readonly offset: number;
  readonly before: readonly string[] | undefined;
  readonly wanted: number;
}

/** What follows the last hunk. A hunk that ends in less context than usual is the end of the file. */
function pushEnd(rows: DiffRow[], hunks: readonly Hunk[], { from, offset, before, wanted }: End): void {
  const index = hunks.length;
  if (from === undefined) return;
  if (!before) {
    if (endsInContext(hunks.at(-1)!)) rows.push({ kind: 'gap', index, hidden: undefined });
    return;
  }
  const hidden = Math.max(0, before.length - from);
  const shown = Math.min(wanted, hidden);
  pushContext(rows, before, { start: from, end: from + shown, offset });
  if (hidden > shown) rows.push({ kind: 'gap', index, hidden: hidden - shown });
}

function pushContext(
  rows: DiffRow[],
  before: readonly string[] | undefined,
  { start, end, offset }: { readonly start: number; readonly end: number; readonly offset: number },
): void {
  for (let line = start; before && line < end; line += 1) {
    const numbers = { oldNumber: line + 1, newNumber: line + 1 + offset };
    rows.push({ kind: 'context', key: -1 - line, ...numbers, text: stripReturn(before[line] ?? '') });
  }
}

function countContext({ lines }: Hunk): number {
  return lines.filter((line) => line.startsWith(' ')).length;
}

function endsInContext({ lines }: Hunk): boolean {
  return lines.length > CONTEXT && lines.slice(-CONTEXT).every((line) => line.startsWith(' '));
}

function pushHunk(
  rows: DiffRow[],
  hunk: Hunk,
  { index, carriage, limit }: { readonly index: number; readonly carriage: boolean; readonly limit: number },
): void {
  const known = linesAbove(hunk) !== undefined;
  let oldNumber = hunk.oldLines === 0 ? hunk.oldStart + 1 : hunk.oldStart;
  let newNumber = hunk.newLines === 0 ? hunk.newStart + 1 : hunk.newStart;
  for (const [position, line] of hunk.lines.entries()) {
    if (rows.length >= limit) return;
    if (line.startsWith('\\')) continue;
    const kind = line.startsWith('+') ? 'add' : line.startsWith('-') ? 'delete' : 'context';
    const text = carriage ? stripReturn(line.slice(1)) : line.slice(1);
    rows.push({
      kind,
      key: keyOf(index, position),
      ...(kind === 'add' || !known ? {} : { oldNumber: oldNumber++ }),
      ...(kind === 'delete' || !known ? {} : { newNumber: newNumber++ }),
      text,
      ...(hunk.lines[position + 1]?.startsWith('\\') ? { unclosed: true as const } : {}),
    });
  }
}

/** A file with `\r\n` throughout shows none of them; where only some lines have one, it is a change to be seen. */
function endsInCarriageReturns(hunks: readonly Hunk[]): boolean {
  return hunks.every(({ lines }) => lines.every((line) => line.endsWith('\r') || line.startsWith('\\')));
}

function stripReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
