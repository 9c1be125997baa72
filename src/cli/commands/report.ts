import { basename } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { TRACKERS } from '../../exports/index.ts';
import { withTempSpools } from '../../node/index.ts';
import { archiveStem } from '../archive-file.ts';
import type { CommandContext } from '../command-context.ts';
import { addSecretOptions, withArchive, type SecretOptions } from '../encryption/open-archive.ts';
import { CliError } from '../errors.ts';
import { addPersonalOptions, maskingOf, tellMasking, type MaskingChoice } from '../masking-options.ts';
import { writeOutput } from '../output-file.ts';
import { formatSize } from '../output.ts';
import { makeReport } from '../report/make-report.ts';

interface ReportCommandOptions extends SecretOptions, MaskingChoice {
  readonly at?: string;
  readonly for: string;
  readonly link?: string;
  readonly viewer?: string;
  readonly maxSize?: number;
  readonly output?: string;
  readonly force?: boolean;
}

/** `reprise report FILE` */
export function reportCommand(context: CommandContext): Command {
  const places = TRACKERS.map(({ id }) => id);
  const command = new Command('report')
    .description(
      'write a bug report: a text to paste, a picture, and the archive in a size that can be attached',
    )
    .argument('<file>', 'the archive; it is left as it is')
    .option(
      '--at <moment>',
      'what it is about: a time such as 1:20, or the id of an event (default: what failed last)',
    )
    .addOption(
      new Option('--for <place>', 'where it goes, which has limits').choices(places).default('github'),
    )
    .option('--link <url>', 'address that the archive is served at: the text links to its moments there')
    .option('--viewer <url>', 'viewer page that plays it for --link (default: --link is one itself)')
    .option('--max-size <size>', 'of the attachment: 10MB, 500KB (default: what the place takes)', parseSize)
    .option(
      '-o, --output <name>',
      'name of the files, without extension (default: that of the archive with .report)',
    );
  addSecretOptions(command).option(
    '--mask <file>',
    'mask also what the rules in this file find (see docs/masking.md)',
  );
  return addPersonalOptions(command)
    .option('--force', 'replace the outputs if they exist')
    .action((path: string, options: ReportCommandOptions) => report(path, options, context));
}

async function report(path: string, options: ReportCommandOptions, context: CommandContext): Promise<void> {
  const { output, signal } = context;
  const place = TRACKERS.find(({ id }) => id === options.for)!;
  const stem = options.output ?? `${archiveStem(path)}.report`;
  const force = options.force ?? false;
  const viewer = viewerOf(options);
  // There is no `--no-mask`: what is made to be posted is always masked.
  const masking = (await maskingOf(options)) || {};
  const target = `${stem}.reprise.zip`;
  const made = await withTempSpools((createSpool) =>
    withArchive(path, options, context, (source) =>
      writeOutput(target, { force, output }, (sink) =>
        makeReport(source, sink, {
          at: options.at,
          maxText: place.maxText,
          maxSize: options.maxSize ?? place.maxSize,
          viewer,
          attachment: basename(target),
          picture: place.hidesComments
            ? `<!-- Drop ${basename(stem)}.svg here: the session as a picture -->`
            : undefined,
          masking,
          createSpool,
          signal,
        }),
      ),
    ),
  );
  const { text, poster, left, size, masked } = made;
  await writeOutput(`${stem}.md`, { force, output }, async (sink) => {
    await sink.write(new TextEncoder().encode(text));
  });
  await writeOutput(`${stem}.svg`, { force, output }, async (sink) => {
    await sink.write(new TextEncoder().encode(poster));
  });
  output.data(`${stem}.md  ${text.length} of ${place.maxText} characters for ${place.name}`);
  output.data(`${target}  ${formatSize(size)}`);
  output.data(`${stem}.svg  ${formatSize(poster.length)}`);
  if (left.length > 0) output.note(`left out: ${left.join('; ')}`);
  tellMasking(masked, output);
}

/** The address that moments are links to; the archive's own stands in it as `src`. */
function viewerOf({ link, viewer }: ReportCommandOptions): string | undefined {
  if (link === undefined) {
    if (viewer !== undefined) throw new CliError('usage', '--viewer needs --link: what it is to play');
    return undefined;
  }
  const page = viewer === undefined ? parseUrl(link) : parseUrl(viewer);
  if (viewer !== undefined) page.searchParams.set('src', parseUrl(link).href);
  page.hash = '';
  // A bracket would end the link in the text.
  return page.href.replaceAll('(', '%28').replaceAll(')', '%29');
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw new CliError('usage', `${JSON.stringify(text)} is no address of a page`);
  return url;
}

/** `25MB`, `500 KB`, `1000` as bytes. */
function parseSize(text: string): number {
  const [, number, unit = ''] = /^\s*(\d{1,9}(?:\.\d{1,3})?)\s*([KMG]?)B?\s*$/i.exec(text) ?? [];
  const factor = { '': 1, K: 1e3, M: 1e6, G: 1e9 }[unit.toUpperCase()];
  if (number === undefined || factor === undefined || Number(number) === 0)
    throw new InvalidArgumentError(`${JSON.stringify(text)} is no size: say it as 25MB`);
  return Math.floor(Number(number) * factor);
}
