import {
  arcOf,
  type CellArc,
  cellRectangles,
  type CellRectangle,
  RECORD_SIGN,
  shadeOf,
} from '../../state/index.ts';
import type { CellMetrics } from './cell-metrics.ts';

/** A part of a drawn character (see `isDrawn`), CSS pixels. */
export interface Rectangle extends CellRectangle {
  /** What it is filled with, as a CSS image; the text's colour by default. */
  readonly image?: string;
}

/** What draws a string of such characters, as values of the CSS properties. */
export interface Background {
  readonly image: string;
  readonly position: string;
  readonly size: string;
}

/** Draws strings of such characters as backgrounds: one element for a string, however many characters it has. */
export class BoxDrawing {
  readonly #shapes = new Map<string, readonly Rectangle[]>();
  #metrics: CellMetrics | undefined;

  /** Takes the size of cells that characters are drawn in from now on. */
  resize(metrics: CellMetrics): void {
    this.#metrics = metrics;
    this.#shapes.clear();
  }

  /** The backgrounds for an element as wide as the characters' cells. Only after `resize`. */
  background(characters: readonly string[]): Background {
    const metrics = this.#metrics!;
    const parts: Part[] = [];
    // By height on the cell: the newest part there, which the next character may go on with.
    const open = new Map<string, Part>();
    characters.forEach((character, i) => {
      for (const { x, y, width, height, image = SOLID } of this.shape(character)) {
        const start = i * metrics.cellWidth + x;
        const end = start + (width ?? metrics.cellWidth - x);
        const level = `${y} ${height ?? ''} ${image}`;
        const before = image.startsWith('radial') ? undefined : open.get(level);
        if (before && start <= before.end + TOUCHING && !image.includes('50%')) {
          before.end = Math.max(before.end, end);
          continue;
        }
        const part = { start, end, y, height: height ?? metrics.cellHeight, image };
        parts.push(part);
        open.set(level, part);
      }
    });
    return {
      image: parts.map(({ image }) => image).join(),
      position: parts.map(({ start, y }) => `${px(start)} ${px(y)}`).join(),
      size: parts.map(({ start, end, height }) => `${px(end - start)} ${px(height)}`).join(),
    };
  }

  /** What one character consists of, from left to right. Only after `resize`. */
  shape(character: string): readonly Rectangle[] {
    const metrics = this.#metrics!;
    let shape = this.#shapes.get(character);
    if (!shape) {
      // From left to right, so that each part can only go on with one before it.
      shape = shapeOf(character.codePointAt(0)!, metrics).toSorted((a, b) => a.x - b.x);
      this.#shapes.set(character, shape);
    }
    return shape;
  }
}

const SOLID = 'linear-gradient(currentColor,currentColor)';

const px = (length: number): string => `${Number(length.toFixed(3))}px`;

/** A rectangle of a string of characters: lines that go on from one to the next are one, without a seam. */
interface Part {
  readonly start: number;
  end: number;
  readonly y: number;
  readonly height: number;
  readonly image: string;
}

/** CSS pixels between parts that meet. */
const TOUCHING = 0.01;

/** What one character consists of. */
export function shapeOf(codePoint: number, metrics: CellMetrics): readonly Rectangle[] {
  if (codePoint === RECORD_SIGN) return [disc(metrics)];
  if (codePoint >= 0x2571 && codePoint <= 0x2573) return diagonals(codePoint, metrics);
  if (shadeOf(codePoint) > 0) return [shade(codePoint)];
  const arc = arcOf(codePoint, metrics);
  return arc ? ringOf(arc, metrics) : cellRectangles(codePoint, metrics);
}

function ringOf(
  { x, y, radius, isRight, isDown, legs }: CellArc,
  { lineWidth }: CellMetrics,
): readonly Rectangle[] {
  const middle = `${isRight ? '100%' : '0'} ${isDown ? '100%' : '0'}`;
  const inner = radius - lineWidth;
  const image =
    `radial-gradient(circle at ${middle},transparent ${px(inner - 0.4)},currentColor ${px(inner + 0.1)},` +
    `currentColor ${px(radius - 0.1)},transparent ${px(radius + 0.4)})`;
  return [{ x, y, width: radius, height: radius, image }, ...legs];
}

function diagonals(
  codePoint: number,
  { cellWidth, cellHeight, lineWidth }: CellMetrics,
): readonly Rectangle[] {
  const [from, to] = [`calc(50% - ${px(lineWidth * 0.7)})`, `calc(50% + ${px(lineWidth * 0.7)})`];
  const stroke = (direction: string): Rectangle => ({
    ...{ x: 0, y: 0, width: cellWidth, height: cellHeight },
    image: `linear-gradient(to ${direction},transparent ${from},currentColor ${from} ${to},transparent ${to})`,
  });
  const strokes: Rectangle[] = [];
  if (codePoint !== 0x2572) strokes.push(stroke('bottom right'));
  if (codePoint !== 0x2571) strokes.push(stroke('bottom left'));
  return strokes;
}

function disc({ cellWidth, cellHeight }: CellMetrics): Rectangle {
  const radius = Math.min(cellWidth, cellHeight) * 0.45;
  const image = `radial-gradient(circle,currentColor ${px(radius - 0.5)},transparent ${px(radius + 0.2)})`;
  return { x: 0, y: 0, width: cellWidth, height: cellHeight, image };
}

function shade(codePoint: number): Rectangle {
  const tone = `color-mix(in srgb,currentColor ${100 * shadeOf(codePoint)}%,transparent)`;
  return { x: 0, y: 0, image: `linear-gradient(${tone},${tone})` };
}
