/** A step above this is no pause: a clock that was set, or began at 0. One year, ms. */
const MAX_STEP = 31_622_400_000;

/**
 * Session time from wall times whose clock may have been set while it ran. A step back costs nothing and the clock
 * goes on from there; one that only slipped for a moment finds its way back, so that its glitch is no pause.
 */
export class RecordedClock {
  #last: number | undefined;
  #time = 0;
  /** Wall time from which the clock went back, and the session time then. */
  #high: { readonly wall: number; readonly time: number } | undefined;

  /**
   * @param wall - ms, of any epoch
   * @returns session time, whole ms, never less than before; and what was wrong with the step, if anything
   */
  advance(wall: number): { readonly time: number; readonly flaw?: 'time-goes-back' | 'outlying-time' } {
    const last = this.#last ?? wall;
    const step = wall - last;
    this.#last = wall;
    if (step > MAX_STEP) {
      this.#high = undefined;
      return { time: Math.round(this.#time), flaw: 'outlying-time' };
    }
    if (step < 0) {
      this.#high ??= { wall: last, time: this.#time };
      return { time: Math.round(this.#time), flaw: 'time-goes-back' };
    }
    this.#time += Math.max(0, Math.min(step, this.#room(wall)));
    return { time: Math.round(this.#time) };
  }

  /** How far the time may go at most, when the clock is back where it was before it went back; infinite else. */
  #room(wall: number): number {
    if (!this.#high || wall < this.#high.wall) return Infinity;
    const room = this.#high.time + (wall - this.#high.wall) - this.#time;
    this.#high = undefined;
    return room;
  }
}
