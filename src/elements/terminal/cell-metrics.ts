/** Sizes of the grid, CSS pixels. Cells are whole device pixels wide and high, so that nothing between them is blurred. */
export interface CellMetrics {
  readonly fontSize: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Thickness of a light line of box drawing. */
  readonly lineWidth: number;
  readonly devicePixelRatio: number;
}

/**
 * `width`: the columns fill the width. `both`: the rows also fit the height. `all`: every column is in view, however
 * small the text gets. `none`: text has its normal size.
 */
export type Fit = 'width' | 'both' | 'all' | 'none';

/** What cells are to fit, in CSS pixels. */
export interface FitRequest {
  readonly cols: number;
  readonly rows: number;
  /** Space for the cells. */
  readonly width: number;
  readonly height: number;
  readonly fit: Fit;
  /** How much larger than it would be the text is to be; 1 leaves it as it is. */
  readonly zoom: number;
  /** Font size with `none`, and the smallest and largest otherwise. */
  readonly fontSize: { readonly normal: number; readonly smallest: number; readonly largest: number };
  /** Advance of one character in font size 1. */
  readonly advance: number;
  readonly devicePixelRatio: number;
}

const LINE_HEIGHT = 1.3;
/** Below this the height is not made to fit any more: scrolling is better than small print. */
const COMFORTABLE_FONT_SIZE = 11;
/** Sizes that nothing goes beyond, with `all` and by zooming. */
const SMALLEST_FONT_SIZE = 4;
const LARGEST_FONT_SIZE = 64;
/** Characters stand at most this much closer than the font has them; a smaller font reads better than a tighter one. */
const MAX_SQUEEZE = 1.06;

/** Chooses a font size by which the terminal fits its box, and the grid that goes with it. */
export function fitCells(request: FitRequest): CellMetrics {
  const { cols, advance, devicePixelRatio: ratio } = request;
  const smallest = request.fit === 'all' ? SMALLEST_FONT_SIZE : request.fontSize.smallest;
  const wanted = zoomed(chooseFontSize(request, smallest), request.zoom);
  const toDevice = (length: number, round: (value: number) => number): number =>
    Math.max(1, round(length * ratio)) / ratio;
  // Rounding up may cost the last column its place. At the smallest size it has none anyway.
  const rounded = toDevice(wanted * advance, Math.round);
  const scrolls = request.fit === 'none' || request.zoom !== 1 || wanted <= smallest;
  const fits = scrolls || rounded * cols <= request.width;
  const cellWidth = fits ? rounded : toDevice(wanted * advance, Math.floor);
  const loose = Math.min(wanted, (cellWidth * MAX_SQUEEZE) / advance);
  const fontSize = fits ? wanted : Math.max(smallest, loose);
  const cellHeight = toDevice(fontSize * LINE_HEIGHT, Math.round);
  return {
    fontSize,
    cellWidth,
    cellHeight,
    lineWidth: toDevice(fontSize / 14, Math.round),
    devicePixelRatio: ratio,
  };
}

function chooseFontSize(request: FitRequest, smallest: number): number {
  const { cols, rows, width, height, fit, fontSize, advance } = request;
  if (fit === 'none') return fontSize.normal;
  const byWidth = width / (cols * advance);
  const byHeight = fit === 'both' ? Math.max(COMFORTABLE_FONT_SIZE, height / (rows * LINE_HEIGHT)) : Infinity;
  const wanted = Math.min(byWidth, byHeight, fontSize.largest);
  // Tenths: a box that grows by a pixel does not reflow every character.
  return Math.max(smallest, Math.floor(wanted * 10) / 10);
}

function zoomed(fontSize: number, zoom: number): number {
  if (zoom === 1) return fontSize;
  return Math.min(LARGEST_FONT_SIZE, Math.max(SMALLEST_FONT_SIZE, fontSize * zoom));
}
