import { Command } from 'commander';
import { ArchiveReader, hasEncryptedMagic, type ByteSink, type ByteSource } from '../../format/index.ts';
import { archiveStem } from '../archive-file.ts';
import type { CommandContext } from '../command-context.ts';
import { addKeyOptions, fragmentOf, keyMaker, writeEncrypted } from '../encryption/write-encrypted.ts';
import type { EncryptOptions } from '../encryption/write-encrypted.ts';
import { CliError } from '../errors.ts';
import { useArchiveFile } from '../open-archive-file.ts';
import { writeOutput } from '../output-file.ts';
import { formatSize } from '../output.ts';

interface EncryptCommandOptions extends EncryptOptions {
  readonly output?: string;
  readonly force?: boolean;
}

/** `reprise encrypt FILE` */
export function encryptCommand(context: CommandContext): Command {
  const command = new Command('encrypt')
    .description('write an archive that opens only with a passphrase or key, for any static server')
    .argument('<file>', 'the archive; it is left as it is')
    .option('-o, --output <file>', 'the new file; "-" is stdout (default: its name with .encrypted.reprise)');
  return addKeyOptions(command)
    .option('--force', 'replace the output if it exists')
    .action((path: string, options: EncryptCommandOptions) => encrypt(path, options, context));
}

async function encrypt(path: string, options: EncryptCommandOptions, context: CommandContext): Promise<void> {
  const { output, signal } = context;
  const target = options.output ?? `${archiveStem(path)}.encrypted.reprise`;
  await useArchiveFile(path, async (source) => {
    if (hasEncryptedMagic((await source.readHead(16)).bytes))
      throw new CliError('usage', `${path} is encrypted already: decrypt it first`);
    // What is no archive would open as none, after all the work.
    await (
      await ArchiveReader.open(source, { signal })
    ).directory;
    const key = (await keyMaker({ ...options, encrypt: true }, context))!();
    const { size } = await writeOutput(target, { force: options.force ?? false }, (sink) =>
      writeEncrypted(sink, key, (inner) => copy(source, inner, signal)),
    );
    const fragment = fragmentOf(key);
    if (target !== '-') output.data(`${target}  ${formatSize(size)}`);
    if (fragment !== undefined && target === '-') output.note(fragment);
    else if (fragment !== undefined) output.data(`${target}${fragment}`);
  });
}

/** Bytes that are copied at a time. */
const PIECE_SIZE = 1024 * 1024;

/** Writes all of a source. */
export async function copy(source: ByteSource, sink: ByteSink, signal: AbortSignal): Promise<void> {
  const size = await source.size({ signal });
  for (let at = 0; at < size; at += PIECE_SIZE) {
    signal.throwIfAborted();
    await sink.write(await source.read(at, Math.min(PIECE_SIZE, size - at), { signal }));
  }
}
