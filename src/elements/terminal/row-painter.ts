import type { TerminalColor, TerminalColors, TerminalRun } from '../../state/index.ts';
import { type BoxDrawing, isDrawn } from './box-drawing.ts';
import type { CellMetrics } from './cell-metrics.ts';
import type { GlyphFitter } from './glyph-fitter.ts';
import { linkTarget } from './link-target.ts';
import { cssColor } from './terminal-colors.ts';

/** Characters that any monospaced font draws exactly one cell wide. */
const EVEN = /^[\x20-\x7e\xa0-\xac\xae-\xff]+$/;

/**
 * A part of a run that is one element: `even` text, `drawn` characters, or `glyphs` that are equally wide in
 * their own font.
 */
interface Piece {
  readonly kind: 'even' | 'drawn' | 'glyphs';
  readonly characters: readonly string[];
  /** Cells it takes. */
  readonly width: number;
}

/** Builds the DOM of rows from runs. Text goes in as text, colours through the CSSOM: nothing is parsed. */
export class RowPainter {
  readonly #box: BoxDrawing;
  readonly #glyphs: GlyphFitter;
  /** What each row shows, as a string, to leave rows alone that are drawn already. */
  readonly #drawn = new WeakMap<Element, string>();
  #cellWidth = 0;
  #fontSize = 0;
  #colors: TerminalColors = { palette: new Map() };

  constructor(box: BoxDrawing, glyphs: GlyphFitter) {
    this.#box = box;
    this.#glyphs = glyphs;
  }

  /** Sets the sizes of cells; rows drawn before must be drawn again with `force`. */
  use({ cellWidth, fontSize }: CellMetrics): void {
    this.#cellWidth = cellWidth;
    this.#fontSize = fontSize;
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
    const classes = classesOf(run);
    const styles = this.#stylesOf(run);
    const hasBackground = run.inverse || run.bg !== undefined || run.overline;
    return piecesOf(run, this.#glyphs).map((piece) => {
      const isEven = piece.kind === 'even';
      const text = piece.characters.join('');
      if (isEven && classes === '' && styles.length === 0 && run.link === undefined) {
        return document.createTextNode(text);
      }
      const element = document.createElement('span');
      element.className = isEven ? classes : `${piece.kind} ${classes}`;
      for (const [property, value] of styles) element.style.setProperty(property, value);
      // Even text without a background flows: a block of its own would be several times as dear to lay out.
      if (!isEven || hasBackground) {
        element.classList.add('fixed');
        element.style.width = `${this.#cellWidth * piece.width}px`;
      }
      if (piece.kind === 'drawn') this.#drawCharacters(element, piece);
      if (piece.kind === 'glyphs') this.#fitGlyphs(element, piece, run.cellWidth);
      element.append(text);
      return element;
    });
  }

  #drawCharacters({ style }: HTMLElement, { characters }: Piece): void {
    const { image, position, size } = this.#box.background(characters);
    style.backgroundImage = image;
    style.backgroundPosition = position;
    style.backgroundSize = size;
  }

  /** Gives each character its cells: half of what is left over before it, half behind. */
  #fitGlyphs({ classList, style }: HTMLElement, { characters }: Piece, cells: number): void {
    if (cells === 1) classList.add('narrow');
    const [character = ''] = characters;
    const scale = this.#glyphs.scale(character, cells);
    if (scale < 1) style.fontSize = `${scale}em`;
    const spare = cells * this.#cellWidth - this.#glyphs.width(character) * this.#fontSize * scale;
    style.letterSpacing = `${spare}px`;
    style.textIndent = `${spare / 2}px`;
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

function piecesOf({ text, width, cellWidth }: TerminalRun, glyphs: GlyphFitter): Piece[] {
  if (EVEN.test(text)) return [{ kind: 'even', characters: [text], width }];
  const characters = Array.from(text);
  // A character that marks have joined is a run of its own.
  if (characters.length * cellWidth !== width) return [{ kind: 'glyphs', characters: [text], width }];
  const pieces: Piece[] = [];
  for (let start = 0; start < characters.length;) {
    const first = characters[start]!;
    const kind = kindOf(first);
    const breadth = kind === 'glyphs' ? glyphs.width(first) : 0;
    let end = start + 1;
    for (; end < characters.length; end += 1) {
      const next = characters[end]!;
      if (kindOf(next) !== kind || (kind === 'glyphs' && glyphs.width(next) !== breadth)) break;
    }
    pieces.push({ kind, characters: characters.slice(start, end), width: (end - start) * cellWidth });
    start = end;
  }
  return pieces;
}

function kindOf(character: string): Piece['kind'] {
  if (EVEN.test(character)) return 'even';
  return isDrawn(character.codePointAt(0) ?? 0) ? 'drawn' : 'glyphs';
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
