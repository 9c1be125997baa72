import type { CellMetrics } from './cell-metrics.ts';

/**
 * Characters that are drawn and not printed; they stay in the text, unseen, to be copied.
 *
 * Box drawing and block elements (U+2500 to U+259F) reach to the edges of their cells, so that lines meet and
 * areas close in any font and at any size. The record sign ⏺ is what coding agents put before each step, in a
 * colour that says how it went: fonts have it as an emoji, whose colour is its own.
 */

const FIRST = 0x2500;
const FIRST_BLOCK = 0x2580;
const LAST = 0x259f;
const RECORD_SIGN = 0x23fa;

/** Arms of U+2500 to U+257F, up, right, down and left: 1 light, 2 heavy, 3 double. The others are no crossings. */
const ARMS =
  '0101020210102020................................0110021001200220' +
  '0011001200210022110012002100220010011002200120021110121021101120' +
  '2120221012202220101110122011102120212012102220220111011202110212' +
  '0121012202210222110111021201120221012102220122021111111212111212' +
  '211111212121211222111122122122121222212222212222................' +
  '0303303003100130033000130031003313003100330010033001300313103130' +
  '3330101330313033031301310333130331013303131331313333............' +
  '................000110000100001000022000020000200201102001022010';

/** A rectangle of a cell, CSS pixels; without a width or height it is as wide or high as the cell. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width?: number;
  readonly height?: number;
  /** What it is filled with, as a CSS image; the text's colour by default. */
  readonly image?: string;
}

/** What draws a string of such characters, as values of the CSS properties. */
export interface Background {
  readonly image: string;
  readonly position: string;
  readonly size: string;
}

/** Whether a character is drawn in place of being written. */
export function isDrawn(codePoint: number): boolean {
  return (codePoint >= FIRST && codePoint <= LAST) || codePoint === RECORD_SIGN;
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
  if (codePoint >= 0x256d && codePoint <= 0x2570) return arc(codePoint, metrics);
  if (codePoint >= 0x2571 && codePoint <= 0x2573) return diagonals(codePoint, metrics);
  if (codePoint >= 0x2591 && codePoint <= 0x2593) return [shade(codePoint)];
  if (codePoint >= FIRST_BLOCK) return blockRectangles(codePoint, metrics);
  return crossing(codePoint, metrics) ?? dashes(codePoint, metrics);
}

// --------------------------------------------------------------------------------------------- lines

interface Center {
  /** Left edge of a light vertical line and top edge of a light horizontal one. */
  readonly x: number;
  readonly y: number;
  /** Thickness of a light line; a heavy one has two, a double one is two with one between. */
  readonly light: number;
  /** How far a heavy line reaches to the left of, or above, a light one. */
  readonly reach: number;
}

function centerOf({ cellWidth, cellHeight, lineWidth, devicePixelRatio: ratio }: CellMetrics): Center {
  const snap = (length: number): number => Math.floor(length * ratio) / ratio;
  return {
    x: snap((cellWidth - lineWidth) / 2),
    y: snap((cellHeight - lineWidth) / 2),
    light: lineWidth,
    reach: snap(lineWidth / 2),
  };
}

interface Arms {
  readonly up: number;
  readonly right: number;
  readonly down: number;
  readonly left: number;
}

/**
 * Rectangles of a character made of arms from the centre.
 *
 * @returns `undefined` when it is not such a character
 */
export function crossing(codePoint: number, metrics: CellMetrics): readonly Rectangle[] | undefined {
  const digits = ARMS.slice(4 * (codePoint - FIRST), 4 * (codePoint - FIRST) + 4);
  if (digits === '' || digits.startsWith('.')) return undefined;
  const [up = 0, right = 0, down = 0, left = 0] = Array.from(digits, Number);
  const center = centerOf(metrics);
  // The upright arms are the level ones of the cell laid on its side.
  const upright = levelArms({ up: left, right: down, down: right, left: up }, metrics.cellHeight, {
    ...center,
    x: center.y,
    y: center.x,
  });
  return [
    ...levelArms({ up, right, down, left }, metrics.cellWidth, center),
    ...upright.map(({ x, y, width, height }) => ({
      x: y,
      y: x,
      ...(height !== undefined && { width: height }),
      ...(width !== undefined && { height: width }),
    })),
  ];
}

/** The arms to the left and right, each up to where it meets the upright ones. */
function levelArms({ up, right, down, left }: Arms, length: number, center: Center): Rectangle[] {
  const { x, y, light } = center;
  if (right === left && (right !== 3 || (up !== 3 && down !== 3))) {
    return linesOf(right, center).map(([from, to]) => ({ x: 0, y: y + from, height: to - from }));
  }
  const upright = Math.max(up, down);
  const lines = linesOf(upright || 1, center);
  const [first, last] = [lines[0]![0], lines.at(-1)![1]];
  /** Whether a line stops at the nearer of two upright lines: the farther one goes on past it. */
  const stopsShort = (weight: number, line: number): boolean =>
    upright === 3 && (weight === 3 ? (line === 0 ? up : down) > 0 : up > 0 && down > 0);
  return [
    ...linesOf(right, center).map(([from, to], line) => {
      const start = x + (stopsShort(right, line) ? light : first);
      return { x: start, y: y + from, width: length - start, height: to - from };
    }),
    ...linesOf(left, center).map(([from, to], line) => {
      const end = x + (stopsShort(left, line) ? 0 : last);
      return { x: 0, y: y + from, width: end, height: to - from };
    }),
  ];
}

