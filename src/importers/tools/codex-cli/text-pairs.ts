import { textKey } from '../../sources/text-key.ts';

/** The two records in which a log says the same thing. */
type Side = 'original' | 'copy';

interface Waiting {
  readonly side: Side;
  readonly records: number[];
}

/**
 * Pairs what a log says twice, as an item of the conversation and as an event of the interface: the first of one with
 * the first of the other that has the same text, whichever comes first. Holds a number for each record without a pair.
 */
export class TextPairs {
  readonly #waiting = new Map<string, Waiting>();
  readonly #originals = new Map<number, number>();
  readonly #copies = new Map<number, number>();

  /** @param record - number of the record, counted from 1 */
  add(side: Side, words: string, record: number): void {
    const key = textKey(words.trim());
    const waiting = this.#waiting.get(key);
    if (waiting && waiting.side !== side) {
      const other = waiting.records.shift()!;
      if (waiting.records.length === 0) this.#waiting.delete(key);
      this.pair(side === 'original' ? record : other, side === 'original' ? other : record);
    } else if (waiting) waiting.records.push(record);
    else this.#waiting.set(key, { side, records: [record] });
  }

  /** Pairs two records that are known to belong together. */
  pair(original: number, copy: number): void {
    if (!this.#copies.has(original)) this.#copies.set(original, copy);
    this.#originals.set(copy, original);
  }

  /** The record that a copy is one of. */
  originalOf(copy: number): number | undefined {
    return this.#originals.get(copy);
  }

  /** The copy of a record. */
  copyOf(original: number): number | undefined {
    return this.#copies.get(original);
  }
}
