import { Command, Option } from 'commander';
import {
  type ClipSettings,
  EXPORT_FORMATS,
  exportFormat,
  type Exporter,
  type ExportFormat,
  type ExportOptions,
  type ThemeName,
} from '../../exports/index.ts';
import { hasEncryptedMagic, type ByteSink } from '../../format/index.ts';
import { openSession, type Session } from '../../reading/index.ts';
import { archiveStem } from '../archive-file.ts';
import type { CommandContext } from '../command-context.ts';
import { CliError } from '../errors.ts';
import { addSecretOptions, withArchive, type SecretOptions } from '../encryption/open-archive.ts';
import { useArchiveFile } from '../open-archive-file.ts';
import { momentOf } from '../picture/moment.ts';
import { addDrawingOptions } from '../picture/write-picture.ts';
import { loadRasteriser } from '../picture/rasteriser.ts';
import { writeOutput } from '../output-file.ts';
import { formatSize } from '../output.ts';
import { readPageParts } from '../page-parts.ts';

interface CliExportOptions extends SecretOptions {
  readonly from?: string;
  readonly until?: string;
  readonly terminal?: string;
  readonly theme: ThemeName;
  readonly scale: number;
  readonly font?: readonly string[];
  readonly to: string;
  readonly output?: string;
  readonly force?: boolean;
  readonly unmasked?: boolean;
}

/** `reprise export FILE --to FORMAT` */
export function exportCommand(context: CommandContext): Command {
  const formats = new Option(
    '--to <format>',
    EXPORT_FORMATS.map(({ id, title }) => `${id}: ${title}`).join('; '),
  )
    .choices(EXPORT_FORMATS.map(({ id }) => id))
    .makeOptionMandatory();
  const command = new Command('export')
    .description('write what other tools read: see --to')
    .argument('<file>', 'the archive; it is left as it is')
    .addOption(formats)
    .option(
      '-o, --output <file>',
      'where to; "-" is stdout (default: its name with the extension of the format)',
    )
    .option('--from <moment>', 'of what has a beginning: a time, as 1:20, or the id of an event')
    .option('--until <moment>', 'where it ends, which is included')
    .option('--terminal <id>', 'of pictures: which terminal (default: the first)');
  return addSecretOptions(addDrawingOptions(command, 'GIF', 1))
    .option('--unmasked', 'write a page of a session that was not masked: all that is in it goes along')
    .option('--force', 'replace the output if it exists')
    .action((path: string, options: CliExportOptions) => {
      checkTaken(command, exportFormat(options.to)!);
      return exportArchive(path, options, context);
    });
}

async function exportArchive(
  path: string,
  options: CliExportOptions,
  context: CommandContext,
): Promise<void> {
  const { output, signal } = context;
  const format = exportFormat(options.to)!;
  const { extension, leavesOut, load, takes } = format;
  const target = options.output ?? `${archiveStem(path)}${extension}`;
  const write = await load();
  if (format.holdsArchive) await refuseEncrypted(path);
  const size = await withArchive(path, options, context, async (source) => {
    const session = await openSession(source, { signal });
    if (!options.unmasked) refuseUnmasked(path, session, format);
    const settings = {
      ...(await spanOf(session, options, signal)),
      ...(takes.includes('picture') && { picture: pictureOf(options) }),
      pageParts: readPageParts,
      signal,
    };
    return writeOutput(target, { force: options.force ?? false, output }, (sink) =>
      writePieces(sink, write({ session, source }, settings)),
    );
  });
  if (target !== '-') output.data(`${target}  ${formatSize(size)}`);
  if (leavesOut.length > 0) output.note(`not in it: ${leavesOut.join('; ')}`);
}

/** What holds the archive as it is would hold it decrypted, and the story beside it for everybody to read. */
async function refuseEncrypted(path: string): Promise<void> {
  const { bytes } = await useArchiveFile(path, (archive) => archive.readHead(16));
  if (hasEncryptedMagic(bytes))
    throw new CliError(
      'usage',
      `${path} is encrypted, and a page can be read by everybody: share the archive itself, or decrypt it first`,
    );
}

function refuseUnmasked(path: string, { manifest }: Session, { holdsArchive }: ExportFormat): void {
  if (!holdsArchive || manifest.masking) return;
  throw new CliError(
    'usage',
    `${path} was not masked, and a page is made to be shared: "reprise review" masks it, --unmasked writes it as it is`,
  );
}

/** The option that sets each of a format's settings. */
const SETTING_OF = {
  from: 'from',
  until: 'to',
  terminal: 'picture',
  theme: 'picture',
  scale: 'picture',
  font: 'picture',
} as const;

/** Refuses options that a format has no use for: whoever gives them expects something of them. */
function checkTaken(command: Command, { id, takes }: ExportFormat): void {
  for (const [option, setting] of Object.entries(SETTING_OF))
    if (command.getOptionValueSource(option) === 'cli' && !takes.includes(setting))
      throw new CliError('usage', `--${option} says nothing for --to ${id}`);
}

async function spanOf(
  session: Session,
  { from, until }: CliExportOptions,
  signal: AbortSignal,
): Promise<Pick<ExportOptions, 'from' | 'to'>> {
  return {
    ...(from !== undefined && { from: await momentOf(session, from, signal) }),
    ...(until !== undefined && { to: await momentOf(session, until, signal) }),
  };
}

function pictureOf({ terminal, theme, scale, font }: CliExportOptions): ClipSettings {
  return {
    ...(terminal !== undefined && { terminal }),
    theme,
    scale,
    rasteriser: () => loadRasteriser(font),
  };
}

/** Writes the pieces of an exporter and counts their bytes. */
async function writePieces(sink: ByteSink, pieces: ReturnType<Exporter>): Promise<number> {
  const encoder = new TextEncoder();
  let size = 0;
  for await (const piece of pieces) {
    const bytes = typeof piece === 'string' ? encoder.encode(piece) : piece;
    await sink.write(bytes);
    size += bytes.length;
  }
  return size;
}
