/** A literal that stands in a text. */
export interface Hit<T> {
  readonly start: number;
  readonly end: number;
  readonly item: T;
}

/** How many characters of a literal are looked up; shorter ones cannot be searched for. */
export const MIN_LITERAL = 6;

const FILTER_BITS = 18;
const FILTER_MASK = (1 << FILTER_BITS) - 1;

interface Entry<T> {
  readonly literal: string;
  readonly item: T;
}

/**
 * Searches texts for many literals at once. A literal may be added at any time. The time of a search grows with the text, and with how
 * many literals begin alike where one of them stands, not with how many there are.
 */
export class LiteralSearch<T> {
  readonly #byHead = new Map<string, Entry<T>[]>();
  readonly #filter = new Uint8Array(1 << FILTER_BITS);

  /** @param literal at least `MIN_LITERAL` characters */
  add(literal: string, item: T): void {
    const head = literal.slice(0, MIN_LITERAL);
    const entries = this.#byHead.get(head) ?? [];
    if (entries.some((entry) => entry.literal === literal)) return;
    entries.push({ literal, item });
    // Longest first: a value may be the beginning of another.
    entries.sort((a, b) => b.literal.length - a.literal.length);
    this.#byHead.set(head, entries);
    this.#filter[hashOf(literal, 0)] = 1;
  }

  /**
   * @param accepts decides on a literal that stands at a place; the next shorter one is tried when it refuses
   * @param cut tells how many characters of a literal of which only the beginning stands there are one too; 0 for none
   * @returns what stands in a text, in order, without overlaps
   */
  search(
    text: string,
    accepts: (item: T, start: number, end: number) => boolean,
    cut?: (literal: string, item: T, start: number) => number,
  ): Hit<T>[] {
    const hits: Hit<T>[] = [];
    if (this.#byHead.size === 0) return hits;
    const filter = this.#filter;
    const last = text.length - MIN_LITERAL;
    for (let i = 0; i <= last; i++) {
      if (filter[hashOf(text, i)] === 0) continue;
      const entries = this.#byHead.get(text.slice(i, i + MIN_LITERAL));
      if (!entries) continue;
      const hit = hitAt(entries, text, i, accepts, cut);
      if (!hit) continue;
      hits.push(hit);
      i = hit.end - 1;
    }
    return hits;
  }
}

function hitAt<T>(
  entries: readonly Entry<T>[],
  text: string,
  start: number,
  accepts: (item: T, start: number, end: number) => boolean,
  cut: ((literal: string, item: T, start: number) => number) | undefined,
): Hit<T> | undefined {
  for (const { literal, item } of entries) {
    const end = start + literal.length;
    if (text.startsWith(literal, start) && accepts(item, start, end)) return { start, end, item };
  }
  if (!cut) return undefined;
  for (const { literal, item } of entries) {
    const length = cut(literal, item, start);
    if (length > 0) return { start, end: start + length, item };
  }
  return undefined;
}

function hashOf(text: string, at: number): number {
  return (
    (text.charCodeAt(at) ^
      (text.charCodeAt(at + 1) << 4) ^
      (text.charCodeAt(at + 2) << 8) ^
      (text.charCodeAt(at + 3) << 11)) &
    FILTER_MASK
  );
}
