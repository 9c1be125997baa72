import { Command, Option } from 'commander';
import {
  EXPORT_FORMATS,
  EXPORT_VIEWS,
  exportFormat,
  type ExportFormat,
  type Exporter,
  type ExportOptions,
  type ExportView,
} from '../../exports/index.ts';
import type { ByteSink } from '../../format/index.ts';
import { openSession, type Session } from '../../reading/index.ts';
import { archiveStem } from '../archive-file.ts';
import type { CommandContext } from '../command-context.ts';
import { addSecretOptions, withArchive, type SecretOptions } from '../encryption/open-archive.ts';
import { CliError } from '../errors.ts';
import { writeOutput } from '../output-file.ts';
import { formatSize, type Output } from '../output.ts';
import { parseMoment } from '../parse-moment.ts';

interface CliExportOptions extends SecretOptions {
  readonly to: string;
  readonly output?: string;
  readonly from?: string;
  readonly until?: string;
  readonly view?: ExportView;
  readonly track?: string;
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
    .option('--track <id>', 'which terminal (default: the first one that was recorded)');
  return addSecretOptions(command)
    .option('--force', 'replace the output if it exists')
    .action((path: string, options: CliExportOptions) => exportArchive(path, options, context));
}

async function exportArchive(
  path: string,
  options: CliExportOptions,
  context: CommandContext,
): Promise<void> {
  const { output, signal } = context;
  const format = exportFormat(options.to)!;
  checkOptions(format, options);
  const target = options.output ?? `${archiveStem(path)}${format.extension}`;
  const write = await format.load();
  const size = await withArchive(path, options, context, async (source) => {
    const session = await openSession(source, { signal });
    const chosen = await exportOptions(options, session, signal);
    tellUnmaskedArchive(session, output);
    return writeOutput(target, { force: options.force ?? false, output }, (sink) =>
      writePieces(sink, write({ session, source }, chosen)),
    );
  });
  if (target !== '-') output.data(`${target}  ${formatSize(size)}`);
  output.note(`not in it: ${format.leavesOut.join('; ')}`);
}

/** @throws {CliError} `usage` where a format has no use for an option */
function checkOptions({ id, takes = [] }: ExportFormat, options: CliExportOptions): void {
  const given = { from: options.from, to: options.until, view: options.view, track: options.track };
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || takes.some((taken) => taken === name)) continue;
    throw new CliError('usage', `--${name === 'to' ? 'until' : name} means nothing for ${id}`);
  }
}

async function exportOptions(
  { from, until, view, track }: CliExportOptions,
  session: Session,
  signal: AbortSignal,
): Promise<ExportOptions> {
  const start = from === undefined ? undefined : await parseMoment(from, session, signal);
  const end = until === undefined ? undefined : await parseMoment(until, session, signal);
  if (start !== undefined && end !== undefined && end < start)
    throw new CliError('usage', '--until is before --from');
  return {
    ...(start !== undefined && { from: start }),
    ...(end !== undefined && { to: end }),
    ...(view !== undefined && { view }),
    ...(track !== undefined && { track }),
    signal,
  };
}

/** An export is made to be shared: says loudly when nobody has searched the archive for secrets. */
function tellUnmaskedArchive({ manifest }: Session, output: Output): void {
  if (manifest.masking !== undefined) return;
  const advice = 'mask it first with "reprise edit --mask", or look before you share this';
  output.note(`warning: the archive was never searched for secrets: ${advice}`, 'warning');
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
