// A program that includes this file by a reference from another project would not see the declaration.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./xterm-headless.d.ts" />
import { Terminal } from '@xterm/headless/lib-headless/xterm-headless.mjs';
import { characterWidth, NEWEST_WIDTHS, propertiesBy, type WidthRule } from '../../format/index.ts';
import { LinkRegistry, parseLink } from './links.ts';
import { Palette } from './palette.ts';
import { ScrolledRows } from './scrolled-rows.ts';
import {
  type BufferLine,
  type Charset,
  type ExtendedAttributes,
  internalsOf,
  type ScreenBuffer,
  type XtermCore,
} from './xterm-internals.ts';

/** Longest window title that is kept, in UTF-16 units. */
const MAX_TITLE_LENGTH = 1000;
/** Links held before those that no cell shows any more are forgotten. */
const LINKS_BEFORE_SWEEP = 4096;

/** What DECSC saves beside position and colours: what the emulator itself forgets. */
export interface SavedPen {
  readonly extended: ExtendedAttributes;
  readonly charsets: readonly Charset[];
  readonly glevel: number;
}

/**
 * One `@xterm/headless` terminal, set up for replay: no scrollback of its own, no replies, no clipboard, no console.
 *
 * Where the emulator keeps state that no escape sequence can restore, its behaviour is replaced by one that a
 * keyframe can carry, which is also nearer to the standard: saved cursor, links, title, palette, what a resize
 * leaves beyond the right edge. Loops whose length the recording chooses are bounded.
 */
export class Emulator {
  readonly core: XtermCore;
  readonly links = new LinkRegistry();
  readonly palette = new Palette();
  /** What went off the top of the screen; it has no part in what follows. */
  readonly scrolled: ScrolledRows;
  /** Rule that characters take cells by. */
  readonly widths: WidthRule;
  /** Window title: text only. */
  title = '';

  readonly #terminal: Terminal;
  readonly #savedPens = new WeakMap<ScreenBuffer, SavedPen>();
  readonly #onChange: (first: number, last: number) => void;
  #linksBeforeSweep = LINKS_BEFORE_SWEEP;

