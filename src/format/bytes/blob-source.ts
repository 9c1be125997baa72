import { ArchiveError } from '../errors.ts';
import type { ByteSource, ReadOptions } from './byte-source.ts';
import { endsTooEarly } from './bytes-source.ts';

/** A `Blob` or `File` that somebody picked or dropped. Bytes are read when asked for. */
export class BlobSource implements ByteSource {
  readonly name: string;
  readonly #blob: Blob;

  constructor(blob: Blob, name = 'archive') {
    this.#blob = blob;
    this.name = name;
  }

  size(): Promise<number> {
    return Promise.resolve(this.#blob.size);
  }

  async read(offset: number, length: number, { signal }: ReadOptions = {}): Promise<Uint8Array> {
    signal?.throwIfAborted();
    if (offset + length > this.#blob.size) throw endsTooEarly(this.name, this.#blob.size, offset, length);
    try {
      return new Uint8Array(await this.#blob.slice(offset, offset + length).arrayBuffer());
    } catch (cause) {
      // What a browser answers when the file was moved, changed or may no longer be read.
      throw new ArchiveError(
        'source-unavailable',
        `"${this.name}" can no longer be read: it was moved or changed, choose it again`,
        { cause },
      );
    } finally {
      signal?.throwIfAborted();
    }
  }

  async readHead(length: number, options?: ReadOptions): Promise<{ bytes: Uint8Array; size: number }> {
    const size = this.#blob.size;
    return { bytes: await this.read(0, Math.min(length, size), options), size };
  }
}
