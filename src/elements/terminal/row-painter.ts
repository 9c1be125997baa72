import { isDeceptive, visibleText } from '../code/visible-characters.ts';
import type { TerminalColors, TerminalRun } from '../../state/index.ts';
import type { BoxDrawing } from './box-drawing.ts';
import type { CellMetrics } from './cell-metrics.ts';
import type { GlyphFitter } from './glyph-fitter.ts';
import { linkTarget } from './link-target.ts';
import type { RowCanvas } from './row-canvas.ts';
import { type Piece, piecesOf, splitBlanks, textRuns, weightOf } from './run-pieces.ts';
import { classesOf, declarationsOf, keyOf } from './run-style.ts';
import type { LaidRow } from './screen-layout.ts';

/** A row with more to draw than this (see `weightOf`) is drawn on a canvas: elements would cost more than a frame has. */
const CROWDED = 40;

/** What a row shows. */
interface DrawnRow extends Pick<LaidRow, 'runs' | 'continued'> {
  /** Equal for rows that are drawn alike. */
  readonly key: string;
}

/** Builds the DOM of rows from runs. Text goes in as text, colours through the CSSOM: nothing is parsed. */
export class RowPainter {
  readonly #box: BoxDrawing;
  readonly #glyphs: GlyphFitter;
  readonly #canvas: RowCanvas;
  /** What each row shows, to leave rows alone that are drawn already. */
  readonly #drawn = new WeakMap<Element, DrawnRow>();
  #cellWidth = 0;
  #fontSize = 0;
  #colors: TerminalColors = { palette: new Map() };

  constructor(box: BoxDrawing, glyphs: GlyphFitter, canvas: RowCanvas) {
    this.#box = box;
    this.#glyphs = glyphs;
    this.#canvas = canvas;
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

  /**
   * Makes a row element show a row. Cost: a millisecond for some ten rows that changed, nothing for the same again. A
   * row ends in a line feed unless its line goes on, so that copying gives the lines as they were written.
   */
  paint(row: HTMLElement, { runs, continued }: LaidRow, { force = false } = {}): void {
    const drawn = force ? undefined : this.#drawn.get(row);
    if (drawn?.runs === runs && drawn.continued === continued) return;
    const key = `${continued ? 1 : 0}${runs.map(keyOf).join('\n')}`;
    this.#drawn.set(row, { runs, continued, key });
    if (drawn?.key === key) return;
    const isCrowded = weightOf(runs) > CROWDED && !runs.some(({ link }) => link !== undefined);
    row.classList.toggle('crowded', isCrowded);
    row.style.paddingInlineStart = runs[0]?.x ? `${runs[0].x * this.#cellWidth}px` : '';
    row.replaceChildren(
      ...(isCrowded ? this.#crowdedNodes(row, runs) : this.#nodes(runs, continued)),
      ...(continued ? [] : ['\n']),
    );
  }

  /** A picture of the row, and over it its text, which is not seen but can be selected, searched and read aloud. */
  #crowdedNodes(row: HTMLElement, runs: readonly TerminalRun[]): Node[] {
    const picture = this.#canvas.draw(row.querySelector('canvas') ?? undefined, runs, this.#colors);
    const pieces = textRuns(runs).flatMap((run) =>
      piecesOf(run, this.#glyphs).map((piece) =>
        this.#element(piece, { cellWidth: run.cellWidth, isUnseen: true }),
      ),
    );
    return [picture, ...pieces];
  }

  #nodes(all: readonly TerminalRun[], continued: boolean): Node[] {
    const { runs, blanks } = continued ? { runs: all, blanks: 0 } : splitBlanks(all);
    return runs.flatMap((run, i) => {
      const isBlank = i >= runs.length - blanks;
      const link = isBlank || run.link === undefined ? undefined : linkTarget(run.link, run.text);
      const pieces = this.#pieces(run, isBlank);
      if (!link) return pieces;
      const anchor = document.createElement('a');
      anchor.className = link.misleading ? 'link misleading' : 'link';
      anchor.href = link.href;
      anchor.target = '_blank';
      anchor.rel = 'noopener noreferrer nofollow ugc';
      anchor.referrerPolicy = 'no-referrer';
      anchor.title = link.href;
      anchor.append(...pieces);
      return [anchor];
    });
  }

  #pieces(run: TerminalRun, isBlank: boolean): Node[] {
    const classes = `${classesOf(run)}${isBlank ? ' blank' : ''}`;
    const declarations = declarationsOf(run, this.#colors);
    const hasBox = run.inverse || run.bg !== undefined || run.overline;
    return piecesOf(run, this.#glyphs).map((piece) => {
      const isPlain = classes === '' && declarations.length === 0 && run.link === undefined;
      const text = piece.characters.join('');
      if (isPlain && piece.kind === 'even' && !isDeceptive(text)) return document.createTextNode(text);
      return this.#element(piece, { classes, declarations, hasBox, cellWidth: run.cellWidth });
    });
  }

  #element(
    piece: Piece,
    look: {
      readonly cellWidth: number;
      readonly classes?: string;
      readonly declarations?: readonly (readonly [property: string, value: string])[];
      readonly hasBox?: boolean;
      /** A picture shows what it is. */
      readonly isUnseen?: boolean;
    },
  ): HTMLElement {
    const { classes = '', declarations = [], hasBox = false, isUnseen = false, cellWidth } = look;
    const isEven = piece.kind === 'even';
    const element = document.createElement('span');
    element.className = isEven ? classes : `${piece.kind} ${classes}`;
    for (const [property, value] of declarations) element.style.setProperty(property, value);
    // Even text without a background flows: a block of its own would be several times as dear to lay out.
    if (!isEven || hasBox) {
      element.classList.add('fixed');
      element.style.width = `${this.#cellWidth * piece.width}px`;
    }
    if (piece.kind === 'drawn' && !isUnseen) this.#drawCharacters(element, piece);
    if (piece.kind === 'glyphs') this.#fitGlyphs(element, piece, cellWidth);
    const text = piece.characters.join('');
    // A cell has no room for a code point: its edge and its hint say what hides in it.
    if (isDeceptive(text)) {
      element.classList.add('deceptive');
      element.title = visibleText(text);
    }
    element.append(text);
    return element;
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
}
