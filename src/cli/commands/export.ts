import { Command, Option } from 'commander';
import {
  EXPORT_FORMATS,
  EXPORT_VIEWS,
  exportFormat,
  type Exporter,
  type ExportFormat,
  type ExportOptions,
  type ExportSetting,
  type ExportView,
  type ThemeName,
} from '../../exports/index.ts';
import { hasEncryptedMagic, type ByteSink } from '../../format/index.ts';
import { openSession, type Session } from '../../reading/index.ts';
import { archiveStem } from '../archive-file.ts';
import type { CommandContext } from '../command-context.ts';
import { addSecretOptions, withArchive, type SecretOptions } from '../encryption/open-archive.ts';
import { CliError } from '../errors.ts';
import { momentOf } from '../moment.ts';
import { useArchiveFile } from '../open-archive-file.ts';
import { writeOutput } from '../output-file.ts';
import { formatSize, type Output } from '../output.ts';
import { readPageParts } from '../page-parts.ts';
import { loadRasteriser } from '../picture/rasteriser.ts';
import { addDrawingOptions } from '../picture/write-picture.ts';

interface CliExportOptions extends SecretOptions {
  readonly to: string;
  readonly output?: string;
  readonly from?: string;
  readonly until?: string;
  readonly view?: ExportView;
  readonly terminal?: string;
  readonly theme: ThemeName;
  readonly scale: number;
  readonly font?: readonly string[];
  readonly unmasked?: boolean;
  readonly force?: boolean;
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
    .option('--from <moment>', 'begin here: a time such as 1:20, or the id of an event')
    .option('--until <moment>', 'end here')
    .addOption(new Option('--view <view>', 'how much of the conversation').choices(EXPORT_VIEWS))
    .option('--terminal <id>', 'which terminal (default: the first)');
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
  const { extension, leavesOut, load } = format;
  const target = options.output ?? `${archiveStem(path)}${extension}`;
  const write = await load();
  if (format.holdsArchive) await refuseEncrypted(path);
  const size = await withArchive(path, options, context, async (source) => {
    const session = await openSession(source, { signal });
    const settings = await settingsOf(options, format, session, signal);
    if (!session.manifest.masking && !options.unmasked) tellUnmasked(path, format, output);
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

/**
 * An export is made to be shared: says loudly when nobody has searched the archive for secrets.
 *
 * @throws {CliError} `usage` where the whole archive would go along
 */
function tellUnmasked(path: string, { holdsArchive }: ExportFormat, output: Output): void {
  if (holdsArchive)
    throw new CliError(
      'usage',
      `${path} was not masked, and a page is made to be shared: "reprise review" masks it, --unmasked writes it as it is`,
    );
  const advice = 'mask it first with "reprise edit --mask", or look before you share this';
  output.note(`warning: the archive was never searched for secrets: ${advice}`, 'warning');
}

/** The setting of a format that each option is for. */
const SETTING_OF: Readonly<Record<string, ExportSetting>> = {
  from: 'from',
  until: 'to',
  view: 'view',
  terminal: 'terminal',
  theme: 'picture',
  scale: 'picture',
  font: 'picture',
};

/**
 * Refuses options that a format has no use for: whoever gives them expects something of them.
 *
 * @throws {CliError} `usage`
 */
function checkTaken(command: Command, { id, takes, holdsArchive }: ExportFormat): void {
  const isGiven = (option: string): boolean => command.getOptionValueSource(option) === 'cli';
  for (const [option, setting] of Object.entries(SETTING_OF))
    if (isGiven(option) && !takes.includes(setting))
      throw new CliError('usage', `--${option} means nothing for ${id}`);
  if (isGiven('unmasked') && !holdsArchive) throw new CliError('usage', `--unmasked means nothing for ${id}`);
}

async function settingsOf(
  { from, until, view, terminal, theme, scale, font }: CliExportOptions,
  { takes }: ExportFormat,
  session: Session,
  signal: AbortSignal,
): Promise<ExportOptions> {
  const start = from === undefined ? undefined : await momentOf(session, from, signal);
  const end = until === undefined ? undefined : await momentOf(session, until, signal);
  if (start !== undefined && end !== undefined && end < start)
    throw new CliError('usage', '--until is before --from');
  return {
    ...(start !== undefined && { from: start }),
    ...(end !== undefined && { to: end }),
    ...(view !== undefined && { view }),
    ...(terminal !== undefined && { terminal }),
    ...(takes.includes('picture') && { picture: { theme, scale, rasteriser: () => loadRasteriser(font) } }),
    pageParts: readPageParts,
    signal,
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