  /**
   * @param onChange - called with the first and last row that may look different; with rows beyond the screen
   * for "all"
   * @param scrollback - most rows above the screen that are kept
   * @param widths - the rule of its recording
   */
  constructor(
    cols: number,
    rows: number,
    onChange: (first: number, last: number) => void,
    scrollback = 0,
    widths: WidthRule = NEWEST_WIDTHS,
  ) {
    this.#terminal = new Terminal({
      cols,
      rows,
      scrollback: 0,
      allowProposedApi: true,
      // Queries (DA, DSR, DECRQSS …) are parsed and not answered.
      disableStdin: true,
      logLevel: 'off',
    });
    this.widths = widths;
    this.core = internalsOf(this.#terminal);
    this.scrolled = new ScrolledRows(this.core, scrollback);
    this.#onChange = onChange;
    const handler = this.core._inputHandler;
    handler.onRequestRefreshRows((range) => onChange(range?.start ?? 0, range?.end ?? Infinity));
    handler.onRequestReset(() => onChange(0, Infinity));
    useWidths(this.#terminal, widths);
    this.#replaceSavedCursor();
    this.#handleStrings();
    boundLoops(this.core);
  }

  get cols(): number {
    return this.core._bufferService.cols;
  }
  get rows(): number {
    return this.core._bufferService.rows;
  }
  get active(): ScreenBuffer {
    return this.core._bufferService.buffers.active;
  }

  get normal(): ScreenBuffer {
    return this.core._bufferService.buffers.normal;
  }

  /** Line `y` of the active screen. */
  line(y: number): BufferLine {
    return this.active.lines.get(this.active.ybase + y)!;
  }

  /** Parses output to its end before it returns. */
  write(data: string): void {
    this.core.writeSync(data);
  }

  resize(cols: number, rows: number): void {
    if (cols === this.cols && rows === this.rows) return;
    const { normal, alt } = this.core._bufferService.buffers;
    this.scrolled.whileResizing(() => {
      this.#terminal.resize(cols, rows);
      for (const buffer of [normal, alt]) fitBuffer(buffer, cols, rows);
    });
    // The character printed last may stand elsewhere now, or nowhere.
    this.core._inputHandler._parser.precedingJoinState = 0;
    this.#onChange(0, Infinity);
  }

  /** Makes it as good as new: that costs less than making another one of this size. */
  reset(): void {
    // CAN ends what was begun. A reset by the standard leaves the modes of line ends, blinking and hiding as they are.
    this.write('\x18\x1bc\x1b[20l\x1b[?12l\x1b[?25h');
    this.title = '';
    this.palette.clear();
    this.links.clear();
    this.#linksBeforeSweep = LINKS_BEFORE_SWEEP;
    this.scrolled.begin({ isCut: false });
  }

  /** What the saved cursor of a buffer holds beside position and colours. */
  savedPen(buffer: ScreenBuffer): SavedPen | undefined {
    return this.#savedPens.get(buffer);
  }

  dispose(): void {
    this.#terminal.dispose();
  }

  /** DECSC and DECRC with underline style and colour and all four charsets, of which 6.0.0 restores one or none. */
  #replaceSavedCursor(): void {
    const { _inputHandler: handler, _charsetService: charsets } = this.core;
    const saveCursor = handler.saveCursor.bind(handler);
    handler.saveCursor = () => {
      this.#savedPens.set(this.active, {
        extended: handler._curAttrData.extended.clone(),
        charsets: [0, 1, 2, 3].map((g) => charsets._charsets[g]),
        glevel: charsets.glevel,
      });
      return saveCursor();
    };
    const restoreCursor = handler.restoreCursor.bind(handler);
    handler.restoreCursor = () => {
      const result = restoreCursor();
      const saved = this.#savedPens.get(this.active);
      for (let g = 0; g < 4; g += 1) charsets.setgCharset(g, saved?.charsets[g]);
      charsets.setgLevel(saved?.glevel ?? 0);
      const pen = handler._curAttrData;
      // An open link is no attribute of the saved pen: it stays open.
      const link = pen.extended.urlId;
      pen.extended = saved ? saved.extended.clone() : plainExtended(pen.extended);
      pen.extended.urlId = link;
      pen.updateExtended();
      return result;
    };
    const softReset = handler.softReset.bind(handler);
    handler.softReset = (parameters) => {
      this.#savedPens.delete(this.active);
      return softReset(parameters);
    };
  }

  /** Title, links and colours: the string sequences that leave something to see. All others are swallowed. */
  #handleStrings(): void {
    const { palette } = this;
    const on = (ident: number, take: (payload: string) => void): unknown =>
      this.#terminal.parser.registerOscHandler(ident, (payload) => {
        take(payload);
        return true;
      });
    on(0, (payload) => this.#setTitle(payload));
    on(2, (payload) => this.#setTitle(payload));
    on(8, (payload) => this.#setLink(payload));
    on(4, (payload) => this.#recolor(() => palette.setIndexed(payload)));
    on(104, (payload) => this.#recolor(() => palette.resetIndexed(payload)));
    for (const i of [0, 1, 2]) {
      on(10 + i, (payload) => this.#recolor(() => palette.setSpecial(i, payload)));
      on(110 + i, () => this.#recolor(() => palette.resetSpecial(i)));
    }
  }

  #setTitle(payload: string): void {
    this.title = payload.slice(0, MAX_TITLE_LENGTH);
  }

  #recolor(change: () => void): void {
    change();
    this.#onChange(0, Infinity);
  }

  #setLink(payload: string): void {
    const link = parseLink(payload);
    if (link === 'ignore') return;
    const pen = this.core._inputHandler._curAttrData;
    if (link) this.#sweepLinks();
    pen.extended = pen.extended.clone();
    pen.extended.urlId = link ? this.links.add(link) : 0;
    pen.updateExtended();
  }

  /** Amortised: the next sweep waits until the links have doubled. */
  #sweepLinks(): void {
    if (this.links.size < this.#linksBeforeSweep) return;
    const used = new Set<number>();
    const { normal, alt } = this.core._bufferService.buffers;
    const note = ({ _extendedAttrs }: BufferLine): void => {
      for (const extended of Object.values(_extendedAttrs)) used.add(extended?.urlId ?? 0);
    };
    for (const { lines } of [normal, alt]) for (let y = 0; y < lines.length; y += 1) note(lines.get(y)!);
    this.scrolled.lines.forEach(note);
    this.links.keepOnly(used);
    this.#linksBeforeSweep = Math.max(LINKS_BEFORE_SWEEP, 2 * this.links.size);
  }
}

function plainExtended(extended: ExtendedAttributes): ExtendedAttributes {
  const plain = extended.clone();
  plain.urlId = 0;
  plain.underlineStyle = 0;
  plain.underlineColor = 0;
  return plain;
}

function useWidths(terminal: Terminal, rule: WidthRule): void {
  terminal.unicode.register({
    version: 'reprise',
    wcwidth: characterWidth,
    charProperties: propertiesBy(rule),
  });
  terminal.unicode.activeVersion = 'reprise';
}

/**
 * Sequences that repeat something N times in a loop, N up to 2^31: no more than it takes to fill the screen.
 * Inserting or deleting more lines, scrolling further, or tabbing beyond the edge changes nothing.
 */
function boundLoops(core: XtermCore): void {
  const { _parser: parser } = core._inputHandler;
  for (const final of ['L', 'M', 'S', 'T', 'I', 'Z', 'b']) {
    parser.registerCsiHandler({ final }, ({ params }) => {
      const { cols, rows } = core._bufferService;
      const most = final === 'b' ? cols * rows : Math.max(cols, rows);
      params[0] = Math.min(params[0]!, most);
      // Not handled yet: the emulator's own handler is next.
      return false;
    });
  }
}

/**
 * Drops what a resize leaves behind and no escape sequence can reach: lines longer than the screen is wide (they
 * come back when it grows, or are pulled in by DCH), halves of wide characters, tab stops and a saved cursor
 * beyond the edges, and rows scrolled out above (there is no scrollback).
 */
function fitBuffer(buffer: ScreenBuffer, cols: number, rows: number): void {
  const { lines } = buffer;
  const blank = buffer.getNullCell();
  if (lines.length > rows) lines.trimStart(lines.length - rows);
  // The emulator forgets to shrink an inactive alternate screen, which then has scrollback.
  lines.maxLength = rows;
  // An inactive alternate buffer has no lines at all.
  while (lines.length > 0 && lines.length < rows) lines.push(buffer.getBlankLine(blank));
  buffer.ybase = 0;
  buffer.ydisp = 0;
  buffer.x = Math.min(buffer.x, cols - 1);
  buffer.y = Math.min(Math.max(buffer.y, 0), rows - 1);
  buffer.savedY = Math.min(Math.max(buffer.savedY, 0), rows - 1);
  for (let y = 0; y < lines.length; y += 1) {
    const line = lines.get(y)!;
    line.resize(cols, blank);
    const lastWidth = line._data[(cols - 1) * 3]! >> 22;
    if (lastWidth === 2) line.setCellFromCodepoint(cols - 1, 0, 1, blank);
  }
  buffer.tabs = Object.fromEntries(Object.entries(buffer.tabs).filter(([column]) => Number(column) < cols));
}

let finals: Map<Charset, string> | undefined;

/** Final character of the sequence that designates a charset table (`0` is line drawing). */
export function charsetFinals(): ReadonlyMap<Charset, string> {
  if (finals) return finals;
  finals = new Map();
  const scratch = new Emulator(2, 1, () => undefined);
  for (const final of '0A45RQKYE6ZH7=C') {
    scratch.write(`\x1b(${final}`);
    finals.set(scratch.core._charsetService._charsets[0], final);
  }
  scratch.dispose();
  return finals;
}
