import { ArchiveError } from '../errors.ts';
import { IdleWatch, type IdleTimeout } from './body-reader.ts';
import type { ReadOptions } from './byte-source.ts';

/**
 * The whole of a resource as it arrives, for servers that know no ranges. Reads wait until their bytes are there.
 */
export class StreamedBody {
  readonly #pieces: Uint8Array[] = [];
  readonly #limit: number;
  readonly #timeout: IdleTimeout | undefined;
  #received = 0;
  #ended = false;
  #failure: { readonly cause: unknown } | undefined;
  #waiting: (() => void)[] = [];

  /** @param limit - bytes after which it gives up: everything is kept in memory */
  constructor(body: ReadableStream<Uint8Array>, limit: number, timeout: IdleTimeout | undefined) {
    this.#limit = limit;
    this.#timeout = timeout;
    void this.#pump(body.getReader());
  }

  /** Bytes of the resource, once all have come. */
  get size(): number | undefined {
    return this.#ended && !this.#failure ? this.#received : undefined;
  }

  /** Resolves with the size when the body has ended. */
  async end(options: ReadOptions = {}): Promise<number> {
    await this.#wait(Number.POSITIVE_INFINITY, options);
    if (this.#failure) throw this.#failure.cause;
    return this.#received;
  }

  /** Bytes from `offset`, `length` of them or as many as there are. */
  async read(offset: number, length: number, options: ReadOptions = {}): Promise<Uint8Array> {
    await this.#wait(offset + length, options);
    if (this.#failure && this.#received < offset + length) throw this.#failure.cause;
    return this.#copy(offset, Math.max(0, Math.min(length, this.#received - offset)));
  }

  /** Whether it broke off: nothing comes any more. */
  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  async #pump(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const watch = new IdleWatch(this.#timeout);
    try {
      for (;;) {
        const { value: piece } = await watch.during(reader.read());
        if (!piece) break;
        watch.took(piece.length);
        this.#pieces.push(piece);
        this.#received += piece.length;
        if (this.#received > this.#limit) throw tooLarge(this.#limit);
        this.#announce();
      }
    } catch (cause) {
      this.#failure = { cause };
      reader.cancel().catch(() => undefined);
    }
    watch.end();
    this.#ended = true;
    this.#announce();
  }

  #announce(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }

  /** Waits until `end` bytes are there or no more will come. */
  async #wait(end: number, { signal }: ReadOptions): Promise<void> {
    signal?.throwIfAborted();
    while (this.#received < end && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        signal?.addEventListener('abort', () => resolve(), { once: true });
      });
      signal?.throwIfAborted();
    }
  }

  #copy(offset: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    let start = 0;
    for (const piece of this.#pieces) {
      const from = Math.max(offset, start);
      const to = Math.min(offset + length, start + piece.length);
      if (from < to) bytes.set(piece.subarray(from - start, to - start), from - offset);
      start += piece.length;
      if (start >= offset + length) break;
    }
    return bytes;
  }
}

function tooLarge(limit: number): ArchiveError {
  return new ArchiveError(
    'limit-exceeded',
    `the server does not support ranges and the file is larger than the limit maxStreamedSize of ${limit} bytes`,
  );
}
