import { diffArrays } from 'diff';
import { formatPatch, splitLines } from './hunks.ts';
import type { Hunk } from './hunks.ts';

/** How much a patch shows, and how long the shortest one is looked for. */
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
