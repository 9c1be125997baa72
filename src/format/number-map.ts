const EMPTY = -1;
const INITIAL_SLOTS = 1024;
/** Slots are doubled when more than this share of them is taken. */
const MAX_LOAD = 0.75;

/**
 * Whole numbers by whole numbers, of very many of which a `Map` would take four times the memory: some 20 bytes each. Nothing
 * is taken out again.
 */
export class NumberMap {
  #keys = new Float64Array(INITIAL_SLOTS);
  #values = new Int32Array(INITIAL_SLOTS).fill(EMPTY);
  #size = 0;

  /** Numbers in it. */
  get size(): number {
    return this.#size;
  }

  /** @param key - integer, 0 … 2^53−1 */
  get(key: number): number | undefined {
    const value = this.#values[this.#slot(key)]!;
    return value === EMPTY ? undefined : value;
  }

  has(key: number): boolean {
    return this.#values[this.#slot(key)] !== EMPTY;
  }

  /**
   * @param key - as for `get`
   * @param value - integer, 0 … 2^31−1
   */
  set(key: number, value: number): void {
    if (this.#size >= MAX_LOAD * this.#values.length) this.#grow();
    this.#put(key, value);
  }

  #put(key: number, value: number): void {
    const slot = this.#slot(key);
    if (this.#values[slot] === EMPTY) this.#size += 1;
    this.#keys[slot] = key;
    this.#values[slot] = value;
  }

  /** Where a key stands, or would. */
  #slot(key: number): number {
    const mask = this.#values.length - 1;
    // Keys are hashes, or numbers whose low digits differ: both halves are mixed.
    let slot = Math.imul((key ^ (key / 2 ** 32)) >>> 0, 0x9e3779b1) >>> 8;
    for (slot &= mask; this.#values[slot] !== EMPTY && this.#keys[slot] !== key; slot = (slot + 1) & mask);
    return slot;
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values];
    this.#keys = new Float64Array(2 * keys.length);
    this.#values = new Int32Array(2 * values.length).fill(EMPTY);
    this.#size = 0;
    for (const [slot, value] of values.entries()) if (value !== EMPTY) this.#put(keys[slot]!, value);
  }
}
