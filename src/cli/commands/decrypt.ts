import { Command } from 'commander';
import { hasEncryptedMagic } from '../../format/index.ts';
import { archiveStem } from '../archive-file.ts';
import type { CommandContext } from '../command-context.ts';
import { addSecretOptions, withArchive, type SecretOptions } from '../encryption/open-archive.ts';
import { CliError } from '../errors.ts';
import { useArchiveFile } from '../open-archive-file.ts';
import { writeOutput } from '../output-file.ts';
import { formatSize } from '../output.ts';
import { copy } from './encrypt.ts';

interface DecryptOptions extends SecretOptions {
  readonly output?: string;
  readonly force?: boolean;
}

/** `reprise decrypt FILE` */
export function decryptCommand(context: CommandContext): Command {
  const command = new Command('decrypt')
    .description('write the archive that an encrypted one holds')
    .argument('<file>', 'the encrypted archive; it is left as it is')
    .option('-o, --output <file>', 'the archive; "-" is stdout (default: its name with .decrypted.reprise)');
  return addSecretOptions(command)
    .option('--force', 'replace the output if it exists')
    .action((path: string, options: DecryptOptions) => decrypt(path, options, context));
}

async function decrypt(path: string, options: DecryptOptions, context: CommandContext): Promise<void> {
  const { output, signal } = context;
  const name = archiveStem(path, 'encrypted');
  const target = options.output ?? `${name}.decrypted.reprise`;
  const { bytes } = await useArchiveFile(path, (file) => file.readHead(16));
  if (!hasEncryptedMagic(bytes)) throw new CliError('usage', `${path} is not encrypted`);
  const size = await withArchive(path, options, context, (source) =>
    writeOutput(target, { force: options.force ?? false }, async (sink) => {
      await copy(source, sink, signal);
      return source.size();
    }),
  );
  if (target !== '-') output.data(`${target}  ${formatSize(size)}`);
}
