import { fromBase64 } from '../bytes/base64.ts';
import type { ByteSource, ReadOptions } from '../bytes/byte-source.ts';
import { endsTooEarly } from '../bytes/bytes-source.ts';
import { ArchiveError } from '../errors.ts';
import { BLOCK_SIZE, blockLength, lineOffset, LINE_SIZE } from './page-layout.ts';

/** Reads a piece of the text of a block: `start` and `end` in characters of it. */
export type ReadBlock = (
  block: number,
  start: number,
  end: number,
  options?: ReadOptions,
) => Promise<string> | string;

/** The archive that stands in a page. Of its text only the lines are read, and turned into bytes, that are asked for. */
export class PageArchive implements ByteSource {
  readonly name: string;
  readonly #size: number;
  readonly #readBlock: ReadBlock;

  /** @param size - of the archive, bytes */
  constructor(name: string, size: number, readBlock: ReadBlock) {
    this.name = name;
    this.#size = size;
    this.#readBlock = readBlock;
  }

  size(): Promise<number> {
    return Promise.resolve(this.#size);
  }

  /** @throws {ArchiveError} `truncated-archive`; `not-an-archive` where the text is not what was written there */
  async read(offset: number, length: number, options?: ReadOptions): Promise<Uint8Array> {
    const end = offset + length;
    if (end > this.#size) throw endsTooEarly(this.name, this.#size, offset, length);
    const bytes = new Uint8Array(length);
    for (let at = offset; at < end;) {
      const block = Math.floor(at / BLOCK_SIZE);
      const stop = Math.min(end, (block + 1) * BLOCK_SIZE);
      bytes.set(await this.#readPart(block, at, stop, options), at - offset);
      at = stop;
    }
    return bytes;
  }

  async readHead(length: number, options?: ReadOptions): Promise<{ bytes: Uint8Array; size: number }> {
    return { bytes: await this.read(0, Math.min(length, this.#size), options), size: this.#size };
  }

  /** Bytes from `at` to `stop`, which stand in one block. */
  async #readPart(block: number, at: number, stop: number, options?: ReadOptions): Promise<Uint8Array> {
    const first = block * BLOCK_SIZE;
    const size = Math.min(BLOCK_SIZE, this.#size - first);
    const start = lineOffset(at - first);
    const end = Math.min(blockLength(size), lineOffset(stop - first - 1 + LINE_SIZE));
    const text = await this.#readBlock(block, start, end, options);
    options?.signal?.throwIfAborted();
    const from = at - first - ((at - first) % LINE_SIZE);
    const to = Math.min(size, from + Math.ceil((stop - first - from) / LINE_SIZE) * LINE_SIZE);
    const bytes = text.length === end - start ? bytesOf(text) : undefined;
    if (bytes?.length !== to - from)
      throw new ArchiveError('not-an-archive', `the archive in the page "${this.name}" has been changed`);
    return bytes.subarray(at - first - from, stop - first - from);
  }
}

/** The bytes of lines of base64; `undefined` where they are none. */
function bytesOf(lines: string): Uint8Array | undefined {
  return lines.endsWith('\n') ? fromBase64(lines.replaceAll('\n', '')) : undefined;
}
