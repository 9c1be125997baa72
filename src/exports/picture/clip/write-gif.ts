import { GifWriter } from 'omggif';
import { type Look, LOOKS, type ThemeName } from '../look.ts';
import { PictureError } from '../picture-error.ts';
import type { Shape } from '../picture.ts';
import type { Pixels, Rasteriser } from '../rasteriser.ts';
import { CELL } from '../terminal/draw-row.ts';
import { writeSvg } from '../write-svg.ts';
import type { Clip } from './clip.ts';
import { ColorTable } from './color-table.ts';

/** Pixels of all pictures of a GIF together. */
const MAX_PIXELS = 400_000_000;
/** Strips that are drawn at once: starting to draw costs as much as some of them. */
const STRIPS_AT_ONCE = 64;

/** How a GIF is drawn. */
export interface GifOptions {
  readonly rasteriser: Rasteriser;
  /** About how many pixels there are for one of the SVG: rows are whole pixels high. */
  readonly scale: number;
  /** What is behind the corners of the window. */
  readonly theme: ThemeName;
}

/**
 * Writes a clip as a GIF that plays again and again. A picture holds those rows alone that changed.
 *
 * @throws {PictureError} `clip-too-long`
 */
export function writeGif(clip: Clip, { rasteriser, scale, theme }: GifOptions): Uint8Array {
  const rowHeight = Math.max(1, Math.round(CELL.cellHeight * scale));
  const zoom = rowHeight / CELL.cellHeight;
  const { frame, frames } = clip;
  checkSize(frame.width * zoom * (frame.height * zoom) * frames.length);
  const base = drawBase(clip, rasteriser, { zoom, look: LOOKS[theme] });
  const strips = drawStrips(clip, rasteriser, { zoom, rowHeight });
  const table = new ColorTable([base, ...strips]);
  const [left, top] = [Math.round(frame.left * zoom), Math.round(frame.top * zoom)];
  const indexed = strips.map((strip) => table.indexed(strip));
  const bytes: number[] = [];
  const gif = new GifWriter(bytes, base.width, base.height, { palette: [...table.colors], loop: 0 });
  const width = Math.min(strips[0]?.width ?? 0, base.width - left);
  let before: readonly number[] | undefined;
  for (const { strips: shown, length } of frames) {
    // Rows that a smaller screen does not have show nothing.
    const rows = Array.from({ length: clip.rows }, (_, y) => shown[y] ?? strips.length - 1);
    const delay = Math.round(length / 10);
    const place = before ? changedRows(before, rows) : { first: 0, count: clip.rows };
    const pixels = stack(rows.slice(place.first, place.first + place.count), indexed, {
      width,
      rowHeight,
      stripWidth: strips[0]!.width,
    });
    if (before) addFrame(gif, { left, top: top + place.first * rowHeight, width, pixels, delay });
    else {
      const whole = withCells(table.indexed(base), base.width, pixels, { left, top, width });
      addFrame(gif, { left: 0, top: 0, width: base.width, pixels: whole, delay });
    }
    before = rows;
  }
  return Uint8Array.from(bytes.slice(0, gif.end()));
}

/** One picture of a GIF, or a part of it. */
interface GifFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly pixels: Uint8Array;
  /** Hundredths of a second. */
  readonly delay: number;
}

function addFrame(gif: GifWriter, { left, top, width, pixels, delay }: GifFrame): void {
  // It reads any list of numbers; its types know of arrays only.
  const list = pixels as unknown as number[];
  gif.addFrame(left, top, width, pixels.length / width, list, { delay });
}

function checkSize(pixels: number): void {
  if (pixels <= MAX_PIXELS) return;
  throw new PictureError(
    'clip-too-long',
    `the clip has ${Math.round(pixels / 1e6)} million pixels in all its pictures, at most ${MAX_PIXELS / 1e6} are drawn: choose a shorter stretch, a smaller --scale, or SVG`,
  );
}

/** The window without anything in it, on the ground of a page. */
function drawBase(
  { frame, window, title, description }: Clip,
  rasteriser: Rasteriser,
  { zoom, look }: { readonly zoom: number; readonly look: Look },
): Pixels {
  const { width, height } = frame;
  const page: Shape = { kind: 'rectangle', x: 0, y: 0, width, height, fill: look.background };
  const picture = { width, height, title, description, shapes: [page, ...window] };
  return rasteriser.pixels(writeSvg(picture, rasteriser.fonts), zoom);
}

/** Every strip of a clip as pixels, and behind them one with nothing on it. */
function drawStrips(
  { strips, cols, background }: Clip,
  rasteriser: Rasteriser,
  { zoom, rowHeight }: { readonly zoom: number; readonly rowHeight: number },
): Pixels[] {
  const width = cols * CELL.cellWidth;
  const all = [...strips, []];
  const drawn: Pixels[] = [];
  for (let start = 0; start < all.length; start += STRIPS_AT_ONCE) {
    const some = all.slice(start, start + STRIPS_AT_ONCE);
    const height = some.length * CELL.cellHeight;
    const shapes: Shape[] = [
      { kind: 'rectangle', x: 0, y: 0, width, height, fill: background },
      ...some.map((strip, i): Shape => ({ kind: 'group', x: 0, y: i * CELL.cellHeight, shapes: strip })),
    ];
    const svg = writeSvg({ width, height, title: '', description: '', shapes }, rasteriser.fonts);
    const { data, width: columns } = rasteriser.pixels(svg, zoom);
    const size = columns * rowHeight * 4;
    some.forEach((_, i) => {
      drawn.push({ width: columns, height: rowHeight, data: data.slice(i * size, (i + 1) * size) });
    });
  }
  return drawn;
}

/** From the first to the last row that is another one. */
function changedRows(
  before: readonly number[],
  after: readonly number[],
): { readonly first: number; readonly count: number } {
  const isOther = (strip: number, y: number): boolean => strip !== before[y];
  const first = Math.max(0, after.findIndex(isOther));
  return { first, count: Math.max(0, after.findLastIndex(isOther) - first) + 1 };
}

/** Strips below each other. */
function stack(
  rows: readonly number[],
  indexed: readonly Uint8Array[],
  {
    width,
    rowHeight,
    stripWidth,
  }: { readonly width: number; readonly rowHeight: number; readonly stripWidth: number },
): Uint8Array {
  const pixels = new Uint8Array(width * rowHeight * rows.length);
  rows.forEach((strip, y) => {
    for (let line = 0; line < rowHeight; line += 1) {
      const from = indexed[strip]!.subarray(line * stripWidth, line * stripWidth + width);
      pixels.set(from, (y * rowHeight + line) * width);
    }
  });
  return pixels;
}

function withCells(
  base: Uint8Array,
  baseWidth: number,
  cells: Uint8Array,
  { left, top, width }: { readonly left: number; readonly top: number; readonly width: number },
): Uint8Array {
  for (let y = 0; y * width < cells.length; y += 1)
    base.set(cells.subarray(y * width, (y + 1) * width), (top + y) * baseWidth + left);
  return base;
}
