import { joinBytes, type ByteSource, type ReadOptions } from '../../format/index.ts';
import { damaged } from './damaged-database.ts';
import { BLOCK_SIZE, MAX_BLOCKS } from './sqlite-limits.ts';

/**
 * A file in blocks of 64 KiB, of which the last used 128 are kept: pages are small, and those that are read together
 * often lie together. Its size is taken once: what a live database adds later is not seen.
 */
export class BlockCache {
  /** Bytes. */
  readonly size: number;
  readonly #source: ByteSource;
  /** The one used last stands last. */
  readonly #blocks = new Map<number, Promise<Uint8Array>>();

  private constructor(source: ByteSource, size: number) {
    this.#source = source;
    this.size = size;
  }

  static async open(source: ByteSource, options?: ReadOptions): Promise<BlockCache> {
    return new BlockCache(source, await source.size(options));
  }

  /**
   * Bytes that must not be changed: they may be a view of a block.
   *
   * @throws {ImportError} `damaged-database` behind the end
   */
  async read(offset: number, length: number, options?: ReadOptions): Promise<Uint8Array> {
    if (offset < 0 || offset + length > this.size) {
      throw damaged(`"${this.#source.name}" ends at byte ${this.size}, before a page that it should hold`);
    }
    const first = Math.floor(offset / BLOCK_SIZE);
    const last = Math.floor((offset + length - 1) / BLOCK_SIZE);
    const pieces: Uint8Array[] = [];
    for (let block = first; block <= last; block++) {
      const bytes = await this.#block(block, options);
      const start = block * BLOCK_SIZE;
      pieces.push(bytes.subarray(Math.max(0, offset - start), offset + length - start));
    }
    return pieces.length === 1 ? pieces[0]! : joinBytes(pieces);
  }

  #block(number: number, options: ReadOptions | undefined): Promise<Uint8Array> {
    const kept = this.#blocks.get(number) ?? this.#load(number, options);
    this.#blocks.delete(number);
    this.#blocks.set(number, kept);
    if (this.#blocks.size > MAX_BLOCKS) this.#blocks.delete(this.#blocks.keys().next().value!);
    return kept;
  }

  #load(number: number, options: ReadOptions | undefined): Promise<Uint8Array> {
    const loading = this.#read(number * BLOCK_SIZE, options);
    // One that failed may be asked for again.
    loading.catch(() => this.#blocks.delete(number));
    return loading;
  }

  async #read(start: number, options: ReadOptions | undefined): Promise<Uint8Array> {
    const length = Math.min(BLOCK_SIZE, this.size - start);
    const bytes = await this.#source.read(start, length, options);
    if (bytes.length < length) throw damaged(`"${this.#source.name}" became shorter while it was read`);
    return bytes;
  }
}
