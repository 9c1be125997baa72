import { BytesSource, type ByteSource, type ReadOptions } from '../../format/index.ts';
import { ImportError } from '../sources/import-error.ts';
import type { ImportSource } from '../sources/import-source.ts';

/** A database in a place that can only be read in order (a packed file) is held in memory, up to this size. */
const MAX_WHOLE_SIZE = 512 * 2 ** 20;

/**
 * A source of an import as random-access bytes: asked for in parts where it can be, else read once and held.
 *
 * @throws {ImportError} `limit-exceeded` above 512 MiB where it has to be held
 */
export async function bytesOfSource(source: ImportSource): Promise<ByteSource> {
  return source.read ? new PartsOfSource(source) : wholeSource(source);
}

class PartsOfSource implements ByteSource {
  readonly #source: ImportSource;

  constructor(source: ImportSource) {
    this.#source = source;
  }

  get name(): string {
    return this.#source.name;
  }

  size(): Promise<number> {
    return Promise.resolve(this.#source.size);
  }

  async read(offset: number, length: number, { signal }: ReadOptions = {}): Promise<Uint8Array> {
    signal?.throwIfAborted();
    return this.#source.read!(offset, length);
  }

  async readHead(length: number, options?: ReadOptions): Promise<{ bytes: Uint8Array; size: number }> {
    const { size } = this.#source;
    return { bytes: await this.read(0, Math.min(length, size), options), size };
  }
}

async function wholeSource(source: ImportSource): Promise<ByteSource> {
  const { name, size } = source;
  if (size > MAX_WHOLE_SIZE) {
    throw new ImportError(
      'limit-exceeded',
      `"${name}" is a packed database of ${size} bytes: unpack it first`,
    );
  }
  const whole = new Uint8Array(size);
  let filled = 0;
  for await (const chunk of source.chunks()) {
    whole.set(chunk.subarray(0, size - filled), filled);
    filled = Math.min(size, filled + chunk.length);
  }
  return new BytesSource(whole.subarray(0, filled), name);
}
