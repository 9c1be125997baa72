import { diffArrays } from 'diff';
import type { SourceHunk } from '../../format/index.ts';

/** One changed region of a patch. `lines` start with ` `, `-`, `+` or `\`, as in `git diff`. */
export interface Hunk extends SourceHunk {
  /** Text behind the second `@@`: the function around the hunk. */
  readonly section?: string;
}

export interface PatchOptions {
  /** Unchanged lines kept around a change. Default 3; `Infinity` keeps all of them. */
  readonly context?: number;
  /**
   * Lines added and removed up to which the shortest patch is looked for (cost is its square: 2,000 take about
   * 0.2 s). Beyond it the whole changed region is replaced. A count and not a time, so that equal texts give
   * equal patches on every computer. Default 2,000.
   */
  readonly maxEditLength?: number;
}

const DEFAULT_CONTEXT = 3;
const DEFAULT_MAX_EDIT_LENGTH = 2_000;
const MAX_SECTION_DISTANCE = 1_000;
const MAX_SECTION_LENGTH = 80;
const NO_NEWLINE = '\\ No newline at end of file';
const HUNK_HEADER = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@(?: (.*))?$/s;

/** A replaced region: half-open line ranges on both sides, counted from 0. */
interface Region {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/**
 * Unified hunks, without file header lines, that turn one text into another.
 *
 * Lines end at `\n` alone, so that carriage returns stay part of their lines, and a missing final newline is
 * written down. For any two strings `applyPatch(before, createPatch(before, after)) === after`.
 *
 * @returns `''` when the texts are equal
 */
export function createPatch(before: string, after: string, options: PatchOptions = {}): string {
  return formatPatch(createHunks(before, after, options));
}

/** As {@link createPatch}, not yet written out. */
export function createHunks(before: string, after: string, options: PatchOptions = {}): readonly Hunk[] {
  if (before === after) return [];
  const { context = DEFAULT_CONTEXT, maxEditLength = DEFAULT_MAX_EDIT_LENGTH } = options;
  const oldLines = splitLines(before);
  const newLines = splitLines(after);
  const regions = compareLines(oldLines, newLines, maxEditLength);
  return groupRegions(regions, context).map((group) => buildHunk(group, oldLines, newLines, context));
}

/** Writes hunks out as a patch. Cost is linear. */
export function formatPatch(hunks: readonly SourceHunk[]): string {
  let patch = '';
  for (const hunk of hunks) {
    const section = (hunk as Hunk).section;
    patch += `@@ -${formatRange(hunk.oldStart, hunk.oldLines)} +${formatRange(hunk.newStart, hunk.newLines)} @@`;
    patch += section ? ` ${section}\n` : '\n';
    for (const line of hunk.lines) patch += `${line}\n`;
  }
  return patch;
}

/**
 * Reads the hunks of a patch. The counts of a header are not compared with its lines here (a view shows what
 * there is); {@link applyPatch} does that.
 *
 * @returns `undefined` when a line is neither a hunk header nor a hunk line
 */
export function parsePatch(patch: string): readonly Hunk[] | undefined {
  const rows = patch.split('\n');
  if (rows.at(-1) === '') rows.pop();
  const hunks: { header: Omit<Hunk, 'lines'>; lines: string[] }[] = [];
  for (const row of rows) {
    const header = row.startsWith('@@') ? parseHeader(row) : undefined;
    if (header) hunks.push({ header, lines: [] });
    else if (hunks.length === 0 || !/^[ +\-\\]/.test(row || ' ')) return undefined;
    // Editors strip the space of an empty context line.
    else hunks.at(-1)!.lines.push(row || ' ');
  }
  return hunks.map(({ header, lines }) => ({ ...header, lines }));
}

/**
 * Applies a patch exactly where its headers say, or not at all: never with an offset, never with fuzz.
 *
 * @returns the text after it, or `undefined` when any line, number or count does not fit
 */
export function applyPatch(text: string, patch: string | readonly SourceHunk[]): string | undefined {
  const hunks = typeof patch === 'string' ? parsePatch(patch) : patch;
  if (!hunks) return undefined;
  const source = splitLines(text);
  const result: string[] = [];
  let position = 0;
  for (const hunk of hunks) {
    const sides = splitSides(hunk);
    // A hunk without old lines names the line before it.
    const start = hunk.oldLines === 0 ? hunk.oldStart : hunk.oldStart - 1;
    if (!sides || start < position || start + sides.old.length > source.length) return undefined;
    for (; position < start; position += 1) result.push(source[position]!);
    for (const line of sides.old) if (source[position++] !== line) return undefined;
    if (result.length !== (hunk.newLines === 0 ? hunk.newStart : hunk.newStart - 1)) return undefined;
    for (const line of sides.new) result.push(line);
  }
  for (; position < source.length; position += 1) result.push(source[position]!);
  // Only the last line of a text can be without its newline.
  if (result.some((line, index) => index < result.length - 1 && !line.endsWith('\n'))) return undefined;
  return result.join('');
}

/** The patch that undoes a patch; `undefined` when it cannot be parsed. */
export function reversePatch(patch: string): string | undefined {
  const hunks = parsePatch(patch);
  return hunks && formatPatch(hunks.map(reverseHunk));
}

/** Lines that a patch adds and removes. */
export function countChanges(hunks: readonly SourceHunk[]): { additions: number; deletions: number } {
  let additions = 0;
  let deletions = 0;
  for (const { lines } of hunks) {
    for (const line of lines) {
      if (line.startsWith('+')) additions += 1;
      else if (line.startsWith('-')) deletions += 1;
    }
  }
  return { additions, deletions };
}

/** Lines of a text, each with its `\n`; the last may lack it. The empty text has none. */
export function splitLines(text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  const last = lines.pop()!;
  const closed = lines.map((line) => `${line}\n`);
  if (last !== '') closed.push(last);
  return closed;
}

/** Both sides of a hunk as lines with their `\n`; `undefined` when its counts do not fit its lines. */
export function splitSides(hunk: SourceHunk): { old: string[]; new: string[] } | undefined {
  const sides = { old: [] as string[], new: [] as string[] };
  hunk.lines.forEach((line, index) => {
    if (line.startsWith('\\')) return;
    const text = line.slice(1) + (hunk.lines[index + 1]?.startsWith('\\') ? '' : '\n');
    if (!line.startsWith('+')) sides.old.push(text);
    if (!line.startsWith('-')) sides.new.push(text);
  });
  return sides.old.length === hunk.oldLines && sides.new.length === hunk.newLines ? sides : undefined;
}

function parseHeader(row: string): Omit<Hunk, 'lines'> | undefined {
  const match = HUNK_HEADER.exec(row);
  if (!match) return undefined;
  const [, oldStart, oldLines = '1', newStart, newLines = '1', section] = match;
  return {
    oldStart: Number(oldStart),
    oldLines: Number(oldLines),
    newStart: Number(newStart),
    newLines: Number(newLines),
    ...(section ? { section } : {}),
  };
}

function formatRange(start: number, count: number): string {
  return count === 1 ? String(start) : `${start},${count}`;
}

/** Swaps the sides. Within a run the new removals still come before the new additions. */
function reverseHunk(hunk: Hunk): Hunk {
  const lines: string[] = [];
  let added: string[] = [];
  let target = lines;
  for (const line of hunk.lines) {
    if (line.startsWith('-')) {
      target = added;
      target.push(`+${line.slice(1)}`);
    } else if (line.startsWith('+')) {
      target = lines;
      target.push(`-${line.slice(1)}`);
    } else if (line.startsWith('\\')) {
      target.push(line);
    } else {
      lines.push(...added, line);
      added = [];
      target = lines;
    }
  }
  lines.push(...added);
  const { oldStart, oldLines, newStart, newLines } = hunk;
  return { ...hunk, oldStart: newStart, oldLines: newLines, newStart: oldStart, newLines: oldLines, lines };
}

/** Replaced regions in order. Equal ends are cut off first: only the middle between them is searched. */
function compareLines(before: readonly string[], after: readonly string[], maxEditLength: number): Region[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const whole = { oldStart: head, oldEnd: before.length - tail, newStart: head, newEnd: after.length - tail };
  if (whole.oldStart === whole.oldEnd || whole.newStart === whole.newEnd) return [whole];

  const numbers = new Map<string, number>();
  const toNumber = (line: string): number => {
    const number = numbers.get(line) ?? numbers.size;
    numbers.set(line, number);
    return number;
  };
  const parts = diffArrays(
    before.slice(head, whole.oldEnd).map(toNumber),
    after.slice(head, whole.newEnd).map(toNumber),
    { maxEditLength },
  );
  return parts ? toRegions(parts, head) : [whole];
}

function toRegions(
  parts: readonly { added: boolean; removed: boolean; count: number }[],
  start: number,
): Region[] {
  const regions: Region[] = [];
  let oldEnd = start;
  let newEnd = start;
  let open: { oldStart: number; newStart: number } | undefined;
  for (const { added, removed, count } of parts) {
    if (added || removed) open ??= { oldStart: oldEnd, newStart: newEnd };
    else if (open) {
      regions.push({ ...open, oldEnd, newEnd });
      open = undefined;
    }
    if (!added) oldEnd += count;
    if (!removed) newEnd += count;
  }
  if (open) regions.push({ ...open, oldEnd, newEnd });
  return regions;
}

/** Regions closer together than two contexts share a hunk. */
function groupRegions(regions: readonly Region[], context: number): Region[][] {
  const groups: Region[][] = [];
  for (const region of regions) {
    const last = groups.at(-1)?.at(-1);
    if (last && region.oldStart - last.oldEnd <= context * 2) groups.at(-1)!.push(region);
    else groups.push([region]);
  }
  return groups;
}

function buildHunk(
  group: readonly Region[],
  before: readonly string[],
  after: readonly string[],
  context: number,
): Hunk {
  const first = group[0]!;
  const lead = Math.min(context, first.oldStart);
  const oldStart = first.oldStart - lead;
  const newStart = first.newStart - lead;
  const lines: string[] = [];
  let position = oldStart;
  for (const region of group) {
    for (; position < region.oldStart; position += 1) pushLine(lines, ' ', before[position]!);
    for (; position < region.oldEnd; position += 1) pushLine(lines, '-', before[position]!);
    for (let index = region.newStart; index < region.newEnd; index += 1) pushLine(lines, '+', after[index]!);
  }
  const last = group.at(-1)!;
  const trail = Math.min(context, before.length - last.oldEnd);
  for (let index = 0; index < trail; index += 1) pushLine(lines, ' ', before[position + index]!);
  const oldLines = last.oldEnd + trail - oldStart;
  const newLines = last.newEnd + trail - newStart;
  const section = findSection(before, oldStart);
  return {
    // A side without lines names the line before it.
    oldStart: oldLines === 0 ? oldStart : oldStart + 1,
    oldLines,
    newStart: newLines === 0 ? newStart : newStart + 1,
    newLines,
    ...(section ? { section } : {}),
    lines,
  };
}

/** As git finds it: the nearest line above the hunk that begins like a declaration, cut to 80 characters. */
function findSection(lines: readonly string[], start: number): string | undefined {
  for (let index = start - 1; index >= Math.max(0, start - MAX_SECTION_DISTANCE); index -= 1) {
    if (/^[A-Za-z_$]/.test(lines[index]!))
      return lines[index]!.slice(0, MAX_SECTION_LENGTH)
        .replace(/\p{Surrogate}$/u, '')
        .trim();
  }
  return undefined;
}

function pushLine(lines: string[], prefix: string, line: string): void {
  if (line.endsWith('\n')) lines.push(prefix + line.slice(0, -1));
  else lines.push(prefix + line, NO_NEWLINE);
}
