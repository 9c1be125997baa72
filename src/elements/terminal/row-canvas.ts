import { isDrawn, type TerminalColors, type TerminalRun } from '../../state/index.ts';
import type { BoxDrawing } from './box-drawing.ts';
import { drawUnderline } from './canvas-underline.ts';
import type { CellMetrics } from './cell-metrics.ts';
import { drawShape } from './canvas-shapes.ts';
import type { ColorProbe } from './color-probe.ts';
import { RowPixels } from './row-pixels.ts';
import { colorsOf } from './run-style.ts';

/** What a dim text keeps of its colour. */
const DIM = 0.6;

/** Draws rows as pictures: what has a colour of its own in every cell would be too much for elements. */
export class RowCanvas {
  readonly #box: BoxDrawing;
  readonly #probe: ColorProbe;
  readonly #pixels: RowPixels;
  #metrics: CellMetrics | undefined;
  #cols = 0;
  #fontFamily = '';
  /** Distance from a row's top to the line that characters stand on, CSS pixels. */
  #baseline: number | undefined;
  /** Font that the canvas drawn on has: setting it costs, the same one too. */
  #font = '';

  constructor(box: BoxDrawing, probe: ColorProbe) {
    this.#box = box;
    this.#probe = probe;
    this.#pixels = new RowPixels(box, probe);
  }

  /** Sets the font and the size of rows that are drawn from now on. */
  use(
    metrics: CellMetrics,
    { cols, fontFamily }: { readonly cols: number; readonly fontFamily: string },
  ): void {
    this.#metrics = metrics;
    this.#cols = cols;
    this.#fontFamily = fontFamily;
    this.#baseline = undefined;
  }

  /** A picture of the runs: that of an earlier one drawn over, or a new one. */
  draw(
    canvas: HTMLCanvasElement | undefined,
    runs: readonly TerminalRun[],
    colors: TerminalColors,
  ): HTMLCanvasElement {
    const { cellWidth, cellHeight, devicePixelRatio: ratio } = this.#metrics!;
    canvas ??= document.createElement('canvas');
    canvas.setAttribute('aria-hidden', 'true');
    const [width, height] = [Math.round(this.#cols * cellWidth * ratio), Math.round(cellHeight * ratio)];
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    canvas.style.width = `${width / ratio}px`;
    canvas.style.height = `${height / ratio}px`;
    const context = canvas.getContext('2d');
    if (!context) return canvas;
    if (this.#pixels.paint(context, runs, { metrics: this.#metrics!, colors })) return canvas;
    this.#font = '';
    this.#baseline ??= this.#measureBaseline(context);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    for (const run of runs) this.#drawRun(context, run, colors);
    return canvas;
  }

  #drawRun(context: CanvasRenderingContext2D, run: TerminalRun, colors: TerminalColors): void {
    const { cellWidth, cellHeight, fontSize } = this.#metrics!;
    const { text, background, underline, dim } = colorsOf(run, colors);
    const [x, width] = [run.x * cellWidth, run.width * cellWidth];
    if (background !== undefined) {
      context.fillStyle = this.#probe.resolve(background);
      context.fillRect(x, 0, width, cellHeight);
    }
    if (run.invisible) return;
    context.globalAlpha = dim ? DIM : 1;
    context.fillStyle = this.#probe.resolve(text);
    this.#drawText(context, run);
    const thickness = Math.max(1, Math.round(fontSize / 14));
    if (run.strikethrough) context.fillRect(x, cellHeight * 0.52, width, thickness);
    if (run.overline) context.fillRect(x, 0, width, thickness);
    if (run.underline !== 'none') {
      if (underline !== undefined && underline !== 'currentColor')
        context.fillStyle = this.#probe.resolve(underline);
      // Two lines have room too.
      const y = Math.floor(Math.min(this.#baseline! + 2, cellHeight - 3 * thickness));
      drawUnderline(context, run.underline, { x, y, width, thickness });
    }
    context.globalAlpha = 1;
  }

  #drawText(
    context: CanvasRenderingContext2D,
    { text, x, cellWidth: cells, width, bold, italic }: TerminalRun,
  ): void {
    const { cellWidth, fontSize } = this.#metrics!;
    const font = `${italic ? 'italic ' : ''}${bold ? 'bold ' : ''}${fontSize}px ${this.#fontFamily}`;
    if (font !== this.#font) context.font = font;
    this.#font = font;
    const characters = Array.from(text);
    // A character that marks have joined is a run of its own.
    const isJoined = characters.length * cells !== width;
    (isJoined ? [text] : characters).forEach((character, i) => {
      if (character === ' ') return;
      const left = (x + i * cells) * cellWidth;
      if (isDrawn(character.codePointAt(0) ?? 0))
        drawShape(character, this.#box, { context, left, metrics: this.#metrics! });
      else context.fillText(character, left, this.#baseline!, cells * cellWidth);
    });
  }

  #measureBaseline(context: CanvasRenderingContext2D): number {
    const { cellHeight, fontSize } = this.#metrics!;
    context.font = `${fontSize}px ${this.#fontFamily}`;
    const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = context.measureText('M');
    return Math.round((cellHeight - ascent - descent) / 2 + ascent);
  }
}
