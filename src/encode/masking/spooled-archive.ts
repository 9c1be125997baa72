import { endsTooEarly, type ByteSink, type ByteSource, type Spool } from '../../format/index.ts';

/** An archive that waits in a spool until it is proven: written in order, then read anywhere, then copied. */
export class SpooledArchive implements ByteSink, ByteSource {
  readonly name = 'archive';
  readonly #spool: Spool;
  #size = 0;

  constructor(spool: Spool) {
    this.#spool = spool;
  }

  write(bytes: Uint8Array): void {
    this.#spool.write(bytes.slice());
    this.#size += bytes.length;
  }

  size(): Promise<number> {
    return Promise.resolve(this.#size);
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    if (offset + length > this.#size) throw endsTooEarly(this.name, this.#size, offset, length);
    return this.#spool.read(offset, length);
  }

  async readHead(length: number): Promise<{ bytes: Uint8Array; size: number }> {
    return { bytes: await this.read(0, Math.min(length, this.#size)), size: this.#size };
  }

  /** Writes it to where it belongs. */
  async copyTo(sink: ByteSink): Promise<void> {
    for (let at = 0; at < this.#size; at += COPY_SIZE) {
      await sink.write(await this.read(at, Math.min(COPY_SIZE, this.#size - at)));
    }
  }

  async close(): Promise<void> {
    await this.#spool.close();
  }
}

/** Bytes that are copied at once. */
const COPY_SIZE = 1024 * 1024;
