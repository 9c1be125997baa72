import { Command, Option } from 'commander';
import { EXPORT_FORMATS, exportFormat, type ExportFormat, type Exporter } from '../../exports/index.ts';
import { hasEncryptedMagic, type ByteSink } from '../../format/index.ts';
import { openSession, type Session } from '../../reading/index.ts';
import { archiveStem } from '../archive-file.ts';
import type { CommandContext } from '../command-context.ts';
import { CliError } from '../errors.ts';
import { addSecretOptions, withArchive, type SecretOptions } from '../encryption/open-archive.ts';
import { useArchiveFile } from '../open-archive-file.ts';
import { writeOutput } from '../output-file.ts';
import { formatSize } from '../output.ts';
import { readPageParts } from '../page-parts.ts';

interface CliExportOptions extends SecretOptions {
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
    );
  return addSecretOptions(command)
    .option('--unmasked', 'write a page of a session that was not masked: all that is in it goes along')
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
  const { extension, leavesOut, load } = format;
  const target = options.output ?? `${archiveStem(path)}${extension}`;
  const write = await load();
  if (format.holdsArchive) await refuseEncrypted(path);
  const size = await withArchive(path, options, context, async (source) => {
    const session = await openSession(source, { signal });
    if (!options.unmasked) refuseUnmasked(path, session, format);
    return writeOutput(target, { force: options.force ?? false, output }, (sink) =>
      writePieces(sink, write({ session, source }, { pageParts: readPageParts, signal })),
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
