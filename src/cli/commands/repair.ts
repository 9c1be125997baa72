import { basename } from 'node:path';
import { Command } from 'commander';
import { repairArchive } from '../../format/index.ts';
import type { CommandContext } from '../command-context.ts';
import { NodeFileSource } from '../node-file.ts';
import { openOutput } from '../output-file.ts';
import { formatSize } from '../output.ts';
import { TempSpool } from '../temp-spool.ts';
import { zlibDeflater } from '../zlib-deflater.ts';

/** `reprise repair FILE` */
export function repairCommand({ output, signal }: CommandContext): Command {
  return new Command('repair')
    .description('write a valid archive from what a damaged one still holds')
    .argument('<file>', 'the damaged archive; it is left as it is')
    .option(
      '-o, --output <file>',
      'the new archive; "-" is stdout (default: its name with .repaired.reprise)',
    )
    .option('--force', 'replace the output if it exists')
    .action(async (path: string, options: { output?: string; force?: boolean }) => {
      const target = options.output ?? `${basename(path).replace(/\.reprise(\.zip)?$/, '')}.repaired.reprise`;
      const source = await NodeFileSource.open(path);
      const spool = new TempSpool();
      try {
        const sink = await openOutput(target, { force: options.force ?? false });
        try {
          const result = await repairArchive(source, {
            sink,
            deflater: zlibDeflater,
            createSpool: () => spool,
            signal,
          });
          await sink.commit();
          for (const { severity, message } of result.diagnostics) output.note(`${severity}: ${message}`);
          if (target !== '-') output.data(`${target}  ${formatSize(result.size)}`);
        } finally {
          await sink.discard();
        }
      } finally {
        spool.close();
        await source.close();
      }
    });
}
