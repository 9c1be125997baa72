import type { ByteSink } from '../format/index.ts';
import { FileError, FileSink, systemReason, type FileSinkOptions } from '../node/files.ts';

/**
 * Writes the output that a command line names: a file, complete or not there at all, or stdout (`-`).
 *
 * @param write - makes the bytes; when it throws, no file is left behind
 * @throws {FileError} `output-exists`, `output-unwritable`; what `write` throws
 */
export function writeOutput<T>(
  path: string,
  options: FileSinkOptions,
  write: (sink: ByteSink) => Promise<T>,
): Promise<T> {
  return path === '-' ? write(standardOutput) : FileSink.use(path, options, write);
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
