import type { ImportSource } from '../../sources/import-source.ts';
import { ByteReader } from '../../recordings/byte-reader.ts';

/** One record of the stream that `script -r` writes on BSD and macOS. */
export interface RawRecord {
  /** `s` start, `o` output, `i` input, `e` end. */
  readonly direction: 's' | 'o' | 'i' | 'e';
  /** ms since 1970 UTC. */
  readonly wall: number;
  readonly bytes: Uint8Array;
  /** `false` for the further parts of a large record. */
  readonly isFirst: boolean;
  /** The stream ends before the record does. */
  readonly isCut: boolean;
}

/** u64 length, u64 seconds, u32 microseconds, u32 direction. */
const STAMP_SIZE = 24;

const PART_SIZE = 64 * 1024;
const DIRECTIONS = ['s', 'o', 'i', 'e'] as const;

interface Stamp {
  readonly length: number;
  readonly wall: number;
  readonly direction: RawRecord['direction'];
}

/** Reads a stamp in the byte order of either kind of machine. */
function readStamp(bytes: Uint8Array, offset: number): Stamp | undefined {
  if (offset + STAMP_SIZE > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, STAMP_SIZE);
  for (const isLittleEndian of [true, false]) {
    const code = view.getUint32(20, isLittleEndian);
    const direction = DIRECTIONS.find((letter) => letter.charCodeAt(0) === code);
    const microseconds = view.getUint32(16, isLittleEndian);
    if (direction === undefined || microseconds >= 1_000_000) continue;
    const length = Number(view.getBigUint64(0, isLittleEndian));
    const wall = Number(view.getBigUint64(8, isLittleEndian)) * 1000 + microseconds / 1000;
    return { length, wall, direction };
  }
  return undefined;
}

/** How sure it is that bytes are such a stream, 0 … 1. */
export function detectRawStream(head: Uint8Array): number {
  const first = readStamp(head, 0);
  if (first?.direction !== 's') return 0;
  const next = STAMP_SIZE + first.length;
  return next + STAMP_SIZE > head.length || readStamp(head, next) ? 0.95 : 0;
}

/** The records of a stream, large ones in parts. Ends with the number of bytes behind the last one that are none. */
export async function* rawRecords(
  source: ImportSource,
  signal?: AbortSignal,
): AsyncGenerator<RawRecord, number, undefined> {
  const reader = new ByteReader(source, signal);
  try {
    while (reader.left > 0) {
      const { left } = reader;
      const stamp = readStamp(await reader.take(STAMP_SIZE), 0);
      if (!stamp) return left;
      let open = stamp.length;
      for (let isFirst = true; isFirst || open > 0; isFirst = false) {
        const wanted = Math.min(open, PART_SIZE);
        const bytes = await reader.take(wanted);
        open -= bytes.length;
        const isCut = bytes.length < wanted || (open > 0 && reader.left === 0);
        yield { direction: stamp.direction, wall: stamp.wall, bytes, isFirst, isCut };
        if (isCut) return 0;
      }
    }
    return 0;
  } finally {
    await reader.close();
  }
}
