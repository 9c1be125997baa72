import type { ExportInput, ExportOptions } from '../../export-format.ts';
import { PictureError } from '../picture-error.ts';
import { readClip } from './read-clip.ts';
import { writeAnimatedSvg } from './write-animated-svg.ts';

/**
 * A stretch of a terminal as an SVG that plays.
 *
 * @throws {PictureError} what `readClip` and `writeAnimatedSvg` give
 */
export async function* exportAnimatedSvg(
  { session }: ExportInput,
  { from, to, terminal, signal }: ExportOptions,
): AsyncGenerator<string> {
  yield writeAnimatedSvg(await readClip(session, { from, to, signal, terminal }));
}

/**
 * A stretch of a terminal as a GIF.
 *
 * @throws {PictureError} `no-rasteriser`; what `readClip` and `writeGif` give
 */
export async function* exportGif(
  { session }: ExportInput,
  { from, to, terminal, signal, picture }: ExportOptions,
): AsyncGenerator<Uint8Array> {
  if (!picture?.rasteriser)
    throw new PictureError('no-rasteriser', 'a GIF is made of pixels: it needs a rasteriser that draws them');
  const { rasteriser, scale = 1, theme = 'light' } = picture;
  const clip = await readClip(session, { from, to, signal, terminal });
  const { writeGif } = await import('./write-gif.ts');
  yield writeGif(clip, { rasteriser: await rasteriser(), scale, theme });
}
