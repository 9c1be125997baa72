import type { TerminalColors, TerminalRun } from '../../state/index.ts';
import type { BoxDrawing } from './box-drawing.ts';
import type { CellMetrics } from './cell-metrics.ts';
import type { ColorProbe } from './color-probe.ts';
import { colorsOf } from './run-style.ts';

/** Rows of a picture in half blocks: nothing else, and nothing under, over or through it. */
const HALF_BLOCKS = /^[ ▀▄█]*$/;

/** Colours as programs choose them, and as pages tell theirs. */
const HEX_COLOR = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i;
const RGB_COLOR = /^rgb\((\d+), ?(\d+), ?(\d+)\)$/;

/** Pixels of the two halves of a row; 0 is see-through. */
interface Halves {
  readonly upper: Uint32Array;
  readonly lower: Uint32Array;
}

/**
 * Paints rows that are a picture in half blocks, as programs show images, pixel by pixel: such a row has two colours a
 * cell, each of which would be an order of its own to a canvas. One repaint of 200 × 60 cells has 24,000.
 */
export class RowPixels {
  readonly #box: BoxDrawing;
  readonly #probe: ColorProbe;
  #image: ImageData | undefined;

  constructor(box: BoxDrawing, probe: ColorProbe) {
    this.#box = box;
    this.#probe = probe;
  }

  /** @returns whether the row was painted; not where it shows anything else */
  paint(
    context: CanvasRenderingContext2D,
    runs: readonly TerminalRun[],
    { metrics, colors }: { readonly metrics: CellMetrics; readonly colors: TerminalColors },
  ): boolean {
    const { width, height } = context.canvas;
    const halves = this.#halvesOf(runs, { width, metrics, colors });
    if (!halves) return false;
    if (this.#image?.width !== width || this.#image.height !== height)
      this.#image = new ImageData(width, height);
    const pixels = new Uint32Array(this.#image.data.buffer);
    const upperHeight = this.#box.shape('▀')[0]?.height ?? metrics.cellHeight / 2;
    const middle = Math.round(upperHeight * metrics.devicePixelRatio);
    for (let y = 0; y < height; y += 1) pixels.set(y < middle ? halves.upper : halves.lower, y * width);
    context.putImageData(this.#image, 0, 0);
    return true;
  }

  #halvesOf(
    runs: readonly TerminalRun[],
    { width, metrics, colors }: { width: number; metrics: CellMetrics; colors: TerminalColors },
  ): Halves | undefined {
    const scale = metrics.cellWidth * metrics.devicePixelRatio;
    const upper = new Uint32Array(width);
    const lower = new Uint32Array(width);
    for (const run of runs) {
      const { text, background } = colorsOf(run, colors);
      const ink = this.#pixelOf(text);
      const paper = background === undefined ? 0 : this.#pixelOf(background);
      if (!isPlain(run) || ink === undefined || paper === undefined) return undefined;
      for (let i = 0; i < run.text.length; i += 1) {
        const character = run.invisible ? ' ' : run.text[i];
        const from = Math.round((run.x + i) * scale);
        const to = Math.round((run.x + i + 1) * scale);
        upper.fill(character === '▀' || character === '█' ? ink : paper, from, to);
        lower.fill(character === '▄' || character === '█' ? ink : paper, from, to);
      }
    }
    return { upper, lower };
  }

  /** A colour as canvases keep it: red is the byte that comes first, which is the lowest of the number. */
  #pixelOf(color: string): number | undefined {
    const resolved = this.#probe.resolve(color);
    const base = resolved.startsWith('#') ? 16 : 10;
    const found = (base === 16 ? HEX_COLOR : RGB_COLOR).exec(resolved);
    if (!found) return undefined;
    const [red, green, blue] = found.slice(1).map((part) => parseInt(part, base));
    return (0xff000000 | (blue! << 16) | (green! << 8) | red!) >>> 0;
  }
}

function isPlain({ text, dim, underline, strikethrough, overline }: TerminalRun): boolean {
  return !dim && underline === 'none' && !strikethrough && !overline && HALF_BLOCKS.test(text);
}
