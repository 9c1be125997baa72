import { type Cell, CellReader, Flag, sameLook } from './cell.ts';
import type { Emulator } from './emulator.ts';
import type {
  TerminalColor,
  TerminalColors,
  TerminalCursor,
  TerminalRun,
  TerminalScreen,
} from './terminal-screen.ts';
import { Color } from './xterm-internals.ts';

const UNDERLINES = ['none', 'single', 'double', 'curly', 'dotted', 'dashed'] as const;

/**
 * What SGR 59 leaves, "the text's colour": the emulator does not tell it from white, so white underlines are
 * drawn in the text's colour too.
 */
const RESET_UNDERLINE_COLOR = Color.rgb | Color.value;

/** Flags that show on a blank. */
const SHOWS_ON_BLANK = Flag.inverse | Flag.strikethrough | Flag.overline;

/** The emulator's active screen, read as runs of equal look. Stays the same object over a restore. */
export class ScreenView implements TerminalScreen {
  readonly #reader = new CellReader();
  #emulator: Emulator;
  #version = 1;
  /** By row, the version of its last change. */
  readonly #rowVersions: number[] = [];

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
    this.markChanged(0, Infinity);
  }

  get cols(): number {
    return this.#emulator.cols;
  }
  get rows(): number {
    return this.#emulator.rows;
  }
  get version(): number {
    return this.#version;
  }
  get title(): string {
    return this.#emulator.title;
  }
  get colors(): TerminalColors {
    return this.#emulator.palette;
  }

  get cursor(): TerminalCursor {
    const { active, core } = this.#emulator;
    const { decPrivateModes: modes, isCursorHidden } = core.coreService;
    return {
      x: active.x,
      y: active.y,
      visible: !isCursorHidden,
      style: modes.cursorStyle ?? 'block',
      blink: modes.cursorBlink ?? core.options.cursorBlink,
    };
  }

  get lines(): readonly string[] {
    const lines: string[] = [];
    const reader = new CellReader();
    for (let y = 0; y < this.rows; y += 1) {
      const line = this.#emulator.line(y);
      let text = '';
      for (let x = 0; x < this.cols;) {
        const cell = reader.read(line, x);
        text += cell.text || ' ';
        x += cell.width || 1;
      }
      lines.push(text.trimEnd());
    }
    return lines;
  }

  row(y: number): readonly TerminalRun[] {
    const cells = this.#cells(y);
    const runs: TerminalRun[] = [];
    for (let start = 0; start < cells.length;) {
      const first = cells[start]!;
      let end = start + 1;
      if (!isJoined(first)) {
        while (end < cells.length && continues(cells[end]!, first)) end += 1;
      }
      runs.push(this.#run(cells.slice(start, end)));
      start = end;
    }
    return runs;
  }

  changedRows(version: number): readonly number[] {
    const changed: number[] = [];
    for (let y = 0; y < this.rows; y += 1) if (this.#rowVersions[y]! > version) changed.push(y);
    return changed;
  }

  /** Takes up another emulator: everything may look different. */
  show(emulator: Emulator): void {
    this.#emulator = emulator;
    this.markChanged(0, Infinity);
  }

  /** Counts the version up and notes which rows may have changed; `last` may lie beyond the screen. */
  markChanged(first: number, last: number): void {
    this.#version += 1;
    this.#rowVersions.length = this.rows;
    this.#rowVersions.fill(this.#version, first, Math.min(last, this.rows - 1) + 1);
  }

  /** The characters of a row with their columns, up to the last that shows. */
  #cells(y: number): PlacedCell[] {
    const line = this.#emulator.line(y);
    const cells: PlacedCell[] = [];
    let shown = 0;
    for (let x = 0; x < this.cols;) {
      const { text, width, look } = this.#reader.read(line, x);
      // An invisible character with a cell of its own is drawn as the blank it looks like.
      const cell = width === 0 ? { text: ' ', width: 1, look, x } : { text, width, look, x };
      cells.push(cell);
      if (!isBlank(cell)) shown = cells.length;
      x += cell.width;
    }
    cells.length = shown;
    return cells;
  }

  #run(cells: readonly PlacedCell[]): TerminalRun {
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
      underlineColor:
        look.underlineColor === RESET_UNDERLINE_COLOR ? undefined : colorOf(look.underlineColor),
      blink: has(Flag.blink),
      inverse: has(Flag.inverse),
      invisible: has(Flag.invisible),
      strikethrough: has(Flag.strikethrough),
      overline: has(Flag.overline),
      link: this.#emulator.links.get(look.link)?.uri,
    };
  }
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
