import { joinBytes } from '../../format/index.ts';
import { ImportError } from '../sources/import-error.ts';
import type { ImportSource } from '../sources/import-source.ts';
import { KEPT_SIZE, PACKED_LIMITS, type PackedLimits } from './packed-limits.ts';
import type { Unpacker, UnpackingFlaw } from './unpacking.ts';

/** What is packed: bytes that can be read from their start any number of times. */
export interface PackedBytes {
  /** Name of what comes out. */
  readonly name: string;
  /** Packed bytes. */
  readonly size: number;
  chunks(): AsyncIterable<Uint8Array>;
  readonly unpacker: Unpacker;
}

/**
 * A packed source as if it were not packed.
 *
 * Opening it unpacks it once, to know its size and that it stays within the limits. A small one is kept then; a
 * large one is unpacked again for each reading, so that memory stays bounded.
 */
export class UnpackedSource implements ImportSource {
  readonly name: string;
  readonly size: number;
  /** What was wrong at its end. */
  readonly flaw: UnpackingFlaw | undefined;
  /** Random access, for one that is kept. */
  readonly read?: (offset: number, length: number) => Promise<Uint8Array>;
  readonly #packed: PackedBytes;
  readonly #kept: Uint8Array | undefined;

  private constructor(packed: PackedBytes, { size, flaw, kept }: Measured) {
    this.#packed = packed;
    this.name = packed.name;
    this.size = size;
    this.flaw = flaw;
    this.#kept = kept;
    if (kept) this.read = (offset, length) => Promise.resolve(kept.subarray(offset, offset + length));
  }

  /** @throws {ImportError} `limit-exceeded` */
  static async open(packed: PackedBytes, options: UnpackingOptions = {}): Promise<UnpackedSource> {
    return new UnpackedSource(packed, await measure(packed, options));
  }

  async *chunks(): AsyncGenerator<Uint8Array, void> {
    if (this.#kept) {
      yield this.#kept;
      return;
    }
    let remaining = this.size;
    for await (const piece of this.#packed.unpacker(this.#packed.chunks())) {
      yield piece.length > remaining ? piece.subarray(0, remaining) : piece;
      remaining -= piece.length;
      if (remaining <= 0) return;
    }
  }
}

/** How far unpacking may go. */
export interface UnpackingOptions {
  readonly limits?: PackedLimits | undefined;
  readonly signal?: AbortSignal | undefined;
}

interface Measured {
  readonly size: number;
  readonly flaw: UnpackingFlaw | undefined;
  readonly kept: Uint8Array | undefined;
}

async function measure(
  packed: PackedBytes,
  { limits = PACKED_LIMITS, signal }: UnpackingOptions,
): Promise<Measured> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const unpacking = packed.unpacker(packed.chunks());
  for (;;) {
    signal?.throwIfAborted();
    const { done, value } = await unpacking.next();
    if (done) return { size, flaw: value, kept: size <= KEPT_SIZE ? joinBytes(pieces) : undefined };
    size += value.length;
    if (size <= KEPT_SIZE) pieces.push(value);
    else pieces.length = 0;
    const excess = excessOf(size, packed.size, limits);
    if (excess === undefined) continue;
    await unpacking.return(undefined);
    throw new ImportError('limit-exceeded', `"${packed.name}" unpacks to more than ${excess}`);
  }
}

function excessOf(size: number, packedSize: number, limits: PackedLimits): string | undefined {
  const { maxUnpackedSize, maxUnpackedRatio, freeUnpackedSize } = limits;
  if (size > maxUnpackedSize) return `${maxUnpackedSize} bytes (maxUnpackedSize)`;
  if (size > freeUnpackedSize && size > packedSize * maxUnpackedRatio) {
    return `${maxUnpackedRatio} times its ${packedSize} bytes (maxUnpackedRatio)`;
  }
  return undefined;
}
