/** A range of a text and what stands in its place. Offsets are UTF-16 code units of the text. */
export interface MaskedSpan {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** Puts replacements into a text. Spans are in order and do not overlap. */
export function replaceSpans(text: string, spans: readonly MaskedSpan[]): string {
  if (spans.length === 0) return text;
  let replaced = '';
  let from = 0;
  for (const { start, end, replacement } of spans) {
    replaced += text.slice(from, start) + replacement;
    from = end;
  }
  return replaced + text.slice(from);
}
