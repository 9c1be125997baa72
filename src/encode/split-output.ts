import type { SourceTerminalEvent } from '../format/index.ts';
import { isHighSurrogate, isLongText, MAX_INLINE_SIZE } from './blob-store.ts';

/** What a terminal event writes in pieces of at most 32 KiB, none of which ends inside a surrogate pair. */
export function splitOutput({ code, data }: SourceTerminalEvent): readonly string[] {
  if ((code !== 'o' && code !== 'i') || !isLongText(data)) return [data];
  const pieces: string[] = [];
  for (let start = 0; start < data.length;) {
    const piece = pieceAt(data, start);
    pieces.push(piece);
    start += piece.length;
  }
  return pieces;
}

function pieceAt(data: string, start: number): string {
  for (let length = MAX_INLINE_SIZE; ; length = Math.floor(length / 2)) {
    let end = Math.min(start + length, data.length);
    if (end < data.length && isHighSurrogate(data.charCodeAt(end - 1))) end -= 1;
    const piece = data.slice(start, end);
    if (!isLongText(piece)) return piece;
  }
}