/** From where to where each line of a weight reaches, counted from the start of a light one. */
function linesOf(weight: number, { light, reach }: Center): readonly (readonly [from: number, to: number])[] {
  if (weight === 0) return [];
  if (weight === 1) return [[0, light]];
  if (weight === 2) return [[-reach, 2 * light - reach]];
  return [
    [-light, 0],
    [light, 2 * light],
  ];
}

/** ┄ ┅ ┆ ┇ ┈ ┉ ┊ ┋ ╌ ╍ ╎ ╏: two, three or four dashes, heavy where odd, upright where bit 1 is set. */
function dashes(codePoint: number, metrics: CellMetrics): readonly Rectangle[] {
  const index = codePoint - FIRST;
  const count = index >= 0x4c ? 2 : index >= 0x08 ? 4 : 3;
  const isUpright = (index & 2) !== 0;
  const center = centerOf(metrics);
  const length = isUpright ? metrics.cellHeight : metrics.cellWidth;
  const [[from, to] = [0, 1]] = linesOf(index & 1 ? 2 : 1, center);
  return Array.from({ length: count }, (_, i) => {
    const start = (length * (i + 0.2)) / count;
    const size = (length * 0.6) / count;
    return isUpright
      ? { x: center.x + from, y: start, width: to - from, height: size }
      : { x: start, y: center.y + from, width: size, height: to - from };
  });
}

/** ╭ ╮ ╯ ╰: a quarter of a ring between two lines to the edges. */
function arc(codePoint: number, metrics: CellMetrics): readonly Rectangle[] {
  const { x, y, light } = centerOf(metrics);
  const { cellWidth, cellHeight } = metrics;
  const isRight = codePoint === 0x256d || codePoint === 0x2570;
  const isDown = codePoint <= 0x256e;
  const radius = Math.min(isRight ? cellWidth - x : x + light, isDown ? cellHeight - y : y + light);
  const middle = `${isRight ? '100%' : '0'} ${isDown ? '100%' : '0'}`;
  const inner = radius - light;
  const ring =
    `radial-gradient(circle at ${middle},transparent ${px(inner - 0.4)},currentColor ${px(inner + 0.1)},` +
    `currentColor ${px(radius - 0.1)},transparent ${px(radius + 0.4)})`;
  const [left, top] = [isRight ? x : x + light - radius, isDown ? y : y + light - radius];
  return [
    { x: left, y: top, width: radius, height: radius, image: ring },
    isRight
      ? { x: left + radius - light, y, width: cellWidth - left - radius + light, height: light }
      : { x: 0, y, width: left + light, height: light },
    isDown
      ? { x, y: top + radius - light, width: light, height: cellHeight - top - radius + light }
      : { x, y: 0, width: light, height: top + light },
  ];
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

// -------------------------------------------------------------------------------------------- blocks

/** ░ ▒ ▓ as even tones: a pattern of dots would flicker between sizes. */
function shade(codePoint: number): Rectangle {
  const tone = `color-mix(in srgb,currentColor ${25 * (codePoint - 0x2590)}%,transparent)`;
  return { x: 0, y: 0, image: `linear-gradient(${tone},${tone})` };
}

/** Quarters of U+2596 to U+259F: 1 upper left, 2 upper right, 4 lower left, 8 lower right. */
const QUARTERS = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14];

/** Rectangles of ▀ to ▐ and ▔ to ▟. */
function blockRectangles(codePoint: number, metrics: CellMetrics): readonly Rectangle[] {
  const { cellWidth: width, cellHeight: height, devicePixelRatio: ratio } = metrics;
  const snap = (length: number): number => Math.max(1, Math.round(length * ratio)) / ratio;
  const index = codePoint - FIRST_BLOCK;
  if (index === 0) return [{ x: 0, y: 0, height: snap(height / 2) }];
  if (index <= 8) return [bottom(snap((height * index) / 8))];
  if (index <= 0x0f) return [{ x: 0, y: 0, width: snap((width * (0x10 - index)) / 8) }];
  if (index === 0x10) return [{ x: snap(width / 2), y: 0, width: width - snap(width / 2) }];
  if (index === 0x14) return [{ x: 0, y: 0, height: snap(height / 8) }];
  if (index === 0x15) return [{ x: width - snap(width / 8), y: 0, width: snap(width / 8) }];
  const [middle, center] = [snap(width / 2), snap(height / 2)];
  const set = QUARTERS[index - 0x16] ?? 0;
  return [0, 1, 2, 3]
    .filter((quarter) => set & (1 << quarter))
    .map((quarter) => ({
      x: quarter & 1 ? middle : 0,
      y: quarter & 2 ? center : 0,
      width: quarter & 1 ? width - middle : middle,
      height: quarter & 2 ? height - center : center,
    }));

  function bottom(size: number): Rectangle {
    return { x: 0, y: height - Math.min(size, height), height: Math.min(size, height) };
  }
}
