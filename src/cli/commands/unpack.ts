import { Command } from 'commander';
import {
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
import { formatCount, formatSize } from '../output.ts';
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
    const folder = await UnpackFolder.open(options.output, { force });
    const target = options.source ? withoutFolder : ({ path: name }: ZipEntry) => name;
    await folder.checkAll(entries.map(target));
    for (const [index, entry] of entries.entries()) {
      output.progress(`unpacking: ${index + 1} of ${entries.length} entries`);
      await folder.write(target(entry), streamEntry(source, entry, { signal }));
    }
    output.data(`${options.output}  ${formatCount(entries.length, 'file')}  ${formatSize(size)}`);
  });
}

/** `source/a/b.jsonl` → `a/b.jsonl`. */
function withoutFolder({ path }: ZipEntry): string {
  return path.slice(SOURCE_FOLDER.length + 1);
}
