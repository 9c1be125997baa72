import { type Cell, CellReader, Flag, sameLook } from './cell.ts';
import type { LinkRegistry } from './links.ts';
import type { TerminalColor, TerminalRun } from './terminal-screen.ts';
import { type BufferLine, Color, Content } from './xterm-internals.ts';

const UNDERLINES = ['none', 'single', 'double', 'curly', 'dotted', 'dashed'] as const;

/**
 * What SGR 59 leaves, "the text's colour": the emulator does not tell it from white, so white underlines are
 * drawn in the text's colour too.
 */
const RESET_UNDERLINE_COLOR = Color.rgb | Color.value;

/** Flags that show on a blank. */
const SHOWS_ON_BLANK = Flag.inverse | Flag.strikethrough | Flag.overline;

const BLANK = 0x20;

/** Reads lines of the emulator as runs of equal look. */
export class LineReader {
  readonly #reader = new CellReader();

  /**
   * The runs of a line, left to right, up to the last cell that shows; with `whole` up to the last that was printed
   * to, for a line that the next one goes on with.
   */
  runs(line: BufferLine, links: LinkRegistry, { whole }: { readonly whole: boolean }): TerminalRun[] {
    const cells = this.#cells(line, whole);
    const runs: TerminalRun[] = [];
    for (let start = 0; start < cells.length;) {
      const first = cells[start]!;
      let end = start + 1;
      if (!isJoined(first)) {
        while (end < cells.length && continues(cells[end]!, first)) end += 1;
      }
      runs.push(runOf(cells.slice(start, end), links));
      start = end;
    }
    return runs;
  }

  /**
   * The text of a line, as its runs have it, several times as fast; with `columns` also the column of each UTF-16 unit.
   */
  text(
    line: BufferLine,
    { whole, columns }: { readonly whole: boolean; readonly columns?: number[] },
  ): string {
    const { _data: data } = line;
    let text = '';
    let shown = 0;
    for (let x = 0; x < line.length;) {
      const content = data[x * 3]!;
      const width = content >> Content.widthShift;
      const before = text.length;
      if (content & Content.combined) text += line._combined[x] ?? ' ';
      else if (content & Content.any && width > 0) text += String.fromCodePoint(content & Content.codePoint);
      else text += ' ';
      if (columns) for (let at = before; at < text.length; at += 1) columns.push(x);
      const isPrinted = (content & Content.any) !== 0;
      if (isPrinted && (whole || text.charCodeAt(before) !== BLANK)) shown = text.length;
      x += width || 1;
    }
    return text.slice(0, shown);
  }

  /** The characters of a line with their columns. */
  #cells(line: BufferLine, whole: boolean): PlacedCell[] {
    const cells: PlacedCell[] = [];
    let shown = 0;
    for (let x = 0; x < line.length;) {
      const { text, width, look } = this.#reader.read(line, x);
      // An invisible character with a cell of its own is drawn as the blank it looks like.
      const cell = width === 0 ? { text: ' ', width: 1, look, x } : { text, width, look, x };
      cells.push(cell);
      if (!isBlank(cell) || (whole && text !== '')) shown = cells.length;
      x += cell.width;
    }
    cells.length = shown;
    return cells;
  }
}

function runOf(cells: readonly PlacedCell[], links: LinkRegistry): TerminalRun {
  const first = cells[0]!;
  const { look } = first;
  const has = (flag: number): boolean => (look.flags & flag) !== 0;
  const cellWidth = first.width === 2 ? 2 : 1;
  return {
    text: cells.map((cell) => cell.text || ' ').join(''),
    x: first.x,
    width: cells.length * cellWidth,
    cellWidth,
    fg: colorOf(look.fg),
    bg: colorOf(look.bg),
    bold: has(Flag.bold),
    dim: has(Flag.dim),
    italic: has(Flag.italic),
    underline: UNDERLINES[look.underline] ?? 'single',
    underlineColor: look.underlineColor === RESET_UNDERLINE_COLOR ? undefined : colorOf(look.underlineColor),
    blink: has(Flag.blink),
    inverse: has(Flag.inverse),
    invisible: has(Flag.invisible),
    strikethrough: has(Flag.strikethrough),
    overline: has(Flag.overline),
    link: links.get(look.link)?.uri,
  };
}

interface PlacedCell extends Cell {
  readonly x: number;
}

/** Whether marks joined the character: such a cell is a run of its own, so that runs have one character a cell. */
function isJoined({ text }: Cell): boolean {
  return text.length > 1 && text.length > String.fromCodePoint(text.codePointAt(0)!).length;
}

function continues(cell: Cell, first: Cell): boolean {
  return cell.width === first.width && !isJoined(cell) && sameLook(cell.look, first.look);
}

function isBlank({ text, look }: Cell): boolean {
  const shows = look.bg !== 0 || look.underline > 0 || (look.flags & SHOWS_ON_BLANK) !== 0;
  return !shows && (text === '' || text === ' ');
}

function colorOf(packed: number): TerminalColor {
  if (packed === 0) return undefined;
  const value = packed & Color.value;
  return (packed & Color.mode) === Color.rgb ? `#${value.toString(16).padStart(6, '0')}` : value;
}
