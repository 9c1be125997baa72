import type { TimeMap } from '../../player/index.ts';

/**
 * Session time along the drawn timeline, in units of 1/16 rem from its left end: what is drawn grows with the text, and
 * a unit is a pixel where a page leaves the text at its size.
 */
export class TimelineScale {
  /** Map of the current clock. */
  readonly map: TimeMap;
  /** Length in the current clock, ms, above 0. */
  readonly duration: number;
  /** Length of the drawing, units. */
  readonly width: number;

  constructor(map: TimeMap, duration: number, width: number) {
    this.map = map;
    this.duration = duration;
    this.width = width;
  }

  /** Where a session time (ms) stands: 0 … `width`. */
  at(time: number): number {
    return Math.min(1, Math.max(0, this.map.positionOf(time) / this.duration)) * this.width;
  }
}

/** A number of units as a path has it. */
export function units(value: number): string {
  return String(Math.round(value * 10) / 10);
}
