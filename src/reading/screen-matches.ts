import type { TerminalPlayback } from '../state/terminal/playback.ts';
import type { Excerpt } from './find-hit.ts';
import type { Match, Matcher } from './find-matcher.ts';

/** How long a match may be gone before it is a new one when it comes again, ms: programs wipe what they draw anew. */
const MAX_GONE = 1000;
/** Characters of a line that are looked through: a line may have run over the edge for thousands of rows. */
const MAX_LINE = 64 * 1024;
/** Matches that are remembered, and that are looked for in a line and on a screen. */
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
  /** When it was first seen to be gone, session time, ms; `undefined` while it is there. */
  gone: number | undefined;
}

/** A match that is looked at, and where its row of the screen begins in the line. */
interface SeenMatch extends Match {
  readonly text: string;
  readonly row: number;
  readonly rowStart: number;
  readonly nth: number;
  readonly key: string;
}

/** Tells which matches of a pattern have come to a terminal's screen from one look at it to the next. */
export class ScreenMatches {
  readonly #matcher: Matcher;
  /** `<row> <start in the row>` → what was there; those that are gone for a while are forgotten. */
  #known = new Map<string, KnownMatch>();
  /** The lines of the last look and their matches: most stay as they are from one look to the next. */
  #lines = new Map<string, readonly Match[]>();

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
    const { scrolled } = terminal.screen;
    const found = this.#newOnes(await this.#matchesOf(linesOf(terminal, first), scrolled), time);
    return found.map(({ line, row, rowStart, start, nth }) => {
      const column = columnOf(terminal, row - scrolled, start - rowStart);
      return { line, row, column, nth };
    });
  }

  async #matchesOf(lines: readonly ScreenLine[], scrolled: number): Promise<SeenMatch[]> {
    const found: SeenMatch[] = [];
    const searched = new Map<string, readonly Match[]>();
    for (const { text, rows } of lines) {
      const known = searched.get(text) ?? this.#lines.get(text);
      const matches = known ?? (await this.#matcher.find(text, MAX_KNOWN));
      searched.set(text, matches);
      for (const match of matches.slice(0, MAX_KNOWN - found.length)) {
        const { y, start: rowStart } = rows.findLast((row) => row.start <= match.start)!;
        const row = y + scrolled;
        const last = found.at(-1);
        const nth = last?.row === row ? last.nth + 1 : 0;
        found.push({ ...match, text, row, rowStart, nth, key: `${row} ${match.start - rowStart}` });
      }
    }
    this.#lines = searched;
    return found;
  }

  /** What stands where it stood is known, and so is what has moved. */
  #newOnes(found: readonly SeenMatch[], time: number): SeenMatch[] {
    const before = new Map([...this.#known].filter(([, { gone = time }]) => time - gone < MAX_GONE));
    const now = new Map<string, KnownMatch>();
    const elsewhere: SeenMatch[] = [];
    for (const match of found) {
      if (!before.delete(match.key)) elsewhere.push(match);
      now.set(match.key, { text: match.text, gone: undefined });
    }
    const moved = new Map<string, string[]>();
    for (const [key, { text }] of before) {
      const keys = moved.get(text) ?? [];
      keys.push(key);
      moved.set(text, keys);
    }
    const fresh = elsewhere.filter(({ text }) => {
      const from = moved.get(text)?.pop();
      return from === undefined || !before.delete(from);
    });
    for (const [key, known] of before) {
      known.gone ??= time;
      if (now.size < MAX_KNOWN) now.set(key, known);
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
