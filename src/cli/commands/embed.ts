import { basename } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { openSession } from '../../reading/index.ts';
import type { CommandContext } from '../command-context.ts';
import { discoveryCode, frameCode, oembedAnswer, type Thumbnail } from '../embed/embed-code.ts';
import { addSecretOptions, withArchive, type SecretOptions } from '../encryption/open-archive.ts';
import { CliError } from '../errors.ts';
import { writeOutput } from '../output-file.ts';

interface EmbedOptions extends SecretOptions {
  readonly url: URL;
  readonly page: URL;
  readonly oembed?: string;
  readonly thumbnail?: URL;
  readonly thumbnailSize?: Pick<Thumbnail, 'width' | 'height'>;
  readonly force?: boolean;
}

/** `reprise embed FILE` */
export function embedCommand(context: CommandContext): Command {
  const command = new Command('embed')
    .description('print the line of HTML that shows an archive in a page, in a sandboxed frame')
    .argument('<file>', 'the archive, for its title; nothing is sent anywhere')
    .requiredOption(
      '--url <address>',
      'where the archive is on the web, with #t= or #k= as it is to be used',
      parseAddress,
    )
    .requiredOption('--page <address>', 'where embed.html is on the web', parseAddress)
    .option('--oembed <file>', 'write the oEmbed answer, to lie beside the archive, and print its link')
    .option('--thumbnail <address>', 'in the oEmbed answer: a picture of the session', parseAddress)
    .option('--thumbnail-size <size>', 'of the picture, as 1200x630', parseSize);
  return addSecretOptions(command)
    .option('--force', 'replace the output if it exists')
    .action((path: string, options: EmbedOptions) => embed(path, options, context));
}

async function embed(path: string, options: EmbedOptions, context: CommandContext): Promise<void> {
  const { output, signal } = context;
  const thumbnail = thumbnailOf(options);
  const { title } = await withArchive(
    path,
    options,
    context,
    async (source) => (await openSession(source, { signal })).manifest,
  );
  const embedding = { title, archive: options.url, page: options.page };
  output.data(frameCode(embedding));
  const { oembed, force = false } = options;
  if (oembed === undefined) return;
  const answer = `${JSON.stringify(oembedAnswer(embedding, thumbnail), null, 2)}\n`;
  await writeOutput(oembed, { force, output }, async (sink) => {
    await sink.write(new TextEncoder().encode(answer));
  });
  output.data(discoveryCode(title, new URL(encodeURIComponent(basename(oembed)), options.url)));
}

/** oEmbed wants the size of a picture along with it. */
function thumbnailOf({ thumbnail, thumbnailSize, oembed }: EmbedOptions): Thumbnail | undefined {
  if (thumbnail === undefined && thumbnailSize === undefined) return undefined;
  if (oembed === undefined) throw new CliError('usage', '--thumbnail is for --oembed');
  if (thumbnail === undefined || thumbnailSize === undefined)
    throw new CliError('usage', '--thumbnail and --thumbnail-size go together');
  return { address: thumbnail.href, ...thumbnailSize };
}

function parseAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url;
  throw new InvalidArgumentError('It has to begin with https:// or http://.');
}

function parseSize(text: string): Pick<Thumbnail, 'width' | 'height'> {
  const [, width, height] = /^([1-9]\d{0,4})x([1-9]\d{0,4})$/.exec(text) ?? [];
  if (width === undefined) throw new InvalidArgumentError('It is a width and a height, as 1200x630.');
  return { width: Number(width), height: Number(height) };
}
