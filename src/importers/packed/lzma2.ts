import { LzmaDamage, LzmaDecoder } from './lzma.ts';
import type { PackedReader } from './packed-reader.ts';

/** Bytes that are yielded at a time. */
const PIECE_SIZE = 64 * 1024;

/**
 * Unpacks the chunks of LZMA2, as far as the one that ends them.
 *
 * @param window - bytes that may be looked back over
 * @throws {LzmaDamage | PackedEnd}
 */
export async function* lzma2(reader: PackedReader, window: number): AsyncGenerator<Uint8Array, void> {
  const decoder = new LzmaDecoder(window);
  // The first chunk has to begin with an empty window, the first packed one with properties.
  let needs: 'window' | 'properties' | 'nothing' = 'window';
  for (;;) {
    const control = (await reader.take(1))[0]!;
    if (control === 0) return;
    const isPacked = control >= 0x80;
    const reset = isPacked ? (control >>> 5) & 3 : 0;
    const emptiesWindow = control === 1 || reset === 3;
    if (emptiesWindow) decoder.emptyWindow();
    else if (needs === 'window' || (!isPacked && control !== 2))
      throw new LzmaDamage('a chunk of no known kind');
    if (needs === 'window') needs = 'properties';
    if (!isPacked) {
      const size = u16(await reader.take(2)) + 1;
      for (let left = size; left > 0; left -= PIECE_SIZE)
        yield decoder.store(await reader.take(Math.min(left, PIECE_SIZE)));
      continue;
    }
    const head = await reader.take(4);
    const size = ((control & 0x1f) << 16) + u16(head) + 1;
    const packedSize = u16(head.subarray(2)) + 1;
    if (reset >= 2) decoder.setProperties((await reader.take(1))[0]!);
    else if (needs !== 'nothing') throw new LzmaDamage('a chunk has no properties');
    else if (reset === 1) decoder.resetState();
    needs = 'nothing';
    decoder.begin(await reader.take(packedSize));
    for (let left = size; left > 0; left -= PIECE_SIZE) yield decoder.decode(Math.min(left, PIECE_SIZE));
    decoder.end();
  }
}

function u16(bytes: Uint8Array): number {
  return bytes[0]! * 256 + bytes[1]!;
}
