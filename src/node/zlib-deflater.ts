import { constants, deflateRaw, deflateRawSync } from 'node:zlib';
import type { Deflater } from '../format/index.ts';

/**
 * Deflate by Node's zlib: the same bytes as `createPakoDeflater`, at twice its speed. Segments are compressed in the
 * threads of libuv, several at once.
 */
export const zlibDeflater: Deflater = {
  segment: (bytes) =>
    new Promise((resolve, reject) => {
      const options = {
        ...OPTIONS,
        finishFlush: constants.Z_FULL_FLUSH,
        // Room for the worst case: where output ends exactly with a buffer, zlib repeats the flush marker.
        chunkSize: bytes.length + (bytes.length >>> 4) + 1024,
      };
      deflateRaw(bytes, options, (error, stored) => {
        if (error) reject(error);
        // What zlib gives is a view of all that room, which would be held as long as the few bytes of it.
        else resolve(new Uint8Array(stored));
      });
    }),
  entry: (bytes) => deflateRawSync(bytes, { ...OPTIONS, chunkSize: 64 * 1024 }),
};

const OPTIONS = { level: 9, memLevel: 9 } as const;
