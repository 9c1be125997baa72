import { VIEWER_FONTS } from '../look.ts';
import { PictureError } from '../picture-error.ts';
import { CELL } from '../terminal/draw-row.ts';
import { number, shapesText, wrapSvg } from '../write-svg.ts';
import type { Clip } from './clip.ts';

/** Characters of an animated SVG: pages that show pictures of others do not take larger ones. */
const MAX_SIZE = 10_000_000;

/**
 * Writes a clip as an SVG that plays by CSS alone, also as an `<img>`: all its pictures below each other, of which a
 * window shows one. Whoever wants less motion sees the last one.
 *
 * @throws {PictureError} `clip-too-long`
 */
export function writeAnimatedSvg(clip: Clip): string {
  const { frame, cols, rows, frames, strips } = clip;
  const [width, height] = [cols * CELL.cellWidth, rows * CELL.cellHeight];
  const defined = strips
    .map((shapes, i) =>
      shapes.length === 0 ? '' : `<g id="s${i}">\n${shapesText(shapes, VIEWER_FONTS)}\n</g>\n`,
    )
    .join('');
  const film = frames.map(({ strips: shown }, i) => filmFrame(shown, i * height, strips)).join('');
  const content =
    `<style>${styleOf(clip, height)}</style>\n<defs>\n${defined}</defs>\n${shapesText(clip.window, VIEWER_FONTS)}\n` +
    `<svg x="${number(frame.left)}" y="${number(frame.top)}" width="${number(width)}" height="${number(height)}" overflow="hidden">\n` +
    `<g class="film">\n${film}</g>\n</svg>\n`;
  if (content.length > MAX_SIZE)
    throw new PictureError(
      'clip-too-long',
      `the clip would be an SVG of ${Math.ceil(content.length / 1e6)} MB, at most ${MAX_SIZE / 1e6} are written: choose a shorter stretch`,
    );
  return wrapSvg({ ...frame, title: clip.title, description: clip.description }, content);
}

function filmFrame(shown: readonly number[], top: number, strips: Clip['strips']): string {
  const rows = shown.map((strip, y) =>
    strips[strip]!.length === 0 ? '' : `<use href="#s${strip}" y="${number(y * CELL.cellHeight)}"/>`,
  );
  return `<g transform="translate(0 ${number(top)})">${rows.join('')}</g>\n`;
}

function styleOf({ frames }: Clip, height: number): string {
  const total = frames.reduce((sum, { length }) => sum + length, 0);
  const place = (index: number): string => `{transform:translateY(${-index * height}px)}`;
  let time = 0;
  const steps = frames.map(({ length }, i) => {
    const step = `${((100 * time) / total).toFixed(3)}%${place(i)}`;
    time += length;
    return step;
  });
  return (
    `@keyframes play{${steps.join('')}100%${place(frames.length - 1)}}` +
    `.film{animation:play ${(total / 1000).toFixed(2)}s step-end infinite}` +
    `@media (prefers-reduced-motion:reduce){.film{animation:none;transform:translateY(${-(frames.length - 1) * height}px)}}`
  );
}
