import { detectRawStream } from './raw-stream.ts';
import { detectTiming } from './timing.ts';
import { rateStartLine } from './typescript.ts';

/** Bytes of a head that are looked at as text. */
export const TEXT_HEAD = 16 * 1024;

/** How sure it is that a source is a file of `script`: a stream of BSD, a typescript, or the timing of one. */
export function detectScript(head: Uint8Array): number {
  const raw = detectRawStream(head);
  if (raw > 0) return raw;
  const text = new TextDecoder().decode(head.subarray(0, TEXT_HEAD)).replace(/^\ufeff/, '');
  return Math.max(rateStartLine(text), detectTiming(text));
}
