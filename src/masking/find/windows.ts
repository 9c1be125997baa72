/** Part of a text that is searched by itself. Offsets are UTF-16 code units of the text. */
export interface Window {
  /** Where the part lies that is searched. */
  readonly start: number;
  readonly end: number;
  /** What is found counts where it begins in here: what lies around it belongs to the windows beside this one. */
  readonly from: number;
  readonly to: number;
}

/** Code units that a window adds to the ones before it: as many as the stack of an expression holds. */
const STEP = 2 ** 20;

/** What stands before a secret and tells what it is. */
const BEFORE = 4 * 1024;

/** No secret is longer: a private key has some 12,000. */
const AFTER = 16 * 1024;

/**
 * Windows over a text: expressions that run over a text of many megabytes at once take more stack than there is.
 *
 * @param length - of the text
 */
export function* windowsOf(length: number): Generator<Window, void> {
  for (let from = 0; from < length; from += STEP) {
    const to = Math.min(length, from + STEP);
    yield { from, to, start: Math.max(0, from - BEFORE), end: Math.min(length, to + AFTER) };
  }
}
