import { Command } from 'commander';
import {
  ArchiveError,
  ArchiveReader,
  isSourcePath,
  SOURCE_FOLDER,
  streamEntry,
  type ZipEntry,
} from '../../format/index.ts';
import { FileError } from '../../node/files.ts';
import type { CommandContext } from '../command-context.ts';
import { addSecretOptions, withArchive, type SecretOptions } from '../encryption/open-archive.ts';
import { CliError } from '../errors.ts';
import { formatCount, formatSize, type Output } from '../output.ts';
import { UnpackFolder } from '../unpack-folder.ts';

/** More than this is not unpacked unasked, bytes. */
const MAX_SIZE = 4 * 2 ** 30;

interface UnpackOptions extends SecretOptions {
  readonly output: string;
  readonly maxSize: number;
  readonly source?: boolean;
  readonly force?: boolean;
}

/** `reprise unpack FILE -o DIR` */
export function unpackCommand(context: CommandContext): Command {
  const command = new Command('unpack')
    .description('write the entries of an archive into a folder')
    .argument('<file>', 'the archive')
    .requiredOption('-o, --output <folder>', 'where the entries go; made if it is not there')
    .option('--source', 'only the files it was packed from, as they were')
    .option('--max-size <bytes>', 'refuse archives that unpack to more', Number, MAX_SIZE)
    .option('--force', 'replace files that are there');
  return addSecretOptions(command).action((path: string, options: UnpackOptions) =>
    unpack(path, options, context),
  );
}

async function unpack(path: string, options: UnpackOptions, context: CommandContext): Promise<void> {
  const { output, signal } = context;
  const { maxSize, force = false } = options;
  if (!(maxSize >= 0)) throw new CliError('usage', '--max-size is a number of bytes');
  if (options.output === '-')
    throw new CliError(
      'usage',
      'an archive has many files, which cannot go to stdout: give a folder with -o',
    );
  await withArchive(path, options, context, async (source) => {
    const reader = await ArchiveReader.open(source, { signal });
    const all = [...(await reader.directory).values()];
    const entries = options.source ? all.filter((entry) => isSourcePath(entry.path)) : all;
    if (entries.length === 0) {
      throw new FileError(
        'input-empty',
        `${path} does not hold the files it was packed from: "pack --keep-source" keeps them`,
      );
    }
    const size = entries.reduce((sum, entry) => sum + entry.size, 0);
    if (size > maxSize) {
      const limit = formatSize(maxSize);
      throw new CliError(
        'unsafe-entry',
        `${path} unpacks to ${formatSize(size)}, over the ${limit} of --max-size`,
      );
    }
    const folder = await UnpackFolder.open(options.output, { force, output });
    const target = options.source ? withoutFolder : ({ path: name }: ZipEntry) => name;
    await folder.checkAll(entries.map(target));
    const written: ZipEntry[] = [];
    for (const [index, entry] of entries.entries()) {
      output.progress(`unpacking: ${index + 1} of ${entries.length} entries`);
      const isWritten = await writeEntry(
        folder,
        target(entry),
        streamEntry(source, entry, { signal }),
        output,
      ).catch((error: unknown) => {
        throw partly(error, written.length, entries.length, options.output);
      });
      if (isWritten) written.push(entry);
    }
    const writtenSize = written.reduce((sum, entry) => sum + entry.size, 0);
    output.data(`${options.output}  ${formatCount(written.length, 'file')}  ${formatSize(writtenSize)}`);
    const damaged = entries.length - written.length;
    if (damaged > 0) {
      const count = `${damaged} of ${formatCount(entries.length, 'file')}`;
      throw new CliError(
        'entries-damaged',
        `${count} of ${path} could not be unpacked; "reprise repair" saves what is left of a damaged archive`,
      );
    }
  });
}

/** False when the entry is damaged: that is told, and the others are written. */
async function writeEntry(
  folder: UnpackFolder,
  path: string,
  pieces: AsyncIterable<Uint8Array>,
  output: Output,
): Promise<boolean> {
  try {
    await folder.write(path, pieces);
    return true;
  } catch (error) {
    if (!(error instanceof ArchiveError) || error.code.startsWith('source-')) throw error;
    output.note(`error: ${error.message}: ${path} was not written`, 'error');
    return false;
  }
}

/** What ends unpacking in its midst leaves part of the files: it says so. */
function partly(error: unknown, written: number, count: number, folder: string): unknown {
  if (!(error instanceof FileError) || written === 0) return error;
  const { code, message } = error;
  const part = `${folder} has ${written} of ${formatCount(count, 'file')} and is incomplete`;
  return new FileError(code, `${message}; ${part}`, { cause: error });
}

/** `source/a/b.jsonl` → `a/b.jsonl`. */
function withoutFolder({ path }: ZipEntry): string {
  return path.slice(SOURCE_FOLDER.length + 1);
}
