import type { TerminalKeyframe } from '../../format/index.ts';
import { type Cell, CellReader, isErased, type Look, packedColor, PLAIN, sameLook } from './cell.ts';
import type { Emulator } from './emulator.ts';
import { EscapeWriter } from './escape-writer.ts';
import { type BufferLine, type Charset, precedingWidth, type ScreenBuffer } from './xterm-internals.ts';

/**
 * The complete terminal as an escape string for a fresh terminal of the same size: both screens with every
 * attribute, wrapped rows, tab stops, saved cursors, scroll regions, modes, title, colours, cursor and pen.
 *
 * The parser must be at ground. Not every state that an emulator can get into can be reached by writing to a
 * fresh one, so an encoder proves each keyframe (`TerminalCutter`).
 */
export function terminalKeyframe(emulator: Emulator): TerminalKeyframe {
  return { cols: emulator.cols, rows: emulator.rows, data: new KeyframeWriter(emulator).write() };
}

const ESC = '\x1b';
const CSI = '\x1b[';

/** Printed where any character will do; painted over afterwards. */
const FILLER = ' ';
const WIDE_FILLER = '一';

const MOUSE_PROTOCOLS: Readonly<Record<string, string>> = {
  X10: '9',
  VT200: '1000',
  DRAG: '1002',
  ANY: '1003',
};
const MOUSE_ENCODINGS: Readonly<Record<string, string>> = { SGR: '1006', SGR_PIXELS: '1016' };
const CURSOR_STYLES = { block: 1, underline: 3, bar: 5 } as const;

interface LastPrinted {
  readonly x: number;
  /** Cells it takes. */
  readonly width: number;
  /** What to print for it under the charset in use. */
  readonly raw: string;
}

