import type { TerminalColor, TerminalColors, TerminalRun } from '../../state/index.ts';
import { type BoxDrawing, isDrawn, isUnbroken } from './box-drawing.ts';
import type { GlyphFitter } from './glyph-fitter.ts';
import { linkTarget } from './link-target.ts';
import { cssColor } from './terminal-colors.ts';

/** Characters that any monospaced font draws exactly one cell wide. */
const EVEN = /^[\x20-\x7e\xa0-\xac\xae-\xff]+$/;

/** A part of a run that is one element: even text, or characters that are held in their cells one by one. */
interface Piece {
  readonly text: string;
  /** Cells it takes. */
  readonly width: number;
  readonly className: string;
  /** One character that may be drawn by another font than the grid's. */
  readonly isGlyph: boolean;
}

/** Builds the DOM of rows from runs. Text goes in as text, colours through the CSSOM: nothing is parsed. */
export class RowPainter {
  readonly #box: BoxDrawing;
  readonly #glyphs: GlyphFitter;
  /** What each row shows, as a string, to leave rows alone that are drawn already. */
  readonly #drawn = new WeakMap<Element, string>();
  #cellWidth = 0;
  #colors: TerminalColors = { palette: new Map() };

  constructor(box: BoxDrawing, glyphs: GlyphFitter) {
    this.#box = box;
    this.#glyphs = glyphs;
  }

  /** Sets the width of a cell, CSS pixels; rows drawn before must be drawn again with `force`. */
  use(cellWidth: number): void {
    this.#cellWidth = cellWidth;
  }

  /** Sets the colours that programs changed; rows drawn before must be drawn again with `force`. */
  recolor(colors: TerminalColors): void {
    this.#colors = colors;
  }

  /** Makes a row element show `runs`. Cost: a millisecond for some ten rows that changed, nothing for the same again. */
  paint(row: Element, runs: readonly TerminalRun[], { force = false } = {}): void {
    const key = runs.map(keyOf).join('\n');
    if (!force && this.#drawn.get(row) === key) return;
    this.#drawn.set(row, key);
    // An empty row keeps its line when text is copied.
    row.replaceChildren(...(runs.length > 0 ? this.#nodes(runs) : [document.createElement('br')]));
  }

  #nodes(runs: readonly TerminalRun[]): Node[] {
    const nodes: Node[] = [];
    for (const run of runs) {
      const link = run.link === undefined ? undefined : linkTarget(run.link, run.text);
      if (!link) {
        nodes.push(...this.#pieces(run));
        continue;
      }
      const anchor = document.createElement('a');
      anchor.className = link.misleading ? 'link misleading' : 'link';
      anchor.href = link.href;
      anchor.target = '_blank';
      anchor.rel = 'noopener noreferrer nofollow ugc';
      anchor.referrerPolicy = 'no-referrer';
      anchor.title = link.href;
      anchor.append(...this.#pieces(run));
      nodes.push(anchor);
    }
    return nodes;
  }

  #pieces(run: TerminalRun): Node[] {
    const look = classesOf(run);
    const styles = this.#stylesOf(run);
    return piecesOf(run, this.#box).map((piece) => {
      if (look === '' && styles.length === 0 && piece.className === '' && run.link === undefined) {
        return document.createTextNode(piece.text);
      }
      const element = document.createElement('span');
      element.className = `${piece.className} ${look}`.trim();
      element.style.width = `${this.#cellWidth * piece.width}px`;
      for (const [property, value] of styles) element.style.setProperty(property, value);
      const scale = piece.isGlyph ? this.#glyphs.scale(piece.text, piece.width) : 1;
      if (scale < 1) element.style.fontSize = `${scale}em`;
      element.append(piece.text);
      return element;
    });
  }

  #stylesOf(run: TerminalRun): (readonly [property: string, value: string])[] {
    const colors = this.#colors;
    const bright: TerminalColor = run.bold && typeof run.fg === 'number' && run.fg < 8 ? run.fg + 8 : run.fg;
    const text = cssColor(bright, colors, 'var(--fg)');
    const ground = cssColor(run.bg, colors, 'var(--bg)');
    const [color, background] = run.inverse ? [ground, text] : [text, ground];
    const styles: (readonly [string, string])[] = [];
    if (run.dim) styles.push(['color', `color-mix(in srgb, ${color} 60%, ${background})`]);
    else if (run.inverse || run.fg !== undefined) styles.push(['color', color]);
    if (run.inverse || run.bg !== undefined) styles.push(['background-color', background]);
    if (run.underlineColor !== undefined) {
      styles.push(['text-decoration-color', cssColor(run.underlineColor, colors, 'currentColor')]);
    }
    return styles;
  }
}

function classesOf(run: TerminalRun): string {
  const underlined = run.underline !== 'none';
  return [
    run.bold && 'bold',
    run.italic && 'italic',
    underlined && run.underline,
    run.strikethrough && (underlined ? 'strike-bar' : 'strike'),
    run.overline && 'overline',
    run.blink && 'blink',
    run.invisible && 'invisible',
  ]
    .filter(Boolean)
    .join(' ');
}

function piecesOf({ text, width, cellWidth }: TerminalRun, box: BoxDrawing): Piece[] {
  if (EVEN.test(text)) return [{ text, width, className: '', isGlyph: false }];
  const characters = Array.from(text);
  const glyph = { className: cellWidth === 2 ? 'cell wide' : 'cell', isGlyph: true };
  // A character that marks have joined is a run of its own.
  if (characters.length * cellWidth !== width) return [{ text, width, ...glyph }];
  const pieces: Piece[] = [];
  for (let i = 0; i < characters.length;) {
    const end = endOfPiece(characters, i);
    const piece = { text: characters.slice(i, end).join(''), width: (end - i) * cellWidth };
    const codePoint = characters[i]!.codePointAt(0) ?? 0;
    if (EVEN.test(piece.text)) pieces.push({ ...piece, className: '', isGlyph: false });
    else if (!isDrawn(codePoint)) pieces.push({ ...piece, ...glyph });
    else pieces.push({ ...piece, className: `drawn ${box.className(codePoint)}`, isGlyph: false });
    i = end;
  }
  return pieces;
}

/** Even text goes on as long as it lasts, an unbroken line as long as it is the same; everything else is alone. */
function endOfPiece(characters: readonly string[], start: number): number {
  const first = characters[start]!;
  let end = start + 1;
  if (EVEN.test(first)) {
    while (end < characters.length && EVEN.test(characters[end]!)) end += 1;
  } else if (isUnbroken(first)) {
    while (characters[end] === first) end += 1;
  }
  return end;
}

function keyOf(run: TerminalRun): string {
  const flags =
    (run.bold ? 1 : 0) |
    (run.dim ? 2 : 0) |
    (run.italic ? 4 : 0) |
    (run.blink ? 8 : 0) |
    (run.inverse ? 16 : 0) |
    (run.invisible ? 32 : 0) |
    (run.strikethrough ? 64 : 0) |
    (run.overline ? 128 : 0);
  const colors = `${run.fg ?? ''},${run.bg ?? ''},${run.underline},${run.underlineColor ?? ''}`;
  return `${run.x},${run.width},${flags},${colors},${run.link ?? ''},${run.text}`;
}
