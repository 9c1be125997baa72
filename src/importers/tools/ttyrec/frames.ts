import type { ImportSource } from '../../sources/import-source.ts';
import { ByteReader } from '../../recordings/byte-reader.ts';

/** Bytes of a frame's header: seconds, microseconds, length; NLE's variants add a channel. */
export type HeaderSize = 12 | 13;

/** What a frame begins with. */
export interface FrameHeader {
  /** ms since 1970 UTC, or since any other moment. */
  readonly wall: number;
  readonly length: number;
  /** 0 output, 1 input, 2 score; always 0 in plain recordings. */
  readonly channel: number;
}

/** A frame, or a part of a large one. */
export interface FramePart extends FrameHeader {
  /** Of the frame, counted from 1. */
  readonly number: number;
  /** `false` for the parts after the first. */
  readonly isFirst: boolean;
  /** The recording ends before the frame does. */
  readonly isCut: boolean;
  readonly bytes: Uint8Array;
}

/** Bytes that are handed out at once. */
const PART_SIZE = 64 * 1024;

/** Reads a header at an offset; `undefined` when the bytes end before it does, or are none. */
export function readHeader(bytes: Uint8Array, offset: number, size: HeaderSize): FrameHeader | undefined {
  if (offset + size > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, size);
  const microseconds = view.getUint32(4, true);
  if (microseconds >= 1_000_000) return undefined;
  return {
    wall: view.getUint32(0, true) * 1000 + microseconds / 1000,
    length: view.getUint32(8, true),
    channel: size === 13 ? view.getUint8(12) : 0,
  };
}

/**
 * The frames of a recording in order, large ones in parts. Ends with the number of bytes behind the last frame that
 * are no frame. Memory: one part.
 */
export async function* frameParts(
  source: ImportSource,
  size: HeaderSize,
  signal?: AbortSignal,
): AsyncGenerator<FramePart, number, undefined> {
  const reader = new ByteReader(source, signal);
  try {
    for (let number = 1; reader.left > 0; number++) {
      const { left } = reader;
      const header = readHeader(await reader.take(size), 0, size);
      if (!header) return left;
      let open = header.length;
      for (let isFirst = true; isFirst || open > 0; isFirst = false) {
        const wanted = Math.min(open, PART_SIZE);
        const bytes = await reader.take(wanted);
        open -= bytes.length;
        const isCut = bytes.length < wanted || (open > 0 && reader.left === 0);
        yield { ...header, number, isFirst, isCut, bytes };
        if (isCut) return 0;
      }
    }
    return 0;
  } finally {
    await reader.close();
  }
}
