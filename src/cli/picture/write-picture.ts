import { extname } from 'node:path';
import { Option, type Command } from 'commander';
import { MAX_PIXELS, PictureError, writeSvg, type Picture, type ThemeName } from '../../exports/index.ts';
import type { CommandContext } from '../command-context.ts';
import { CliError } from '../errors.ts';
import { writeOutput } from '../output-file.ts';
import { formatSize } from '../output.ts';
import { loadRasteriser } from './rasteriser.ts';

/** The options that all pictures have. */
export interface PictureOptions {
  readonly output?: string;
  readonly theme: ThemeName;
  readonly scale: number;
  readonly font?: readonly string[];
  readonly force?: boolean;
}

/** Pixels for one of a picture's, in PNG and GIF. */
const SCALE = { least: 0.25, most: 4 };

/** Adds the options that all pictures have. */
export function addPictureOptions(command: Command, byDefault: string): Command {
  command.option(
    '-o, --output <file>',
    `where to: .svg or .png; "-" is stdout, as SVG (default: ${byDefault})`,
  );
  return addDrawingOptions(command, 'PNG', 2).option('--force', 'replace the output if it exists');
}

/** Adds how something is drawn, and how pixels are made of it. */
export function addDrawingOptions(command: Command, pixels: 'PNG' | 'GIF', scale: number): Command {
  return command
    .addOption(
      new Option('--theme <name>', 'light or dark; terminals are dark in both')
        .choices(['light', 'dark'])
        .default('light'),
    )
    .option('--scale <number>', `of ${pixels}: pixels for one of the SVG, 0.25 to 4`, parseScale, scale)
    .option(
      '--font <file>',
      `of ${pixels}: a font for characters that those of the package lack; may be repeated`,
      (path: string, before: readonly string[] | undefined) => [...(before ?? []), path],
    );
}

function parseScale(text: string): number {
  const scale = Number(text);
  if (text.trim() !== '' && scale >= SCALE.least && scale <= SCALE.most) return scale;
  throw new CliError('usage', `--scale ${text}: a number from ${SCALE.least} to ${SCALE.most}`);
}

/** Which of the two a file is to be, by its name. */
function kindOf(path: string): 'svg' | 'png' {
  const extension = extname(path).toLowerCase();
  if (path === '-' || extension === '.svg') return 'svg';
  if (extension === '.png') return 'png';
  throw new CliError('usage', `${path}: a picture is an .svg or a .png`);
}

/**
 * Writes a picture where the options say.
 *
 * @param make - draws it
 * @throws {CliError} `usage`, `picture-parts-missing`
 */
export async function writePicture(
  target: string,
  options: PictureOptions,
  { output }: CommandContext,
  make: () => Promise<Picture>,
): Promise<void> {
  const kind = kindOf(target);
  const rasteriser = kind === 'png' ? await loadRasteriser(options.font) : undefined;
  const picture = await make();
  const svg = writeSvg(picture, rasteriser?.fonts);
  if (rasteriser) {
    checkSize(picture, options.scale);
    if (!options.font && FOREIGN.test(svg)) output.note(FOREIGN_ADVICE);
  }
  const bytes = rasteriser ? rasteriser.png(svg, options.scale) : new TextEncoder().encode(svg);
  await writeOutput(target, { force: options.force ?? false, output }, async (sink) => {
    await sink.write(bytes);
  });
  if (target !== '-') output.data(`${target}  ${formatSize(bytes.length)}`);
}

function checkSize({ width, height }: Picture, scale: number): void {
  const pixels = width * scale * (height * scale);
  if (pixels > MAX_PIXELS)
    throw new PictureError(
      'picture-too-large',
      `the picture has ${Math.round(pixels / 1e6)} million pixels, at most ${MAX_PIXELS / 1e6} are drawn: choose a smaller --scale, or SVG`,
    );
}

/** Characters that the fonts of the package do not have. */
export const FOREIGN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u;
/** What to do where there are some. */
export const FOREIGN_ADVICE =
  'the fonts of the package have no Chinese, Japanese or Korean characters and few emoji: --font names one that has; SVG takes those of whoever looks at it';
