import { html, type TemplateResult } from 'lit';
import type { Marker } from '../../player/index.ts';
import { units } from './timeline-scale.ts';

/** What a marker looks like: its shape says what it is, colour only repeats it. */
export type MarkShape = Exclude<Marker['kind'], 'test'> | 'passed' | 'failed' | 'ran';

/** The shapes, from the one that is drawn first to the one that lies on top. */
export const MARK_SHAPES: readonly MarkShape[] = [
  'change',
  'ran',
  'passed',
  'note',
  'commit',
  'failed',
  'error',
];

/** Outlines in units, beginning at the middle of the lower edge; at most 9 wide and 9 high. */
const OUTLINES: Readonly<Record<MarkShape, string>> = {
  /** A triangle. */
  error: 'm-4.5 0l4.5-8 4.5 8z',
  /** A bar. */
  change: 'm-1.5 0v-9h3v9z',
  /** A disc. */
  commit: 'm-4-4a4 4 0 1 0 8 0a4 4 0 1 0-8 0z',
  /** A ring: tests of which nobody said how they went. */
  ran: 'm-3.5-4a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0zm1.5 0a2 2 0 1 1 4 0a2 2 0 1 1-4 0z',
  /** A tick: tests that passed. */
  passed: 'm-4.4-3.6l1.4-1.5 2 2 4-4.2 1.5 1.4-5.4 5.7z',
  /** A cross: tests that failed. */
  failed: 'm0-2.8l-2.6 2.6-1.4-1.4 2.6-2.6-2.6-2.6 1.4-1.4 2.6 2.6 2.6-2.6 1.4 1.4-2.6 2.6 2.6 2.6-1.4 1.4z',
  /** A diamond. */
  note: 'm0 0l-4-4 4-4 4 4z',
};

/** The shape of a marker. */
export function shapeOf(marker: Marker): MarkShape {
  if (marker.kind !== 'test') return marker.kind;
  if (marker.failed) return 'failed';
  return marker.passed ? 'passed' : 'ran';
}

/** A shape as a part of a path. @param at, bottom - the middle of its lower edge, units */
export function markPath(shape: MarkShape, at: number, bottom: number): string {
  return `M${units(at)} ${bottom}${OUTLINES[shape]}`;
}

/** A shape beside words, as decoration: the words say what it is. */
export function markIcon(shape: MarkShape): TemplateResult {
  return html`<svg class="mark ${shape}" viewBox="0 0 10 10" aria-hidden="true">
    <path d=${markPath(shape, 5, 9)}></path>
  </svg>`;
}
