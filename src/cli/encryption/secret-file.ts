import { FileError, openRegularFile, readFully } from '../../node/files.ts';
import { CliError } from '../errors.ts';

/** More is no passphrase, bytes. */
const MAX_SECRET_SIZE = 4096;

/**
 * Reads a secret: the first line of a file.
 *
 * @throws {FileError} what reading gives
 * @throws {CliError} `usage` for an empty line, or one that no person has written
 */
export async function readSecretFile(path: string): Promise<string> {
  const { handle, size } = await openRegularFile(path);
  try {
    const bytes = new Uint8Array(Math.min(size, MAX_SECRET_SIZE + 1));
    await readFully(handle, bytes, 0);
    const line = new TextDecoder().decode(bytes).split(/\r?\n/)[0]!;
    if (line === '') throw new CliError('usage', `the first line of ${path} is empty`);
    if (bytes.length > MAX_SECRET_SIZE && line.length >= MAX_SECRET_SIZE)
      throw new CliError('usage', `the first line of ${path} is too long for a secret`);
    return line;
  } catch (error) {
    if (error instanceof CliError || error instanceof FileError) throw error;
    throw new FileError('input-unreadable', `cannot read ${path}`, { cause: error });
  } finally {
    await handle.close();
  }
}
