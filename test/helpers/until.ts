/** Milliseconds after which a wait says what it waits for; it goes on until the test's own time is over. */
const PATIENCE = 10_000;

/**
 * Waits until something holds, however long that takes: what a test waits for is a state and not a time.
 *
 * @param what - the end of "still waiting until …", for a test that waits in vain
 * @param holds - looked at once a frame, as elements draw in them
 */
export async function until(what: string, holds: () => boolean): Promise<void> {
  const timer = setTimeout(() => console.error(`still waiting until ${what}`), PATIENCE);
  try {
    while (!holds()) await nextFrame();
  } finally {
    clearTimeout(timer);
  }
}

/** The next frame, behind what others have asked to be done in it so far. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

/**
 * Waits until everybody who observes sizes has been told of what is drawn now, and listeners of scrolling of what has
 * scrolled: observers are told in the order in which they were made, and this one is the last.
 *
 * @param element - attached to the document
 */
export function observed(element: Element): Promise<void> {
  return new Promise((resolve) => {
    const observer = new ResizeObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe(element);
  });
}
