import { DETECTION_SIZE } from '../../sources/detection-size.ts';
import { readHeader } from './frames.ts';
import type { FrameHeader, HeaderSize } from './frames.ts';

/** How the frames of a recording are laid out, and how sure that is. */
export interface FrameLayout {
  readonly headerSize: HeaderSize;
  /** 0 … 1. */
  readonly confidence: number;
}

/** Frames that are enough to be sure. */
const ENOUGH_FRAMES = 50;
/** Frames after which something that is none is damage: the recording is still recognised. */
const FRAMES_BEFORE_DAMAGE = 5;

/** Clocks are set by seconds or hours, not by decades; the first times may count from 0. Milliseconds. */
const MAX_STEP = 10 * 31_622_400_000;
const EARLIEST = 631_152_000_000;

/** What a recording that counts from 0 begins with at most. An hour, ms. */
const MAX_FIRST = 3_600_000;

/** Share of bytes that no program sends to a terminal. */
const MAX_STRANGE = 0.02;

/**
 * How sure it is that bytes are frames back to back: each header leads to the next one, to the end or to where the
 * head was cut, times go on from one to the next, and what they hold is what terminals get. Text is never taken for
 * frames: four characters are no number of microseconds.
 */
export function detectFrames(head: Uint8Array): FrameLayout {
  const plain = rate(head, 12);
  const withChannel = rate(head, 13);
  return withChannel > plain
    ? { headerSize: 13, confidence: withChannel }
    : { headerSize: 12, confidence: plain };
}

function rate(head: Uint8Array, size: HeaderSize): number {
  const isHeadCut = head.length >= DETECTION_SIZE;
  const seen = { frames: 0, bytes: 0, strange: 0, isDated: false };
  let last: FrameHeader | undefined;
  for (let offset = 0; offset < head.length && seen.frames < ENOUGH_FRAMES;) {
    const header = readHeader(head, offset, size);
    if (!header) {
      // Fewer bytes than a header are the trace of a recording that was cut; anything else is damage.
      if (head.length - offset < size && seen.frames > 0) break;
      return seen.frames < FRAMES_BEFORE_DAMAGE || isNoOutput(seen) ? 0 : 0.5;
    }
    if (header.channel > 2 || (last && !follows(last, header))) return 0;
    last = header;
    seen.isDated ||= header.wall >= EARLIEST;
    const start = offset + size;
    const end = Math.min(start + header.length, head.length);
    if (header.channel === 0) {
      seen.bytes += end - start;
      for (let index = start; index < end; index++) if (isStrange(head[index]!)) seen.strange += 1;
    }
    offset = start + header.length;
    if (offset <= head.length) seen.frames += 1;
    else if (!isHeadCut && seen.frames === 0) return 0;
  }
  if (isNoOutput(seen)) return 0;
  return confidenceOf(seen.frames, seen.isDated) - (size === 13 ? 0.02 : 0);
}

function isNoOutput({ bytes, strange }: { readonly bytes: number; readonly strange: number }): boolean {
  return bytes === 0 || strange > bytes * MAX_STRANGE;
}

function confidenceOf(frames: number, isDated: boolean): number {
  if (frames >= 3) return isDated ? 0.97 : 0.9;
  if (frames === 2) return isDated ? 0.9 : 0.7;
  return isDated ? 0.75 : 0.4;
}

function follows(last: FrameHeader, next: FrameHeader): boolean {
  // Another recording, put behind this one, may count from 0.
  const isRestart = next.wall < MAX_FIRST;
  return last.wall < EARLIEST || isRestart || Math.abs(next.wall - last.wall) < MAX_STEP;
}

/** Control characters without a use on terminals of today. */
function isStrange(byte: number): boolean {
  return byte < 0x07 || (byte > 0x0f && byte < 0x20 && byte !== 0x1b && byte !== 0x18 && byte !== 0x1a);
}
