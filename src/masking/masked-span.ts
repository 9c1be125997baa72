/** A range of a text and what stands in its place. Offsets are UTF-16 code units of the text. */
export interface MaskedSpan {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/**
 * Puts replacements into a text. Spans are in order and do not overlap. The text keeps its lines, so that line numbers and
 * patches of it stay true: of a value of several lines, each becomes the placeholder.
 */
export function replaceSpans(text: string, spans: readonly MaskedSpan[]): string {
  if (spans.length === 0) return text;
  let replaced = '';
  let from = 0;
  for (const { start, end, replacement } of spans) {
    const lineEnds = text.slice(start, end).match(LINE_END) ?? [];
    replaced +=
      text.slice(from, start) + replacement + lineEnds.map((lineEnd) => lineEnd + replacement).join('');
    from = end;
  }
  return replaced + text.slice(from);
}

const LINE_END = /\r\n|\r|\n/g;
