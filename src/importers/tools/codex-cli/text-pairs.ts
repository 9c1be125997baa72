import { textKey } from '../../sources/text-key.ts';

/** The two records in which a log says the same thing. */
type Side = 'original' | 'copy';

interface Waiting {
  readonly side: Side;
  readonly records: number[];
}

/**
 * Pairs what a log says twice, as an item of the conversation and as an event of the interface: the one
 * with the same id, else the first of one with the first of the other that has the same text, whichever comes first.
 * Holds a number for each record without a pair.
 */
export class TextPairs {
  readonly #waiting = new Map<string, Waiting>();
  /** Records without a pair that have an id. */
  readonly #named = new Map<string, { readonly side: Side; readonly record: number; readonly key: string }>();
  readonly #originals = new Map<number, number>();
  readonly #copies = new Map<number, number>();

  /**
   * @param record - number of the record, counted from 1
   * @param id - under which both sides know it, where they do
   */
  add(side: Side, words: string, record: number, id?: string): void {
    const key = textKey(words.trim());
    const named = id === undefined ? undefined : this.#named.get(id);
    if (named && named.side !== side) {
      this.#named.delete(id!);
      if (this.#forget(named.key, named.record)) {
        this.#join(side, record, named.record);
        return;
      }
    }
    const waiting = this.#waiting.get(key);
    if (waiting && waiting.side !== side) {
      const other = waiting.records[0]!;
      this.#forget(key, other);
      this.#join(side, record, other);
      return;
    }
    if (waiting) waiting.records.push(record);
    else this.#waiting.set(key, { side, records: [record] });
    if (id !== undefined && !named) this.#named.set(id, { side, record, key });
  }

  #join(side: Side, record: number, other: number): void {
    this.pair(side === 'original' ? record : other, side === 'original' ? other : record);
  }

  /** Takes a record from those that wait; whether it was there. */
  #forget(key: string, record: number): boolean {
    const waiting = this.#waiting.get(key);
    const index = waiting?.records.indexOf(record) ?? -1;
    if (index === -1) return false;
    waiting!.records.splice(index, 1);
    if (waiting!.records.length === 0) this.#waiting.delete(key);
    return true;
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
