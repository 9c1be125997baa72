import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type * as Resvg from '@resvg/resvg-wasm';
import type { Rasteriser } from '../../exports/index.ts';
import { CliError } from '../errors.ts';

/** Fonts that come with the package as optional dependencies, and what of a picture needs them: reading one takes time. */
const FONTS: readonly (readonly [file: string, ...needs: ((svg: string) => boolean)[]])[] = [
  ['@fontsource/lato/files/lato-latin-400-normal.woff2', hasSans],
  ['@fontsource/lato/files/lato-latin-700-normal.woff2', hasSans, isBold],
  ['@fontsource/lato/files/lato-latin-ext-400-normal.woff2', hasSans, hasMoreLatin],
  ['@fontsource/lato/files/lato-latin-ext-700-normal.woff2', hasSans, hasMoreLatin, isBold],
  ['@fontsource/dejavu-sans/files/dejavu-sans-latin-400-normal.woff2', hasOthers],
  ['@fontsource/dejavu-sans/files/dejavu-sans-latin-700-normal.woff2', hasSans, hasOthers, isBold],
  ['@fontsource/dejavu-mono/files/dejavu-mono-latin-400-normal.woff2', hasMono],
  ['@fontsource/dejavu-mono/files/dejavu-mono-latin-700-normal.woff2', hasMono, isBold],
  ['@fontsource/dejavu-mono/files/dejavu-mono-latin-400-italic.woff2', hasMono, isItalic],
  ['@fontsource/dejavu-mono/files/dejavu-mono-latin-700-italic.woff2', hasMono, isBold, isItalic],
];

/** Their names, without quotation marks, which resvg takes for a part of them. */
const FAMILIES = { mono: 'DejaVu Sans Mono', sans: 'Lato' };

function hasSans(svg: string): boolean {
  return svg.includes(`"${FAMILIES.sans}"`);
}
function hasMono(svg: string): boolean {
  return svg.includes(`"${FAMILIES.mono}"`);
}
function isBold(svg: string): boolean {
  return svg.includes('font-weight="bold"');
}
function isItalic(svg: string): boolean {
  return svg.includes('font-style="italic"');
}
function hasMoreLatin(svg: string): boolean {
  return /[\u0100-\u024f\u1e00-\u1eff]/.test(svg);
}
/** Characters that Lato does not have. */
function hasOthers(svg: string): boolean {
  return /[^\n -\u024f\u1e00-\u1eff\u2013\u2014\u2018-\u201e\u2026\u20ac\u2212]/.test(svg);
}

/**
 * What makes pixels of SVG: resvg as WebAssembly, with the fonts of the package and no others, so that the same session
 * gives the same picture on every computer.
 *
 * @param own - paths of fonts that are asked first where those of the package lack a character
 * @throws {CliError} `picture-parts-missing` when the optional dependencies are not installed
 */
export async function loadRasteriser(own: readonly string[] = []): Promise<Rasteriser> {
  const { initWasm, Resvg: Drawing } = await whenInstalled(() => import('@resvg/resvg-wasm'));
  const wasm = await whenInstalled(() => readPart('@resvg/resvg-wasm/index_bg.wasm'));
  await (started ??= initWasm(wasm));
  const fonts = await whenInstalled(() =>
    Promise.all(FONTS.map(async ([file, ...needs]) => ({ bytes: await readPart(file), needs }))),
  );
  const added = await Promise.all(own.map(async (path) => new Uint8Array(await readFile(path))));
  const draw = <T>(svg: string, zoom: number, read: (image: Image) => T): T => {
    const fontBuffers = [
      ...fonts.filter(({ needs }) => needs.every((isNeeded) => isNeeded(svg))).map(({ bytes }) => bytes),
      ...added,
    ];
    const drawing = new Drawing(svg, {
      fitTo: { mode: 'zoom', value: zoom },
      font: { fontBuffers, defaultFontFamily: FAMILIES.sans },
    });
    const image = drawing.render();
    try {
      return read(image);
    } finally {
      image.free();
      drawing.free();
    }
  };
  return {
    fonts: FAMILIES,
    pixels: (svg, zoom) => draw(svg, zoom, ({ width, height, pixels }) => ({ width, height, data: pixels })),
    png: (svg, zoom) => draw(svg, zoom, (image) => image.asPng()),
  };
}

type Image = ReturnType<InstanceType<typeof Resvg.Resvg>['render']>;

/** WebAssembly is started once a process. */
let started: Promise<void> | undefined;

async function readPart(file: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(fileURLToPath(import.meta.resolve(file))));
}

async function whenInstalled<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw new CliError(
      'picture-parts-missing',
      'PNG and GIF need optional dependencies of this package, which are not installed: npm install @resvg/resvg-wasm ' +
        '@fontsource/dejavu-mono @fontsource/dejavu-sans @fontsource/lato; SVG needs nothing',
      { cause },
    );
  }
}
