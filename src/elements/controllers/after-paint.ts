/** Longest wait for a paint, ms: a page in the background is not painted at all. */
const LONGEST_WAIT = 200;

/** Resolves when the browser has painted once more: work that may wait until something is on the screen waits for it. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, LONGEST_WAIT);
  });
}