class KeyframeWriter {
  readonly #emulator: Emulator;
  readonly #cols: number;
  readonly #rows: number;
  readonly #out: EscapeWriter;
  readonly #reader = new CellReader();
  /** Cells that hold a filler, as `y * cols + x`: they must be painted even where they are blank. */
  readonly #dirty = new Set<number>();

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
    this.#cols = emulator.cols;
    this.#rows = emulator.rows;
    this.#out = new EscapeWriter(emulator.cols, emulator.links);
  }

  write(): string {
    const { normal, alt } = this.#emulator.core._bufferService.buffers;
    // RIS, so that the string also works in a terminal that was used before.
    this.#out.add(`${ESC}c`);
    if (this.#emulator.active === alt) {
      this.#writeBuffer(normal);
      this.#placeCursor(normal);
      this.#switchTo('alternate');
      this.#writeBuffer(alt);
    } else {
      if (!this.#isSavedDefault(alt)) {
        this.#switchTo('alternate');
        this.#writeSavedCursor(alt);
        this.#switchTo('normal');
      }
      this.#writeBuffer(normal);
    }
    this.#writeSettings();
    this.#writeEnd();
    return this.#out.text;
  }

  /** Mode 47 and not 1049, which also saves the cursor. The alternate screen is filled with the pen's colour. */
  #switchTo(screen: 'normal' | 'alternate'): void {
    this.#out.setPen(PLAIN);
    this.#out.add(`${CSI}?47${screen === 'alternate' ? 'h' : 'l'}`);
    this.#out.moved();
    this.#dirty.clear();
  }

  // -------------------------------------------------------------------------------------- one screen

  #writeBuffer(buffer: ScreenBuffer): void {
    this.#writeWraps(buffer);
    this.#writeTabs(buffer);
    if (!this.#isSavedDefault(buffer)) this.#writeSavedCursor(buffer);
    for (let y = 0; y < this.#rows; y += 1) this.#writeRow(buffer, y);
    if (buffer.scrollTop === 0 && buffer.scrollBottom === this.#rows - 1) return;
    this.#out.add(`${CSI}${buffer.scrollTop + 1};${buffer.scrollBottom + 1}r`);
    this.#out.moved(0, 0);
  }

  /** A row is marked as wrapped only by printing over the end of the row above it. */
  #writeWraps(buffer: ScreenBuffer): void {
    if (lineAt(buffer, 0).isWrapped) {
      this.#out.moveTo(this.#cols - 1, 0);
      this.#out.print(FILLER + FILLER, 2);
      // The second row scrolls up to the first, with its mark. A screen of one row has scrolled already.
      if (this.#rows > 1) this.#out.add(`${CSI}S`);
      this.#dirty.add(0);
      this.#out.moved();
    }
    for (let y = 1; y < this.#rows; y += 1) {
      if (!lineAt(buffer, y).isWrapped || this.#wrapsByItself(buffer, y)) continue;
      this.#out.moveTo(this.#cols - 1, y - 1);
      this.#out.print(FILLER + FILLER, 2);
      this.#dirty.add(y * this.#cols - 1).add(y * this.#cols);
      this.#out.moved(1, y);
    }
  }

  /** Whether painting row y − 1 up to its end and then row y prints over the edge. */
  #wrapsByItself(buffer: ScreenBuffer, y: number): boolean {
    const line = lineAt(buffer, y);
    const start = this.#reader.read(line, 0);
    const end = this.#reader.read(line, this.#cols - 1);
    const above = lineAt(buffer, y - 1);
    const before = this.#reader.read(above, lastCharacter(above));
    const isPrinted = (cell: Cell): boolean => cell.text !== '' && cell.width > 0;
    return isPrinted(before) && isPrinted(start) && (end.text !== '' || isErased(end));
  }

  #writeTabs(buffer: ScreenBuffer): void {
    const stops: number[] = [];
    for (let x = 0; x < this.#cols; x += 1) if (buffer.tabs[x]) stops.push(x);
    if (stops.length === Math.ceil(this.#cols / 8) && stops.every((x, i) => x === 8 * i)) return;
    this.#out.add(`${CSI}3g`);
    for (const x of stops) {
      this.#out.moveTo(x, 0);
      this.#out.add(`${ESC}H`);
    }
  }

  #isSavedDefault(buffer: ScreenBuffer): boolean {
    const { fg, bg } = buffer.savedCurAttrData;
    if (buffer.savedX !== 0 || buffer.savedY !== 0 || fg !== 0 || bg !== 0) return false;
    const pen = this.#emulator.savedPen(buffer);
    return !pen || (packedColor(pen.extended._ext) === 0 && pen.glevel === 0 && !pen.charsets.some(Boolean));
  }

  #writeSavedCursor(buffer: ScreenBuffer): void {
    const { charsets = [], glevel = 0, extended } = this.#emulator.savedPen(buffer) ?? {};
    if (buffer.savedX < this.#cols) {
      this.#out.moveTo(buffer.savedX, buffer.savedY);
    } else {
      this.#out.moveTo(this.#cols - 1, buffer.savedY);
      this.#out.print(FILLER, 1);
      this.#dirty.add((buffer.savedY + 1) * this.#cols - 1);
    }
    this.#out.setPackedPen({ ...buffer.savedCurAttrData, extended, link: 0 });
    this.#out.setCharsets(charsets, glevel);
    this.#out.add(`${ESC}7`);
    this.#out.resetCharsets(charsets, glevel);
    this.#out.resetPen();
  }

  // ----------------------------------------------------------------------------------------- one row

  #writeRow(buffer: ScreenBuffer, y: number): void {
    const line = lineAt(buffer, y);
    const cells: Cell[] = [];
    for (let x = 0; x < this.#cols; x += 1) cells.push(this.#reader.read(line, x));
    if (line.isWrapped && this.#out.wrapsTo(y) && this.#wrapsByItself(buffer, y)) this.#out.moved(0, y);
    this.#writeSpecialAtEnd(cells[this.#cols - 1]!, y);
    for (let x = 0; x < this.#cols;) x = this.#writeCell(cells, x, y, !line.isWrapped);
  }

  /** Paints the cell, or the run of alike empty cells, at `x`; the result is the first cell after it. */
  #writeCell(cells: readonly Cell[], x: number, y: number, feed: boolean): number {
    const cell = cells[x]!;
    if (cell.text !== '') {
      // An invisible character has a cell of its own when it was printed right after a control sequence.
      this.#out.moveTo(x, y, { always: cell.width === 0, feed });
      this.#out.setPen(cell.look);
      const width = cell.width || 1;
      this.#out.print(cell.text, width);
      for (let i = 0; i < width; i += 1) this.#dirty.delete(y * this.#cols + x + i);
      return x + width;
    }
    if (!isErased(cell)) {
      if (x < this.#cols - 1) this.#writeSpecial(cell.look, x, y);
      return x + 1;
    }
    let end = x + 1;
    while (end < this.#cols && cells[end]!.text === '' && sameLook(cells[end]!.look, cell.look)) end += 1;
    this.#eraseRun(cell.look, { x, end, y, feed });
    return end;
  }

  #eraseRun(look: Look, run: { x: number; end: number; y: number; feed: boolean }): void {
    const { end, y, feed } = run;
    let { x } = run;
    if (look.bg === 0) {
      while (x < end && !this.#dirty.has(y * this.#cols + x)) x += 1;
      if (x === end) return;
    }
    this.#out.moveTo(x, y, { feed });
    this.#out.setPen(look);
    // EL from the first column would take the wrap mark off.
    const toEnd = end === this.#cols && (x > 0 || feed);
    this.#out.add(toEnd ? `${CSI}K` : `${CSI}${end - x}X`);
    for (; x < end; x += 1) this.#dirty.delete(y * this.#cols + x);
  }

  /**
   * An empty cell with flags or lines is what remains of a wide character when its second half is overwritten:
   * it takes the pen of the overwriting.
   */
  #writeSpecial(look: Look, x: number, y: number): void {
    this.#out.moveTo(x, y);
    this.#out.print(WIDE_FILLER, 2);
    this.#out.moveTo(x + 1, y);
    this.#out.setPen(look);
    this.#out.print(FILLER, 1);
    this.#dirty.add(y * this.#cols + x + 1).delete(y * this.#cols + x);
  }

  /** The same in the last cell, where no wide character fits: made beside it and pushed over. */
  #writeSpecialAtEnd(last: Cell, y: number): void {
    if (last.text !== '' || isErased(last)) return;
    const x = this.#cols - 2;
    this.#writeSpecial(last.look, x, y);
    this.#dirty.delete(y * this.#cols + x + 1);
    this.#out.moveTo(x, y);
    this.#out.setPen(PLAIN);
    this.#out.add(`${CSI}@`);
  }

  // ------------------------------------------------------------------------------ the terminal as a whole

  #writeSettings(): void {
    const { core, palette, title } = this.#emulator;
    const { decPrivateModes: modes, isCursorHidden } = core.coreService;
    this.#out.add(palette.toEscapes());
    if (title !== '') this.#out.add(`${ESC}]2;${title}\x07`);
    const set = [
      modes.applicationCursorKeys && '1',
      core.options.cursorBlink && '12',
      modes.reverseWraparound && '45',
      modes.applicationKeypad && '66',
      MOUSE_PROTOCOLS[core.coreMouseService.activeProtocol],
      MOUSE_ENCODINGS[core.coreMouseService.activeEncoding],
      modes.sendFocus && '1004',
      modes.bracketedPasteMode && '2004',
    ].filter(Boolean);
    if (set.length > 0) this.#out.add(`${CSI}?${set.join(';')}h`);
    if (isCursorHidden) this.#out.add(`${CSI}?25l`);
    if (core.options.convertEol) this.#out.add(`${CSI}20h`);
    if (modes.cursorStyle)
      this.#out.add(`${CSI}${CURSOR_STYLES[modes.cursorStyle] + (modes.cursorBlink ? 0 : 1)} q`);
  }

  /** Cursor, pen and charsets, and last the character that a mark or REP would go on from. */
  #writeEnd(): void {
    const { core, active } = this.#emulator;
    const { decPrivateModes: modes } = core.coreService;
    const pen = core._inputHandler._curAttrData;
    const last = this.#lastPrinted(active);
    if (modes.origin) this.#out.setOrigin(active.scrollTop);
    if (last) this.#out.moveTo(last.x, active.y, { always: true });
    else this.#placeCursor(active);
    if (core.coreService.modes.insertMode) {
      // Printing the last character again pushes the rest of the row: room is made for it first.
      this.#out.add(last ? `${CSI}${last.width}P${CSI}4h` : `${CSI}4h`);
    }
    if (!modes.wraparound) this.#out.add(`${CSI}?7l`);
    this.#out.setPackedPen({ fg: pen.fg, bg: pen.bg, extended: pen.extended, link: pen.extended._urlId });
    this.#out.setCharsets(core._charsetService._charsets, core._charsetService.glevel);
    if (last) this.#out.add(last.raw);
  }

  /** The character before the cursor, if it was printed just now and can be printed again where it stands. */
  #lastPrinted(buffer: ScreenBuffer): LastPrinted | undefined {
    const { core } = this.#emulator;
    const width = precedingWidth(core);
    const x = buffer.x - width;
    if (width === 0 || x < 0) return undefined;
    const cell = this.#reader.read(lineAt(buffer, buffer.y), x);
    const raw = unmapped(cell.text, core._charsetService._charsets[core._charsetService.glevel]);
    return cell.width === width && raw !== undefined ? { x, width, raw } : undefined;
  }

  /** Puts the cursor where `buffer` has it; a pending wrap comes of printing the last cell of the row again. */
  #placeCursor(buffer: ScreenBuffer): void {
    const { x, y } = buffer;
    if (x < this.#cols) {
      this.#out.moveTo(x, y, { always: true });
      return;
    }
    const line = lineAt(buffer, y);
    const start = lastCharacter(line);
    const cell = this.#reader.read(line, start);
    this.#out.moveTo(start, y, { always: true });
    this.#out.setPen(cell.look);
    this.#out.print(cell.text || FILLER, this.#cols - start);
    // In an empty row: erasing to the left leaves the pending wrap as it is.
    if (cell.text === '') this.#out.add(`${CSI}1K`);
  }
}

function lineAt(buffer: ScreenBuffer, y: number): BufferLine {
  return buffer.lines.get(buffer.ybase + y)!;
}

/** Column of the character that ends in the last cell of a line. */
function lastCharacter(line: BufferLine): number {
  const last = line.length - 1;
  return line._data[(last - 1) * 3]! >> 22 === 2 ? last - 1 : last;
}

/** What to print under a charset to get `text`; `undefined` when that charset has no such character. */
function unmapped(text: string, charset: Charset): string | undefined {
  if (text === '' || !charset) return text || undefined;
  const [first = '', ...marks] = text;
  const raw =
    Object.keys(charset).find((key) => charset[key] === first) ?? (first in charset ? undefined : first);
  return raw === undefined ? undefined : raw + marks.join('');
}
