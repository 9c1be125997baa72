/** The characters that a terminal shows of its output, and where they stand in it. */
export interface VisibleText {
  readonly text: string;
  /** For each code unit its offset in the output; -1 for a line end that was put between two pieces. */
  readonly places: Int32Array;
}

/** What moves the cursor or separates writes is a line end in the text, or nothing. */
export type Joining = 'separated' | 'joined';

/** Strings to the terminal (titles, links, clipboard, settings), sequences, zero-width characters, what was typed and taken back. */
const INVISIBLE =
  /\x1b[\]PX^_][^\x07\x1b\x9c]{0,65536}(?:\x07|\x1b\\|\x9c)?|(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]?|\x1b[ -/]{1,4}[0-~]|\x1b[0-~]|[\u200b-\u200f\u2060\ufeff\u00ad\x00\x07\x0e\x0f]|[^\x08\r\n\x1b]\x08 \x08|[^\x08\r\n\x1b]\x08(?=[^ \x08])|\x08/g;

/** Sequences after which the next character stands elsewhere; moves to the right are blanks. */
const MOVES = /^(?:\x1b\[|\x9b)[0-9;]{0,16}[A-HJSTXdfrsu`]$|^\x1b[78DEMc]$/;

/**
 * Takes out of a terminal's output what is not shown.
 *
 * @param writeEnds where each write ends, for `separated`
 */
export function visibleText(
  output: string,
  joining: Joining,
  writeEnds: readonly number[] = [],
): VisibleText {
  const pieces: string[] = [];
  const starts: number[] = [];
  let from = 0;
  const isSeparated = joining === 'separated';
  let write = 0;
  const put = (start: number, end: number): void => {
    let at = start;
    while (isSeparated && write < writeEnds.length && writeEnds[write]! <= end) {
      const cut = writeEnds[write++]!;
      if (cut <= start) continue;
      pieces.push(output.slice(at, cut), '\n');
      starts.push(at, -1);
      at = cut;
    }
    if (at < end) {
      pieces.push(output.slice(at, end));
      starts.push(at);
    }
  };
  for (const match of output.matchAll(INVISIBLE)) {
    if (match.index > from) put(from, match.index);
    from = match.index + match[0].length;
    if (isSeparated && MOVES.test(match[0])) {
      pieces.push('\n');
      starts.push(-1);
    }
  }
  if (from < output.length) put(from, output.length);
  return { text: pieces.join(''), places: placesOf(pieces, starts) };
}

function placesOf(pieces: readonly string[], starts: readonly number[]): Int32Array {
  const places = new Int32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const [number, piece] of pieces.entries()) {
    const start = starts[number]!;
    for (let i = 0; i < piece.length; i++) places[at++] = start < 0 ? -1 : start + i;
  }
  return places;
}

/** Fewest cells of a row at whose end a program wraps. */
const MIN_ROW = 40;
const LINE_END = /\r{0,2}\n/g;

/** Takes out the line ends at which a program may have wrapped a token: of long rows, between characters of tokens. */
export function unwrappedText({ text, places }: VisibleText): VisibleText | undefined {
  const kept: { start: number; end: number }[] = [];
  let from = 0;
  let row = 0;
  for (const match of text.matchAll(LINE_END)) {
    const end = match.index + match[0].length;
    const isWrap =
      match.index - row >= MIN_ROW &&
      /[\w+/=.-]/.test(text[match.index - 1] ?? '') &&
      /[\w+/=.-]/.test(text[end] ?? '');
    row = end;
    if (!isWrap) continue;
    kept.push({ start: from, end: match.index });
    from = end;
  }
  if (kept.length === 0) return undefined;
  kept.push({ start: from, end: text.length });
  const joined = new Int32Array(kept.reduce((sum, { start, end }) => sum + end - start, 0));
  let at = 0;
  for (const { start, end } of kept) {
    joined.set(places.subarray(start, end), at);
    at += end - start;
  }
  return { text: kept.map(({ start, end }) => text.slice(start, end)).join(''), places: joined };
}

/** The strings to the terminal in an output: titles, links, the clipboard. */
export function stringsToTerminal(output: string): { readonly start: number; readonly end: number }[] {
  if (!output.includes('\x1b]') && !output.includes('\x1bP')) return [];
  const string = /\x1b[\]PX^_]([^\x07\x1b\x9c]{5,65536})/g;
  return [...output.matchAll(string)].map((match) => ({
    start: match.index + 2,
    end: match.index + match[0].length,
  }));
}
