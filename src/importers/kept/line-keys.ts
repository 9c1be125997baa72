/** Letters and digits that a line must have to be told from others by its key. */
const LEAST = 17;

/** Letters and digits at the beginning, and at the end, that are looked at: what is between them costs nothing. */
const LOOKED_AT = 24;

/** Bits of a slot. */
const SLOTS = 2 ** 20 - 1;

/**
 * Calls back with a hash of 52 bits for each line of a text: of the first and the last 24 of its letters and digits alone,
 * since tools quote, indent, number and mark with signs the lines that they repeat. Lines of less than 17 letters and
 * digits are passed over.
 *
 * @param visit - `slot` has 20 bits, `mark` 32; both are whole numbers from 0 up
 */
export function eachLineKey(text: string, visit: (slot: number, mark: number) => void): void {
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    if (end - start >= LEAST) lineKey(text, start, end, visit);
    start = end + 1;
  }
}

function lineKey(
  text: string,
  start: number,
  end: number,
  visit: (slot: number, mark: number) => void,
): void {
  let [a, b, count, at] = [SEED_A, SEED_B, 0, behindNumber(text, start, end)];
  for (; at < end && count < LOOKED_AT; at++) {
    const code = text.charCodeAt(at);
    if (!isLetter(code)) continue;
    a = Math.imul(a ^ code, 0x9e3779b1);
    b = Math.imul(b ^ code, 0x5f356495);
    count += 1;
  }
  if (count < LEAST) return;
  // From the end back to where the beginning ended.
  for (let last = end - 1, left = LOOKED_AT; last >= at && left > 0; last--) {
    const code = text.charCodeAt(last);
    if (!isLetter(code)) continue;
    a = Math.imul(a ^ code, 0x85ebca6b);
    b = Math.imul(b ^ code, 0xc2b2ae35);
    left -= 1;
  }
  a ^= b >>> 15;
  b ^= a >>> 13;
  visit((b ^ (b >>> 20)) & SLOTS, (a ^ (a >>> 16)) >>> 0);
}

/** Where a line begins behind a number that a tool put before it: `7→`, `7\t`, `7 | `. */
function behindNumber(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) === SPACE) at += 1;
  const digits = at;
  while (at < end && isDigit(text.charCodeAt(at))) at += 1;
  if (at === digits) return start;
  while (at < end && text.charCodeAt(at) === SPACE) at += 1;
  const code = text.charCodeAt(at);
  return code === TAB || code === ARROW || code === BAR ? at + 1 : start;
}

const [SEED_A, SEED_B] = [0xdeadbeef | 0, 0x41c6ce57];
const [TAB, SPACE, BAR, ARROW] = [0x09, 0x20, 0x7c, 0x2192];

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Letters and digits of ASCII, and all beyond it. */
function isLetter(code: number): boolean {
  return code >= 0x80 || LETTERS[code] === 1;
}

const LETTERS = Uint8Array.from({ length: 0x80 }, (_, code) =>
  /[0-9A-Za-z]/.test(String.fromCharCode(code)) ? 1 : 0,
);
