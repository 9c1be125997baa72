import { Command, Option } from 'commander';
import { EXPORT_FORMATS, exportFormat, type Exporter } from '../../exports/index.ts';
import type { ByteSink } from '../../format/index.ts';
import { openSession } from '../../reading/index.ts';
import { archiveStem } from '../archive-file.ts';
import type { CommandContext } from '../command-context.ts';
import { addSecretOptions, withArchive, type SecretOptions } from '../encryption/open-archive.ts';
import { writeOutput } from '../output-file.ts';
import { formatSize } from '../output.ts';

interface CliExportOptions extends SecretOptions {
  readonly to: string;
  readonly output?: string;
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
    );
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
  const { extension, leavesOut, load } = exportFormat(options.to)!;
  const target = options.output ?? `${archiveStem(path)}${extension}`;
  const write = await load();
  const size = await withArchive(path, options, context, async (source) => {
    const session = await openSession(source, { signal });
    return writeOutput(target, { force: options.force ?? false, output }, (sink) =>
      writePieces(sink, write({ session, source }, { signal })),
    );
  });
  if (target !== '-') output.data(`${target}  ${formatSize(size)}`);
  output.note(`not in it: ${leavesOut.join('; ')}`);
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
