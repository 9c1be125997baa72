import type { Fonts } from './look.ts';

/** Pixels, rows from the top, four bytes each: red, green, blue and how much covers what is behind. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * Draws SVG. This layer has none: what draws letters needs fonts, which are files, and is large. The command line brings
 * one along.
 */
export interface Rasteriser {
  /** The families that it has; SVG for it names these. */
  readonly fonts: Fonts;
  /** @param zoom - pixels for one of the picture */
  pixels(svg: string, zoom: number): Pixels;
  /** The same as a PNG file. */
  png(svg: string, zoom: number): Uint8Array;
}

/** Pixels of one picture: what browsers and pages still show at once. */
export const MAX_PIXELS = 40_000_000;
