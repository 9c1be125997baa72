/**
 * Where a writer keeps compressed bytes until it knows what comes before them: memory, or a temporary file.
 *
 * Writing is synchronous, so that a track can be fed without awaiting each event; a file does it with
 * `writeSync`.
 */
export interface Spool {
  /** Appends. The array belongs to the spool from then on. */
  write(bytes: Uint8Array): void;
  /** `length` bytes from `offset`, all of them written before. */
  read(offset: number, length: number): Promise<Uint8Array> | Uint8Array;
  /** Frees what it holds; called once, after the last read. */
  close(): Promise<void> | void;
}

/** Keeps the bytes in memory. */
export class MemorySpool implements Spool {
  readonly #pieces: Uint8Array[] = [];
  readonly #offsets: number[] = [];
  #size = 0;

  write(bytes: Uint8Array): void {
    this.#pieces.push(bytes);
    this.#offsets.push(this.#size);
    this.#size += bytes.length;
  }

  read(offset: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    let filled = 0;
    for (let index = this.#pieceAt(offset); filled < length; index += 1) {
      const start = offset + filled - this.#offsets[index]!;
      const part = this.#pieces[index]!.subarray(start, start + length - filled);
      bytes.set(part, filled);
      filled += part.length;
    }
    return bytes;
  }

  close(): void {
    this.#pieces.length = 0;
    this.#offsets.length = 0;
  }

  #pieceAt(offset: number): number {
    let [low, high] = [0, this.#offsets.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#offsets[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
