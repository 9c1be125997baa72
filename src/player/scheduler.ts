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
  /**
   * Calls `callback` once, in a task of its own, when others had their turn.
   *
   * @returns a function that cancels it
   */
  soon(callback: () => void): () => void;
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
  soon(callback) {
    let isWanted = true;
    void nextTask().then(() => isWanted && callback());
    return () => (isWanted = false);
  },
};

/** Newer browsers let a page go on before what others have queued meanwhile. */
interface PageScheduler {
  readonly scheduler?: { readonly yield?: () => Promise<void> };
}

function nextTask(): Promise<void> {
  const { scheduler } = globalThis as PageScheduler;
  if (scheduler?.yield) return scheduler.yield();
  return new Promise((resolve) => {
    // Timers would wait for longer the more of them follow each other.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
