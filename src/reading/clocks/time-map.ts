import { playheadAfter } from '../playhead.ts';
import type { Playhead } from '../playhead.ts';

/** Session time ⇄ playback time of one clock, ms; both directions are non-decreasing and clamped to the session. */
export interface TimeMap {
  /** Position at which all that happened up to a session time is shown. */
  positionOf(time: number): number;
  /** Session time shown at a position. */
  timeAt(position: number): number;
}

/**
 * Corner points of a time map: pairs of session time and position, both ms and non-decreasing.
 * Equal times are a step: the clock lingers there. Equal positions are a jump: the clock leaves that time out.
 */
export interface TimeMapPoints {
  /** Session time of each corner, ms. */
  readonly time: readonly number[];
  /** Position of each corner in the clock, ms. */
  readonly position: readonly number[];
}

/**
 * Piecewise linear, monotone map between session time and the position of a clock, both in ms.
 *
 * Immutable. Both directions take O(log n).
 */
export class PiecewiseTimeMap implements TimeMap {
  /** Length in the clock, ms. */
  readonly duration: number;
  /** Length of the session, ms. */
  readonly sessionDuration: number;
  readonly #time: readonly number[];
  readonly #position: readonly number[];

  /**
   * @param points - may come from an untrusted index: what decreases is levelled, what lies outside the session
   *   is moved to its ends, and the map is extended to both of them
   * @param sessionDuration - length of the session, ms
   */
  constructor(points: TimeMapPoints, sessionDuration: number) {
    const time = [0];
    const position = [0];
    const length = Math.min(points.time.length, points.position.length);
    for (let i = 0; i < length; i += 1) {
      const lastTime = time[time.length - 1]!;
      const lastPosition = position[position.length - 1]!;
      const nextTime = clamp(Math.round(points.time[i]!), lastTime, sessionDuration);
      const nextPosition = Math.max(points.position[i]!, lastPosition) || lastPosition;
      if (nextTime === lastTime && nextPosition === lastPosition) continue;
      time.push(nextTime);
      position.push(nextPosition);
    }
    if (time[time.length - 1]! < sessionDuration) {
      time.push(sessionDuration);
      position.push(position[position.length - 1]!);
    }
    this.#time = time;
    this.#position = position;
    this.sessionDuration = sessionDuration;
    this.duration = position[position.length - 1]!;
  }

  /** Position at which all that happened up to `time` is shown; where the clock lingers, the end of its step. */
  positionOf(time: number): number {
    return this.positionOfPlayhead(playheadAfter(time));
  }

  /** Session time shown at `position`; at a jump, the time behind it. */
  timeAt(position: number): number {
    return this.playheadAt(position).time;
  }

  /** Position at which `playhead` is shown. */
  positionOfPlayhead({ time, fraction }: Playhead): number {
    const last = lastAtMost(this.#time, time);
    if (last < 0) return 0;
    const end = this.#position[last]!;
    if (this.#time[last] === time) {
      const start = this.#position[lastAtMost(this.#time, time - 1) + 1]!;
      return fraction >= 1 ? end : start + (end - start) * fraction;
    }
    return interpolate(this.#time, this.#position, last, time);
  }

  /** The moment shown at `position`; at a jump, the moment behind it. */
  playheadAt(position: number): Playhead {
    const last = lastAtMost(this.#position, Math.max(position, 0));
    const time = this.#time[last]!;
    const next = this.#time[last + 1];
    if (next === undefined) return playheadAfter(time);
    if (next === time) return { time, fraction: this.#fractionAt(position, time) };
    // Before `next` is reached nothing of it is shown, however the interpolation rounds.
    const within = Math.floor(interpolate(this.#position, this.#time, last, position));
    return playheadAfter(clamp(within, time, next - 1));
  }

  /** The same map with all positions multiplied by `factor` (> 0). */
  scaled(factor: number): PiecewiseTimeMap {
    const position = this.#position.map((value) => value * factor);
    return new PiecewiseTimeMap({ time: this.#time, position }, this.sessionDuration);
  }

  #fractionAt(position: number, time: number): number {
    const start = this.#position[lastAtMost(this.#time, time - 1) + 1]!;
    const end = this.#position[lastAtMost(this.#time, time)]!;
    return clamp((position - start) / (end - start), 0, 1);
  }
}

/** Value of the piecewise linear function through (`xs`, `ys`) at `x`, which lies at or behind corner `i`. */
function interpolate(xs: readonly number[], ys: readonly number[], i: number, x: number): number {
  const y = ys[i]!;
  const nextX = xs[i + 1];
  const nextY = ys[i + 1];
  if (nextX === undefined || nextY === undefined) return y;
  return clamp(y + ((x - xs[i]!) * (nextY - y)) / (nextX - xs[i]!), y, nextY);
}

/** Index of the last element that is at most `value`, or -1. `values` do not decrease. */
function lastAtMost(values: readonly number[], value: number): number {
  let low = -1;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (values[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high) || low;
}
