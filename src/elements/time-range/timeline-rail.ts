import type { Timeline } from '../../player/index.ts';
import { units, type TimelineScale } from './timeline-scale.ts';
import type { Stretch } from './timeline-stretches.ts';

/** A piece of the rail, units from the left; a `passed` one is a stretch, drawn thin. */
export interface RailPiece {
  readonly kind: 'chapter' | 'passed';
  readonly start: number;
  readonly end: number;
}

/** Between two chapters. */
const CHAPTER_GAP = 3;
/** A narrower chapter is no piece of its own, and a rail on which most chapters are narrower is not divided at all. */
const NARROWEST_CHAPTER = 9;
/** What is left of a chapter beside a stretch, and is narrower, is not drawn. */
const NARROWEST_PIECE = 2;
/** A stretch that is narrower than this is a notch. */
const WIDE_STRETCH = 6;
/** In each part of the rail as long as this the longest stretch alone has a notch. */
const NOTCH_CELL = 20;
/** With more stretches than this in each of those parts there is no notch: it would say nothing of its place. */
const MOST_IN_CELL = 4;
const NOTCH_WIDTH = 1.5;
/** Where the rail lies in the drawing, and how thick it is. */
const RAIL = { top: 16, height: 6, thin: 2 };

/** The pieces of the rail: ordered, not overlapping, at most one in some four units. */
export function railPieces(
  { chapters }: Pick<Timeline, 'chapters'>,
  stretches: readonly Stretch[],
  scale: TimelineScale,
): RailPiece[] {
  const edges = new Set(chapterEdges(chapters, scale));
  const passed = wideStretches(stretches, scale);
  const points = [...new Set([...edges, ...passed.flatMap(({ start, end }) => [start, end])])];
  points.sort((a, b) => a - b);
  const pieces: RailPiece[] = [];
  let next = 0;
  for (let index = 1; index < points.length; index += 1) {
    const [start, end] = [points[index - 1]!, points[index]!];
    while (next < passed.length && passed[next]!.end <= start) next += 1;
    const kind = next < passed.length && passed[next]!.start <= start ? 'passed' : 'chapter';
    const inset = (edge: number): number =>
      edges.has(edge) && edge > 0 && edge < scale.width ? CHAPTER_GAP / 2 : 0;
    const piece = { kind, start: start + inset(start), end: end - inset(end) } as const;
    if (piece.end - piece.start >= NARROWEST_PIECE) pieces.push(piece);
  }
  return pieces;
}

function chapterEdges(chapters: Timeline['chapters'], scale: TimelineScale): number[] {
  const starts = chapters.map(({ time }) => scale.at(time));
  const wide = starts.filter((start, i) => (starts[i + 1] ?? scale.width) - start >= NARROWEST_CHAPTER);
  const edges = [0];
  if (2 * wide.length > starts.length) {
    for (const start of starts) {
      if (start - edges.at(-1)! >= NARROWEST_CHAPTER && scale.width - start >= NARROWEST_CHAPTER)
        edges.push(start);
    }
  }
  return [...edges, scale.width];
}

function wideStretches(
  stretches: readonly Stretch[],
  scale: TimelineScale,
): { start: number; end: number }[] {
  const wide: { start: number; end: number }[] = [];
  for (const stretch of stretches) {
    const [start, end] = [scale.at(stretch.start), scale.at(stretch.end)];
    const last = wide.at(-1);
    if (end - start < WIDE_STRETCH) continue;
    if (last && start - last.end < WIDE_STRETCH) last.end = Math.max(last.end, end);
    else wide.push({ start, end });
  }
  return wide;
}

/** Where the rail is notched: at stretches too short to be drawn as such, in units from the left, ascending. */
export function notches(stretches: readonly Stretch[], scale: TimelineScale): number[] {
  if (stretches.length > (MOST_IN_CELL * scale.width) / NOTCH_CELL) return [];
  const longest = new Map<number, { readonly at: number; readonly length: number }>();
  for (const stretch of stretches) {
    const [start, end] = [scale.at(stretch.start), scale.at(stretch.end)];
    if (end - start >= WIDE_STRETCH) continue;
    const at = (start + end) / 2;
    const cell = Math.floor(at / NOTCH_CELL);
    const length = stretch.end - stretch.start;
    if (length > (longest.get(cell)?.length ?? 0)) longest.set(cell, { at, length });
  }
  return [...longest.values()].map(({ at }) => at).sort((a, b) => a - b);
}

/** The rail as a path. */
export function railPath(pieces: readonly RailPiece[]): string {
  return pieces.map(({ kind, start, end }) => (kind === 'chapter' ? thick : thin)(start, end)).join('');
}

/** The notches as a path, to be drawn over the rail in the colour behind it. */
export function notchPath(places: readonly number[]): string {
  const { top, height } = RAIL;
  return places
    .map((at) => `M${units(at - NOTCH_WIDTH / 2)} ${top}h${NOTCH_WIDTH}v${height}h-${NOTCH_WIDTH}z`)
    .join('');
}

function thick(start: number, end: number): string {
  const radius = Math.min(2, (end - start) / 2);
  const [length, rise] = [units(end - start - 2 * radius), RAIL.height - 2 * radius];
  const arc = (x: number, y: number): string => `a${radius} ${radius} 0 0 1 ${x} ${y}`;
  return (
    `M${units(start + radius)} ${RAIL.top}h${length}${arc(radius, radius)}v${rise}` +
    `${arc(-radius, radius)}h-${length}${arc(-radius, -radius)}v-${rise}${arc(radius, -radius)}z`
  );
}

function thin(start: number, end: number): string {
  const length = units(end - start);
  return `M${units(start)} ${RAIL.top + (RAIL.height - RAIL.thin) / 2}h${length}v${RAIL.thin}h-${length}z`;
}
