import type { ImportSource } from './import-source.ts';

/** The first bytes of a source, `size` of them or all there are, whatever pieces it comes in. */
export async function sourceHead(source: ImportSource, size: number): Promise<Uint8Array> {
  const head = new Uint8Array(size);
  let filled = 0;
  for await (const chunk of source.chunks()) {
    const piece = chunk.subarray(0, size - filled);
    head.set(piece, filled);
    filled += piece.length;
    if (filled === size) break;
  }
  return head.subarray(0, filled);
}
