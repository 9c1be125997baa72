import { textHash } from './text-key.ts';

const EMPTY = -1;
const INITIAL_SLOTS = 1024;
/** Slots are doubled when more than this share of them is taken. */
const MAX_LOAD = 0.75;

/**
 * Whole numbers of 0 or more by texts, of very many of which one does not want to hold the characters: ids of records. A text
 * costs some 20 bytes whatever its length, and two of them could only be taken for one as `textHash` says.
 */
export class TextIndex {
  #hashes = new Float64Array(INITIAL_SLOTS);
  #values = new Int32Array(INITIAL_SLOTS).fill(EMPTY);
  #size = 0;

  /** Texts in it. */
  get size(): number {
    return this.#size;
  }

  get(text: string): number | undefined {
    return this.ofHash(textHash(text));
  }

  /** As `get`, of a text whose hash was kept in its place. */
  ofHash(hash: number): number | undefined {
    const value = this.#values[this.#slot(hash)]!;
    return value === EMPTY ? undefined : value;
  }

  has(text: string): boolean {
    return this.get(text) !== undefined;
  }

  /** @param value - whole number, 0 … 2^31−1 */
  set(text: string, value: number): void {
    if (this.#size >= MAX_LOAD * this.#values.length) this.#grow();
    this.#put(textHash(text), value);
  }

  #put(hash: number, value: number): void {
    const slot = this.#slot(hash);
    if (this.#values[slot] === EMPTY) this.#size += 1;
    this.#hashes[slot] = hash;
    this.#values[slot] = value;
  }

  /** Where a hash stands, or would. */
  #slot(hash: number): number {
    const mask = this.#values.length - 1;
    let slot = hash & mask;
    while (this.#values[slot] !== EMPTY && this.#hashes[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [hashes, values] = [this.#hashes, this.#values];
    this.#hashes = new Float64Array(2 * hashes.length);
    this.#values = new Int32Array(2 * values.length).fill(EMPTY);
    this.#size = 0;
    for (const [slot, value] of values.entries()) if (value !== EMPTY) this.#put(hashes[slot]!, value);
  }
}
