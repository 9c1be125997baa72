import { basename } from 'node:path';
import { Command } from 'commander';
import { repairArchive } from '../../encode/index.ts';
import { hasEncryptedMagic } from '../../format/index.ts';
import { FileSource, packageVersion, TempSpool, zlibDeflater } from '../../node/index.ts';
import type { CommandContext } from '../command-context.ts';
import { CliError } from '../errors.ts';
import { writeOutput } from '../output-file.ts';
import { formatSize } from '../output.ts';

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
  const target = options.output ?? `${basename(path).replace(/\.reprise(\.zip)?$/, '')}.repaired.reprise`;
  const { bytes } = await FileSource.use(path, (file) => file.readHead(16));
  if (hasEncryptedMagic(bytes)) throw new CliError('usage', `${path} is encrypted: decrypt it first`);
  const spool = new TempSpool();
  try {
    const { size, diagnostics } = await FileSource.use(path, (source) =>
      writeOutput(target, { force: options.force ?? false }, (sink) =>
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
    if (target !== '-') output.data(`${target}  ${formatSize(size)}`);
  } finally {
    spool.close();
  }
}
