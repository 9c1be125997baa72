/** The player's only tie to real time; tests pass their own. */
export interface Scheduler {
  /** Milliseconds from any fixed moment, never going back. */
  now(): number;
  /**
   * Calls `callback` once, when the next picture is due.
   *
   * @returns a function that cancels it
   */
  requestFrame(callback: () => void): () => void;
  /**
   * Calls `callback` once, when `ms` have passed.
   *
   * @returns a function that cancels it
   */
  after(ms: number, callback: () => void): () => void;
}

/** Frame length where there is no screen to ask, ms. */
const FRAME = 1000 / 60;

/** Animation frames in a page, a timer elsewhere. */
export const systemScheduler: Scheduler = {
  // eslint-disable-next-line no-restricted-globals -- this is the clock that everything else takes as an argument
  now: () => performance.now(),
  requestFrame(callback) {
    if (typeof requestAnimationFrame === 'function') {
      const frame = requestAnimationFrame(callback);
      return () => cancelAnimationFrame(frame);
    }
    return this.after(FRAME, callback);
  },
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
