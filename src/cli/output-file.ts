import type { ByteSink } from '../format/index.ts';
import { AtomicFile, type AtomicFileOptions } from './atomic-file.ts';
import { CliError, systemReason } from './errors.ts';

/** A sink whose bytes count only after `commit`. */
interface OutputFile extends ByteSink {
  commit(): Promise<void>;
  /** Takes back what can be taken back. Harmless after `commit`. */
  discard(): Promise<void>;
}

/**
 * Writes the output that a command line names: a file, complete or not there at all, or stdout (`-`).
 *
 * @param write - makes the bytes; when it throws, no file is left behind
 * @throws {CliError} `output-exists`, `output-unwritable`; what `write` throws
 */
export async function writeOutput<T>(
  path: string,
  options: AtomicFileOptions,
  write: (sink: ByteSink) => Promise<T>,
): Promise<T> {
  const file: OutputFile = path === '-' ? new StandardOutput() : await AtomicFile.create(path, options);
  try {
    const result = await write(file);
    await file.commit();
    return result;
  } finally {
    await file.discard();
  }
}

class StandardOutput implements OutputFile {
  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      process.stdout.write(bytes, (cause) => {
        if (cause) {
          const message = `cannot write to stdout: ${systemReason(cause)}`;
          reject(new CliError('output-unwritable', message, { cause }));
        } else resolve();
      });
    });
  }

  async commit(): Promise<void> {
    // What a pipe was given cannot be made more durable.
  }

  async discard(): Promise<void> {
    // Nor be taken back.
  }
}
