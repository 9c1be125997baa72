/** Passes between two looks at the sessions of a computer. Nothing here knows what a pass does. */

/** What tells the time to a watch. */
export interface WatchClock {
  /** Wall time, ms since 1970 UTC. */
  readonly now: () => number;
  /** Resolves after so many ms, or as soon as the signal is aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** What a watch does, and until when. */
export interface WatchOptions {
  readonly clock: WatchClock;
  /** Ends the watch. A pass that is at work then throws, or ends as soon as it can. */
  readonly signal: AbortSignal;
  /** Looks at everything once. */
  readonly pass: (now: number) => Promise<void>;
  /** Told of a pass that failed as a whole; the next one comes all the same. */
  readonly onFailure: (error: unknown) => void;
}

/** Between the end of a pass and the next one, ms. */
export const PASS_INTERVAL = 60_000;

/** Passes take at most this share of the time, however many sessions there are. */
export const PASS_SHARE = 0.1;

/**
 * Makes one pass after another until it is aborted. Times of files are asked for, and no system of notices is used: those
 * miss what happens on network drives, and are limited in number where there are thousands of folders.
 */
export async function watch({ clock, signal, pass, onFailure }: WatchOptions): Promise<void> {
  while (!signal.aborted) {
    const began = clock.now();
    try {
      await pass(began);
    } catch (error) {
      if (signal.aborted) return;
      onFailure(error);
    }
    const took = Math.max(0, clock.now() - began);
    await clock.wait(Math.max(PASS_INTERVAL, took * (1 / PASS_SHARE - 1)), signal);
  }
}

/** The clock of this computer. */
export const systemClock: WatchClock = {
  now: () => Date.now(),
  wait: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      signal.addEventListener('abort', end);
    }),
};
