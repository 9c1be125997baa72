import type { ByteSource, ReadOptions } from './byte-source.ts';

/** A range that is being read or was read. */
interface CachedRange {
  readonly offset: number;
  readonly length: number;
  readonly bytes: Promise<Uint8Array>;
  /** Ends the read; called when nobody waits for it any more. */
  readonly cancel: () => void;
  waiting: number;
  settled: boolean;
}

const DEFAULT_MAX_BYTES = 32 * 2 ** 20;

/**
 * Keeps ranges that were read lately. Callers who ask for the same bytes at the same time share one read, which is
 * cancelled only when all of them have cancelled.
 */
export class CachedSource implements ByteSource {
  readonly name: string;
  readonly #source: ByteSource;
  readonly #maxBytes: number;
  /** Least recently used first. */
  readonly #ranges = new Set<CachedRange>();
  #bytes = 0;
  #head: Promise<{ bytes: Uint8Array; size: number | undefined }> | undefined;

  /** @param maxBytes - of ranges kept; default 32 MiB. The head is kept beside them. */
  constructor(source: ByteSource, { maxBytes = DEFAULT_MAX_BYTES }: { readonly maxBytes?: number } = {}) {
    this.name = source.name;
    this.#source = source;
    this.#maxBytes = maxBytes;
  }

  size(options?: ReadOptions): Promise<number> {
    return this.#source.size(options);
  }

  async readHead(
    length: number,
    options: ReadOptions = {},
  ): Promise<{ bytes: Uint8Array; size: number | undefined }> {
    const head = await this.#head?.catch(() => undefined);
    if (head && (head.bytes.length >= length || head.bytes.length === head.size)) return head;
    const fresh = this.#source.readHead(length, options);
    this.#head = fresh;
    fresh.catch(() => {
      if (this.#head === fresh) this.#head = undefined;
    });
    return fresh;
  }

  async read(offset: number, length: number, { signal }: ReadOptions = {}): Promise<Uint8Array> {
    signal?.throwIfAborted();
    const range = this.#find(offset, length) ?? this.#start(offset, length);
    const start = offset - range.offset;
    const bytes = await this.#await(range, signal);
    return bytes.subarray(start, start + length);
  }

  #find(offset: number, length: number): CachedRange | undefined {
    for (const range of this.#ranges) {
      if (range.offset > offset || offset + length > range.offset + range.length) continue;
      this.#ranges.delete(range);
      this.#ranges.add(range);
      return range;
    }
    return undefined;
  }

  #start(offset: number, length: number): CachedRange {
    const controller = new AbortController();
    const range: CachedRange = {
      offset,
      length,
      bytes: this.#source.read(offset, length, { signal: controller.signal }),
      cancel: () => {
        this.#forget(range);
        controller.abort();
      },
      waiting: 0,
      settled: false,
    };
    range.bytes.then(
      () => {
        range.settled = true;
        this.#evict();
      },
      () => this.#forget(range),
    );
    this.#ranges.add(range);
    this.#bytes += length;
    return range;
  }

  /** Waits for a range as one of several; the last to give up cancels it. */
  async #await(range: CachedRange, signal: AbortSignal | undefined): Promise<Uint8Array> {
    if (range.settled || !signal) {
      // Who brings no signal never gives up.
      if (!range.settled) range.waiting = Number.POSITIVE_INFINITY;
      return range.bytes;
    }
    range.waiting += 1;
    return new Promise((resolve, reject) => {
      const abort = () => {
        range.waiting -= 1;
        if (range.waiting === 0 && !range.settled) range.cancel();
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', abort, { once: true });
      const done = () => signal.removeEventListener('abort', abort);
      range.bytes.then(resolve, reject).finally(done);
    });
  }

  #forget(range: CachedRange): void {
    if (this.#ranges.delete(range)) this.#bytes -= range.length;
  }

  #evict(): void {
    for (const range of this.#ranges) {
      if (this.#bytes <= this.#maxBytes) return;
      if (range.settled) this.#forget(range);
    }
  }
}
