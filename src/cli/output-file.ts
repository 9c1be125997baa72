import { dirname } from 'node:path';
import type { ByteSink } from '../format/index.ts';
import { FileError, FileSink, systemReason, type FileSinkOptions } from '../node/files.ts';
import type { Output } from './output.ts';
import { sweepFolder } from './sweep-folder.ts';

/** How an output is written. */
export interface OutputOptions extends FileSinkOptions {
  /** Told of what an earlier run has left behind in the folder. */
  readonly output?: Output;
}

/**
 * Writes the output that a command line names: a file, complete or not there at all, or stdout (`-`).
 *
 * @param write - makes the bytes; when it throws, no file is left behind
 * @throws {FileError} `output-exists`, `output-unwritable`; what `write` throws
 */
export async function writeOutput<T>(
  path: string,
  { output, ...options }: OutputOptions,
  write: (sink: ByteSink) => Promise<T>,
): Promise<T> {
  if (path === '-') {
    // Whoever writes is told of a failure; without a listener it would end the process beside that.
    process.stdout.on('error', () => undefined);
    return write(standardOutput);
  }
  await sweepFolder(dirname(path), output);
  return FileSink.use(path, options, write);
}

const standardOutput: ByteSink = {
  write: (bytes) =>
    new Promise((resolve, reject) => {
      process.stdout.write(bytes, (cause) => {
        if (cause) {
          const message = `cannot write to stdout: ${systemReason(cause)}`;
          reject(new FileError('output-unwritable', message, { cause }));
        } else resolve();
      });
    }),
};
