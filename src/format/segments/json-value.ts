/** A JSON object as it comes from a parser: nothing is known of its members yet. */
export type UnknownObject = Readonly<Record<string, unknown>>;

/** Whether `value` is a JSON object: no array, not null. */
export function isObject(value: unknown): value is UnknownObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether `value` is a time, size or count of the format: an integer from 0 to 2^53−1. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/**
 * Values within a JSON value of an archive at most: each costs many times the two bytes that it takes to write. Texts
 * and lists that are longer lie in blobs.
 */
export const MAX_JSON_VALUES = 2 ** 20;

/**
 * Parses one JSON text from an untrusted file.
 *
 * @param maxValues - values that it may hold; default: any number
 * @returns the value; `undefined` when it is no JSON, nested deeper than `maxDepth` or holds more values. A key
 *   `__proto__` becomes an ordinary property and changes no prototype.
 */
export function parseJson(text: string, maxDepth: number, maxValues = Infinity): unknown {
  // A value nested n levels deep has n opening and n closing brackets.
  if (text.length > 2 * maxDepth && isOver(text, maxDepth, maxValues)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Counts brackets and commas outside strings; in a text that is no JSON the answer does not matter. */
function isOver(text: string, maxDepth: number, maxValues: number): boolean {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = stringEnd(text, at);
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      values += 1;
      if (depth > maxDepth || values > maxValues) return true;
    } else if (code === 0x2c) {
      values += 1;
      if (values > maxValues) return true;
    } else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
    }
  }
  return false;
}

/** Index of the quote that closes the string opened at `start`. */
function stringEnd(text: string, start: number): number {
  let at = start;
  for (;;) {
    at = text.indexOf('"', at + 1);
    if (at === -1) return text.length;
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
}
