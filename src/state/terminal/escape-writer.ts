import { Flag, type Look, lookOf, packedColor, PLAIN } from './cell.ts';
import type { LinkRegistry } from './links.ts';
import { charsetFinals } from './emulator.ts';
import { type Charset, Color, type ExtendedAttributes } from './xterm-internals.ts';

const ESC = '\x1b';
const CSI = '\x1b[';

/** Intermediate that designates G0 to G3. */
const DESIGNATE = ['(', ')', '*', '+'];
/** Shifts that make G0 to G3 the charset in use: SI, SO, LS2, LS3. */
const SHIFT = ['\x0f', '\x0e', `${ESC}n`, `${ESC}o`];

/** A pen as the emulator keeps it: packed words and, when underlined or linked, extended attributes. */
export interface PackedPen {
  readonly fg: number;
  readonly bg: number;
  readonly extended: ExtendedAttributes | undefined;
  readonly link: number;
}

/** Collects escape sequences for one terminal and knows where its cursor and pen are, so that none is wasted. */
export class EscapeWriter {
  readonly #cols: number;
  readonly #links: LinkRegistry;
  #out = '';
  #pen = PLAIN;
  #x = 0;
  #y = 0;
  /** First row that cursor addresses count from: the scroll region's in origin mode. */
  #top = 0;

  /** @param links - registry that the link numbers of looks belong to */
  constructor(cols: number, links: LinkRegistry) {
    this.#cols = cols;
    this.#links = links;
  }

  get text(): string {
    return this.#out;
  }

  /** Writes sequences that move neither cursor nor pen. */
  add(escapes: string): void {
    this.#out += escapes;
  }

  /** Says that the cursor is elsewhere now; without coordinates, that it could be anywhere. */
  moved(x = NaN, y = NaN): void {
    this.#x = x;
    this.#y = y;
  }

  /** Whether the next character printed goes to the start of row `y`, by wrapping. */
  wrapsTo(y: number): boolean {
    return this.#x === this.#cols && this.#y === y - 1;
  }

  /** Switches origin mode on, which takes the cursor to the region's first row. */
  setOrigin(scrollTop: number): void {
    this.#out += `${CSI}?6h`;
    this.#top = scrollTop;
    this.moved();
  }

  /**
   * Takes the cursor to a cell.
   *
   * @param options.always - even if it is there, with a control sequence: what is printed next joins nothing
   * @param options.feed - a line feed may be used, which takes the wrap mark off the row it reaches
   */
  moveTo(x: number, y: number, options: { readonly always?: boolean; readonly feed?: boolean } = {}): void {
    if (x === this.#x && y === this.#y && !options.always) return;
    if (options.feed && x === 0 && y === this.#y + 1) this.#out += '\r\n';
    else if (y === this.#y && x > this.#x && this.#x < this.#cols) this.#out += `${CSI}${x - this.#x}C`;
    else this.#out += `${CSI}${y - this.#top + 1};${x + 1}H`;
    this.moved(x, y);
  }

  /** Prints characters that take `width` cells in all. */
  print(text: string, width: number): void {
    this.#out += text;
    this.#x += width;
  }

  /** Sets the pen to a look, with the sequences that differ. */
  setPen(look: Look): void {
    if (look === this.#pen) return;
    this.#setLink(look.link);
    const codes: (number | string)[] = [];
    let pen = this.#pen;
    const lost = pen.flags & ~look.flags;
    // Underline colour cannot be taken back alone.
    const plainer =
      look.underline !== pen.underline || (look.underline > 0 && look.underlineColor !== pen.underlineColor);
    if (lost !== 0 || (plainer && (pen.underline > 0 || pen.underlineColor !== 0))) {
      codes.push(0);
      pen = PLAIN;
    }
    for (const [flag, code] of FLAG_CODES) if (look.flags & ~pen.flags & flag) codes.push(code);
    if (look.underline !== pen.underline) codes.push(look.underline === 1 ? 4 : `4:${look.underline}`);
    if (look.underline > 0 && look.underlineColor !== pen.underlineColor)
      codes.push(colorCode(look.underlineColor, UNDERLINE));
    if (look.fg !== pen.fg) codes.push(colorCode(look.fg, FOREGROUND));
    if (look.bg !== pen.bg) codes.push(colorCode(look.bg, BACKGROUND));
    if (codes.length > 0)
      this.#out += `${CSI}${codes.length === 1 && codes[0] === 0 ? '' : codes.join(';')}m`;
    if (look.flags & ~pen.flags & Flag.protected) this.#out += `${CSI}1"q`;
    this.#pen = look;
  }

  /** Sets the pen exactly, underline colour that waits for an underline included. Always writes a sequence. */
  setPackedPen({ fg, bg, extended, link }: PackedPen): void {
    this.resetPen();
    const look = { ...lookOf(fg, bg, extended), link };
    this.setPen(look);
    const waiting = extended ? packedColor(extended._ext) : 0;
    if (waiting === look.underlineColor) return;
    this.#out += `${CSI}${colorCode(waiting, UNDERLINE)}m`;
    this.#pen = { ...look, underlineColor: waiting };
  }

  /** Plain text, no link. */
  resetPen(): void {
    this.#setLink(0);
    this.#out += `${CSI}m`;
    this.#pen = PLAIN;
  }

  /** Designates and shifts from the state of a fresh terminal. */
  setCharsets(charsets: readonly Charset[], glevel: number): void {
    charsets.forEach((charset, g) => {
      const final = charset && charsetFinals().get(charset);
      if (final !== undefined) this.#out += `${ESC}${DESIGNATE[g]!}${final}`;
    });
    if (glevel !== 0) this.#out += SHIFT[glevel]!;
  }

  /** Back from `setCharsets` to the state of a fresh terminal. */
  resetCharsets(charsets: readonly Charset[], glevel: number): void {
    charsets.forEach((charset, g) => {
      if (charset) this.#out += `${ESC}${DESIGNATE[g]!}B`;
    });
    if (glevel !== 0) this.#out += SHIFT[0]!;
  }

  #setLink(number: number): void {
    if (number === this.#pen.link) return;
    const link = this.#links.get(number);
    this.#out += `${ESC}]8;${link?.id === undefined ? '' : `id=${link.id}`};${link?.uri ?? ''}\x07`;
    this.#pen = { ...this.#pen, link: number };
  }
}

const FLAG_CODES = [
  [Flag.bold, 1],
  [Flag.dim, 2],
  [Flag.italic, 3],
  [Flag.blink, 5],
  [Flag.inverse, 7],
  [Flag.invisible, 8],
  [Flag.strikethrough, 9],
  [Flag.overline, 53],
] as const;

interface ColorCodes {
  readonly reset: number;
  readonly extended: number;
  readonly dark?: number;
  readonly bright?: number;
}

const FOREGROUND: ColorCodes = { reset: 39, extended: 38, dark: 30, bright: 90 };
const BACKGROUND: ColorCodes = { reset: 49, extended: 48, dark: 40, bright: 100 };
const UNDERLINE: ColorCodes = { reset: 59, extended: 58 };

/** SGR parameters of a packed colour. */
function colorCode(color: number, codes: ColorCodes): number | string {
  const value = color & Color.value;
  switch (color & Color.mode) {
    case Color.rgb:
      return `${codes.extended};2;${value >> 16};${(value >> 8) & 0xff};${value & 0xff}`;
    case Color.p256:
      return `${codes.extended};5;${value}`;
    case Color.p16:
      return value < 8 ? (codes.dark ?? 0) + value : (codes.bright ?? 0) + value - 8;
    default:
      return codes.reset;
  }
}
