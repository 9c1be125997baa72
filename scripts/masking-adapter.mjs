/**
 * Masking as scorers of redaction call it: `redact(text)` masks one text, `redactEvents(writes)` the writes of a terminal. Every call
 * stands for an archive of its own. After `npx tsc -b`.
 */
import { Masker } from '../dist/masking/index.js';

export function redact(text) {
  return new Masker().mask(text);
}

export function redactEvents(writes) {
  const ends = [];
  let length = 0;
  for (const write of writes) ends.push((length += write.length));
  const spans = new Masker().terminalSpans(writes.join(''), ends);
  let end = 0;
  return writes.map((write) => {
    const start = end;
    end += write.length;
    return maskedPart(write, start, end, spans);
  });
}

/** A write from `start` to `end` of the output: a replacement goes to the write in which its span begins. */
function maskedPart(write, start, end, spans) {
  let masked = '';
  let at = start;
  for (const span of spans) {
    if (span.end <= at || span.start >= end) continue;
    masked += write.slice(at - start, Math.max(span.start, at) - start);
    if (span.start >= start) masked += span.replacement;
    at = Math.min(span.end, end);
  }
  return masked + write.slice(at - start);
}
