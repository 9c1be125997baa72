import { type LinkRegistry, linkKey } from './links.ts';
import { Bg, type BufferLine, Color, Content, type ExtendedAttributes, Fg } from './xterm-internals.ts';

/** Bits of `Look.flags`. */
export const Flag = {
  bold: 1,
  dim: 2,
  italic: 4,
  blink: 8,
  inverse: 16,
  invisible: 32,
  strikethrough: 64,
  overline: 128,
  /** DECSCA: not erased by selective erase. */
  protected: 256,
} as const;

/** Flags that show on a cell without a character. */
const SHOWS_ON_EMPTY = Flag.inverse | Flag.strikethrough | Flag.overline;

/** How a cell or the pen looks, without what makes no difference. */
export interface Look {
  /** Colour mode and value packed as in the emulator (`Color`); 0 is the default colour. */
  readonly fg: number;
  readonly bg: number;
  readonly flags: number;
  /** 0 none, 1 single, 2 double, 3 curly, 4 dotted, 5 dashed. */
  readonly underline: number;
  /** Packed as `fg`; 0 is the text's colour. Always 0 without underline. */
  readonly underlineColor: number;
  /** Number in the emulator's link registry; 0 is none. */
  readonly link: number;
}

/** One cell of a line. */
export interface Cell {
  /** Character with the marks that joined it; empty in a cell that nothing was printed to. */
  readonly text: string;
  /** 0 for an invisible character that got a cell of its own. */
  readonly width: number;
  readonly look: Look;
}

/** The look of a cell that nothing was done to. */
export const PLAIN: Look = Object.freeze({
  fg: 0,
  bg: 0,
  flags: 0,
  underline: 0,
  underlineColor: 0,
  link: 0,
});

/** Reads cells one after the other. Neighbours mostly look alike: those share one `Look`. */
export class CellReader {
  #fg = 0;
  #bg = 0;
  #extended: ExtendedAttributes | undefined;
  #look = PLAIN;
  #emptyLook = PLAIN;

  /** The cell in column `x`. The second half of a wide character is read as empty. */
  read(line: BufferLine, x: number): Cell {
    const content = line._data[x * 3]!;
    const fg = line._data[x * 3 + 1]!;
    const bg = line._data[x * 3 + 2]!;
    const extended = bg & Bg.extended ? line._extendedAttrs[x] : undefined;
    if (fg !== this.#fg || bg !== this.#bg || extended !== this.#extended) {
      this.#fg = fg;
      this.#bg = bg;
      this.#extended = extended;
      this.#look = lookOf(fg, bg, extended);
      this.#emptyLook = withoutText(this.#look);
    }
    if ((content & Content.any) === 0) return { text: '', width: 1, look: this.#emptyLook };
    return { text: textOf(line, x, content), width: content >> Content.widthShift, look: this.#look };
  }
}

function textOf(line: BufferLine, x: number, content: number): string {
  if (content & Content.combined) return line._combined[x] ?? '';
  return String.fromCodePoint(content & Content.codePoint);
}

/** Unpacks the attributes of a cell or pen; `extended` only where they are in force. */
export function lookOf(fg: number, bg: number, extended: ExtendedAttributes | undefined): Look {
  const flags =
    (fg & Fg.bold ? Flag.bold : 0) |
    (bg & Bg.dim ? Flag.dim : 0) |
    (bg & Bg.italic ? Flag.italic : 0) |
    (fg & Fg.blink ? Flag.blink : 0) |
    (fg & Fg.inverse ? Flag.inverse : 0) |
    (fg & Fg.invisible ? Flag.invisible : 0) |
    (fg & Fg.strikethrough ? Flag.strikethrough : 0) |
    (bg & Bg.overline ? Flag.overline : 0) |
    (bg & Bg.protected ? Flag.protected : 0);
  // The emulator calls every link underlined in dashes; what the program asked for is in the raw bits.
  const underline = fg & Fg.underline ? underlineStyle(extended) || 1 : 0;
  return {
    fg: packedColor(fg),
    bg: packedColor(bg),
    flags,
    underline,
    underlineColor: underline > 0 && extended ? packedColor(extended._ext) : 0,
    link: extended?._urlId ?? 0,
  };
}

/** Underline style of extended attributes, whether or not it is switched on. */
export function underlineStyle(extended: ExtendedAttributes | undefined): number {
  return extended ? (extended._ext >> 26) & 7 : 0;
}

/** Colour without the bits that its mode does not use: the emulator leaves parts of earlier colours there. */
export function packedColor(word: number): number {
  const mode = word & Color.mode;
  if (mode === 0) return 0;
  return mode === Color.rgb ? word & (Color.mode | Color.value) : word & (Color.mode | 0xff);
}

/** Whether two cells of these looks are drawn alike and lead to the same place. */
export function sameLook(a: Look, b: Look): boolean {
  return a === b || (sameStyle(a, b) && a.link === b.link);
}

/** Whether two looks differ at most in their links, whose numbers mean nothing in another terminal. */
export function sameStyle(a: Look, b: Look): boolean {
  return (
    a.fg === b.fg &&
    a.bg === b.bg &&
    a.flags === b.flags &&
    a.underline === b.underline &&
    a.underlineColor === b.underlineColor
  );
}

/** Whether two link numbers, of two registries, stand for the same link. */
export function sameLink(a: number, aLinks: LinkRegistry, b: number, bLinks: LinkRegistry): boolean {
  const aLink = aLinks.get(a);
  const bLink = bLinks.get(b);
  return aLink && bLink ? linkKey(aLink) === linkKey(bLink) : aLink === bLink;
}

/** Whether an empty cell can be made by erasing: it shows a background colour at most. */
export function isErased({ look }: Cell): boolean {
  return look.flags === 0 && look.underline === 0;
}

/** Of an empty cell only the background shows, unless it is inverse or has lines. */
function withoutText(look: Look): Look {
  const shows = look.underline > 0 || (look.flags & SHOWS_ON_EMPTY) !== 0;
  return shows ? { ...look, link: 0 } : { ...PLAIN, bg: look.bg, flags: look.flags & Flag.protected };
}
