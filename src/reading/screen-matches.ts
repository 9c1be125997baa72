import type { TerminalPlayback } from '../state/terminal/playback.ts';
import type { Excerpt } from './find-hit.ts';
import type { Matcher } from './find-matcher.ts';

/** How long a match may be gone before it is a new one when it comes again, ms: programs wipe what they draw anew. */
const MAX_GONE = 1000;
/** Characters of a line that are looked through: a line may have run over the edge for thousands of rows. */
const MAX_LINE = 64 * 1024;
/** Matches that are remembered, and that are looked for in a line. */
const MAX_KNOWN = 5000;

/** A match that a screen shows; its row is counted from the first that the terminal ever had. */
export interface ScreenMatch {
  readonly line: Excerpt;
  readonly row: number;
  readonly column: number;
  /** How many matches begin before it in that row. */
  readonly nth: number;
}

/** A line of a screen, which may go over several rows. */
interface ScreenLine {
  readonly text: string;
  /** Rows of the screen that it is made of (y as in `TerminalScreen.row`), and where each begins in the text. */
  readonly rows: readonly { readonly y: number; readonly start: number }[];
}

interface KnownMatch {
  readonly text: string;
  /** When it was seen last, session time, ms. */
  seen: number;
}

/** Tells which matches of a pattern have come to a terminal's screen from one look at it to the next. */
export class ScreenMatches {
  readonly #matcher: Matcher;
  /** `<row> <column>` → what was there; those that are gone for a while are forgotten. */
  #known = new Map<string, KnownMatch>();

  constructor(matcher: Matcher) {
    this.#matcher = matcher;
  }

  /**
   * The matches that were not there before.
   *
   * @param first - row that the look begins with, 0 or, above the screen, less
   * @param time - session time, ms, not before that of the look before
   */
  async look(terminal: TerminalPlayback, first: number, time: number): Promise<ScreenMatch[]> {
    const found: (ScreenMatch & { readonly text: string; readonly key: string })[] = [];
    for (const line of linesOf(terminal, first)) {
      const matches = await this.#matcher.find(line.text, MAX_KNOWN - found.length);
      for (const { start, line: excerpt } of matches) {
        const { y, start: rowStart } = line.rows.findLast((row) => row.start <= start)!;
        const row = y + terminal.screen.scrolled;
        const column = columnOf(terminal, y, start - rowStart);
        const nth = found.filter((other) => other.row === row).length;
        found.push({ line: excerpt, row, column, nth, text: line.text, key: `${row} ${column}` });
      }
    }
    return this.#newOnes(found, time);
  }

  /** What stands where it stood is known, and so is what has moved. */
  #newOnes<T extends { readonly text: string; readonly key: string }>(
    found: readonly T[],
    time: number,
  ): T[] {
    const before = this.#known;
    const now = new Map<string, KnownMatch>();
    const elsewhere: T[] = [];
    for (const match of found) {
      if (!before.delete(match.key)) elsewhere.push(match);
      now.set(match.key, { text: match.text, seen: time });
    }
    const gone = new Map<string, string[]>();
    for (const [key, { text }] of before) gone.set(text, [...(gone.get(text) ?? []), key]);
    const fresh = elsewhere.filter(({ text }) => {
      const from = gone.get(text)?.pop();
      return from === undefined || !before.delete(from);
    });
    for (const [key, known] of before) {
      if (time - known.seen < MAX_GONE && now.size < MAX_KNOWN) now.set(key, known);
    }
    this.#known = now;
    return fresh;
  }
}

/** The lines from a row to the bottom of the screen; one that began above the row begins with it. */
function linesOf(terminal: TerminalPlayback, first: number): ScreenLine[] {
  const { screen } = terminal;
  const lines: ScreenLine[] = [];
  for (let y = first; y < screen.rows;) {
    let text = '';
    const rows: { y: number; start: number }[] = [];
    do {
      rows.push({ y, start: text.length });
      if (text.length < MAX_LINE) text += terminal.text(y);
      y += 1;
    } while (y < screen.rows && screen.continues(y));
    if (text !== '') lines.push({ text, rows });
  }
  return lines;
}

function columnOf(terminal: TerminalPlayback, y: number, at: number): number {
  const columns: number[] = [];
  terminal.text(y, columns);
  return columns[at] ?? 0;
}
