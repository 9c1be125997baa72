/**
 * What characters look like that are drawn and not printed, as rectangles in a cell.
 *
 * Box drawing and block elements (U+2500 to U+259F) reach to the edges of their cells, so that lines meet and
 * areas close in any font and at any size. The record sign ⏺ is what coding agents put before each step, in a
 * colour that says how it went: fonts have it as an emoji, whose colour is its own.
 */

/** A cell that shapes are drawn in, in pixels of any kind. */
export interface CellSize {
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Thickness of a light line of box drawing. */
  readonly lineWidth: number;
  /** Of these pixels to those that edges are to lie on. */
  readonly devicePixelRatio: number;
}

/** A rectangle of a cell; without a width or height it is as wide or high as the cell. */
export interface CellRectangle {
  readonly x: number;
  readonly y: number;
  readonly width?: number;
  readonly height?: number;
}

const FIRST = 0x2500;
const FIRST_BLOCK = 0x2580;
const LAST = 0x259f;
/** ⏺ */
export const RECORD_SIGN = 0x23fa;

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

/** Whether a character is drawn in place of being written. */
export function isDrawn(codePoint: number): boolean {
  return (codePoint >= FIRST && codePoint <= LAST) || codePoint === RECORD_SIGN;
}

/** The rectangles of a character; none for those that are no rectangles: arcs, diagonals, shades and the record sign. */
export function cellRectangles(codePoint: number, cell: CellSize): readonly CellRectangle[] {
  if (codePoint >= 0x256d && codePoint <= 0x2573) return [];
  if (codePoint === RECORD_SIGN || shadeOf(codePoint) > 0) return [];
  if (codePoint >= FIRST_BLOCK) return blockRectangles(codePoint, cell);
  return crossing(codePoint, cell) ?? dashes(codePoint, cell);
}

/** How much of the cell ░ ▒ ▓ cover, 0 to 1; 0 for others. They are even tones: a pattern of dots would flicker between sizes. */
export function shadeOf(codePoint: number): number {
  return codePoint >= 0x2591 && codePoint <= 0x2593 ? (codePoint - 0x2590) / 4 : 0;
}

/** ╭ ╮ ╯ ╰: a quarter of a ring as thick as a light line, and the two lines from it to the edges. */
export interface CellArc {
  /** The square that the quarter fills. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Where in the square the ring has its middle: on the right (or left), and at the bottom (or top). */
  readonly isRight: boolean;
  readonly isDown: boolean;
  readonly legs: readonly CellRectangle[];
}

/** The arc of a character; `undefined` when it is none. */
export function arcOf(codePoint: number, cell: CellSize): CellArc | undefined {
  if (codePoint < 0x256d || codePoint > 0x2570) return undefined;
  const { x, y, light } = centerOf(cell);
  const { cellWidth, cellHeight } = cell;
  const isRight = codePoint === 0x256d || codePoint === 0x2570;
  const isDown = codePoint <= 0x256e;
  const radius = Math.min(isRight ? cellWidth - x : x + light, isDown ? cellHeight - y : y + light);
  const [left, top] = [isRight ? x : x + light - radius, isDown ? y : y + light - radius];
  return {
    x: left,
    y: top,
    radius,
    isRight,
    isDown,
    legs: [
      isRight
        ? { x: left + radius - light, y, width: cellWidth - left - radius + light, height: light }
        : { x: 0, y, width: left + light, height: light },
      isDown
        ? { x, y: top + radius - light, width: light, height: cellHeight - top - radius + light }
        : { x, y: 0, width: light, height: top + light },
    ],
  };
}

interface Center {
  /** Left edge of a light vertical line and top edge of a light horizontal one. */
  readonly x: number;
  readonly y: number;
  /** Thickness of a light line; a heavy one has two, a double one is two with one between. */
  readonly light: number;
  /** How far a heavy line reaches to the left of, or above, a light one. */
  readonly reach: number;
}

function centerOf({ cellWidth, cellHeight, lineWidth, devicePixelRatio: ratio }: CellSize): Center {
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
export function crossing(codePoint: number, cell: CellSize): readonly CellRectangle[] | undefined {
  const digits = ARMS.slice(4 * (codePoint - FIRST), 4 * (codePoint - FIRST) + 4);
  if (digits === '' || digits.startsWith('.')) return undefined;
  const [up = 0, right = 0, down = 0, left = 0] = Array.from(digits, Number);
  const center = centerOf(cell);
  // The upright arms are the level ones of the cell laid on its side.
  const upright = levelArms({ up: left, right: down, down: right, left: up }, cell.cellHeight, {
    ...center,
    x: center.y,
    y: center.x,
  });
  return [
    ...levelArms({ up, right, down, left }, cell.cellWidth, center),
    ...upright.map(({ x, y, width, height }) => ({
      x: y,
      y: x,
      ...(height !== undefined && { width: height }),
      ...(width !== undefined && { height: width }),
    })),
  ];
}

/** The arms to the left and right, each up to where it meets the upright ones. */
function levelArms({ up, right, down, left }: Arms, length: number, center: Center): CellRectangle[] {
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
function dashes(codePoint: number, cell: CellSize): readonly CellRectangle[] {
  const index = codePoint - FIRST;
  const count = index >= 0x4c ? 2 : index >= 0x08 ? 4 : 3;
  const isUpright = (index & 2) !== 0;
  const center = centerOf(cell);
  const length = isUpright ? cell.cellHeight : cell.cellWidth;
  const [[from, to] = [0, 1]] = linesOf(index & 1 ? 2 : 1, center);
  return Array.from({ length: count }, (_, i) => {
    const start = (length * (i + 0.2)) / count;
    const size = (length * 0.6) / count;
    return isUpright
      ? { x: center.x + from, y: start, width: to - from, height: size }
      : { x: start, y: center.y + from, width: size, height: to - from };
  });
}

/** Quarters of U+2596 to U+259F: 1 upper left, 2 upper right, 4 lower left, 8 lower right. */
const QUARTERS = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14];

/** Rectangles of ▀ to ▐ and ▔ to ▟. */
function blockRectangles(codePoint: number, cell: CellSize): readonly CellRectangle[] {
  const { cellWidth: width, cellHeight: height, devicePixelRatio: ratio } = cell;
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

  function bottom(size: number): CellRectangle {
    return { x: 0, y: height - Math.min(size, height), height: Math.min(size, height) };
  }
}
