import { ArchiveError } from '../errors.ts';
import type { ByteSource } from './byte-source.ts';

/** Bytes in memory. Reads are views of them, not copies. */
export class BytesSource implements ByteSource {
  readonly name: string;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, name = 'archive') {
    this.#bytes = bytes;
    this.name = name;
  }

  size(): Promise<number> {
    return Promise.resolve(this.#bytes.length);
  }

  read(offset: number, length: number): Promise<Uint8Array> {
    if (offset + length > this.#bytes.length) {
      return Promise.reject(endsTooEarly(this.name, this.#bytes.length, offset, length));
    }
    return Promise.resolve(this.#bytes.subarray(offset, offset + length));
  }

  readHead(): Promise<{ bytes: Uint8Array; size: number }> {
    return Promise.resolve({ bytes: this.#bytes, size: this.#bytes.length });
  }
}

/** The error of a source that is asked for bytes behind its end. */
export function endsTooEarly(name: string, size: number, offset: number, length: number): ArchiveError {
  return new ArchiveError(
    'truncated-archive',
    `"${name}" ends at byte ${size}, bytes ${offset} to ${offset + length} were expected`,
    { offset: size },
  );
}
