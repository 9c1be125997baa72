import { joinBytes, type Deflater } from '../format/index.ts';

/**
 * Deflate by pako, for where there is no zlib. The same bytes as zlib's at level 9 and memory level 9, at half
 * its speed; pako is loaded by the first call.
 */
export async function createPakoDeflater(): Promise<Deflater> {
  const { Deflate, Z_FINISH, Z_FULL_FLUSH } = await import('pako');
  const run = (bytes: Uint8Array, flush: typeof Z_FINISH | typeof Z_FULL_FLUSH): Uint8Array => {
    const chunks: Uint8Array[] = [];
    const stream = new Deflate({ raw: true, level: 9, memLevel: 9, chunkSize: worstSize(bytes.length) });
    stream.onData = (chunk) => chunks.push(chunk);
    stream.push(bytes, flush);
    return joinBytes(chunks);
  };
  return {
    segment: (bytes) => run(bytes, Z_FULL_FLUSH),
    entry: (bytes) => run(bytes, Z_FINISH),
  };
}

/** More than deflate makes of any input: where output ends exactly with a buffer, the flush marker is repeated. */
function worstSize(size: number): number {
  return size + (size >>> 4) + 1024;
}
