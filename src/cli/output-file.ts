import type { ByteSink } from '../format/index.ts';
import { AtomicFile, type AtomicFileOptions } from './atomic-file.ts';
import { CliError, systemReason } from './errors.ts';

/** Where a command writes an archive: complete after `commit`, nothing of it left after `discard` alone. */
export interface OutputFile extends ByteSink {
  commit(): Promise<void>;
  /** Harmless after `commit`. */
  discard(): Promise<void>;
}

/**
 * Opens the output a command line names; `-` is stdout.
 *
 * @throws {CliError} `output-exists`, `output-unwritable`
 */
export async function openOutput(path: string, options: AtomicFileOptions): Promise<OutputFile> {
  return path === '-' ? new StandardOutput() : AtomicFile.create(path, options);
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
