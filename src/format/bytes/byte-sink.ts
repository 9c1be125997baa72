/** Where a writer's bytes go: a file, a buffer, a stream. Bytes arrive strictly in order. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void> | void;
}

/** Collects everything in memory. */
export class BytesSink implements ByteSink {
  readonly #pieces: Uint8Array[] = [];
  #size = 0;

  write(bytes: Uint8Array): void {
    this.#pieces.push(bytes);
    this.#size += bytes.length;
  }

  /** All bytes written so far, as one new array. */
  bytes(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.#size);
    let at = 0;
    for (const piece of this.#pieces) {
      all.set(piece, at);
      at += piece.length;
    }
    return all;
  }
}
