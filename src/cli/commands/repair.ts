import { Command } from 'commander';
import { repairArchive } from '../../encode/index.ts';
import { hasEncryptedMagic, type RecoveredEntry } from '../../format/index.ts';
import { packageVersion, TempSpool, zlibDeflater } from '../../node/index.ts';
import { archiveStem } from '../archive-file.ts';
import type { CommandContext } from '../command-context.ts';
import { CliError } from '../errors.ts';
import { useArchiveFile } from '../open-archive-file.ts';
import { writeOutput } from '../output-file.ts';
import { formatCount, formatSize } from '../output.ts';

interface RepairOptions {
  readonly output?: string;
  readonly force?: boolean;
}

/** `reprise repair FILE` */
export function repairCommand(context: CommandContext): Command {
  return new Command('repair')
    .description('write a valid archive from what a damaged one still holds')
    .argument('<file>', 'the damaged archive; it is left as it is')
    .option(
      '-o, --output <file>',
      'the new archive; "-" is stdout (default: its name with .repaired.reprise)',
    )
    .option('--force', 'replace the output if it exists')
    .action((path: string, options: RepairOptions) => repair(path, options, context));
}

async function repair(
  path: string,
  options: RepairOptions,
  { output, signal }: CommandContext,
): Promise<void> {
  const target = options.output ?? `${archiveStem(path)}.repaired.reprise`;
  const { bytes } = await useArchiveFile(path, (file) => file.readHead(16));
  if (hasEncryptedMagic(bytes)) throw new CliError('usage', `${path} is encrypted: decrypt it first`);
  const spool = new TempSpool();
  try {
    const { size, diagnostics, entries } = await useArchiveFile(path, (source) =>
      writeOutput(target, { force: options.force ?? false, output }, (sink) =>
        repairArchive(source, {
          sink,
          deflater: zlibDeflater,
          createSpool: () => spool,
          generator: { name: 'reprise', version: packageVersion() },
          signal,
        }),
      ),
    );
    for (const { severity, message } of diagnostics) output.note(`${severity}: ${message}`, severity);
    if (diagnostics.length === 0)
      output.note(`${path} is not damaged: there was nothing to repair, what is written holds the same`);
    if (entries.length > 0) output.note(savedWords(entries));
    if (target !== '-') output.data(`${target}  ${formatSize(size)}`);
  } finally {
    spool.close();
  }
}

/** `saved: 7 entries; in part: 1; lost: 2`. */
function savedWords(entries: readonly RecoveredEntry[]): string {
  const count = (wanted: RecoveredEntry['state']): number =>
    entries.filter(({ state }) => state === wanted).length;
  const [partial, lost] = [count('partial'), count('lost')];
  const parts = [`saved: ${formatCount(count('whole'), 'entry', 'entries')} whole`];
  if (partial > 0) parts.push(`${partial} in part`);
  if (lost > 0) parts.push(`${lost} lost`);
  return parts.join(', ');
}
