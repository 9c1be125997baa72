import type { Command } from 'commander';
import {
  ArchiveError,
  asksForPassphrase,
  decrypted,
  hasEncryptedMagic,
  keyIn,
  type ArchiveKey,
  type ByteSource,
} from '../../format/index.ts';
import type { CommandContext } from '../command-context.ts';
import { CliError } from '../errors.ts';
import { useArchiveFile } from '../open-archive-file.ts';
import { askSecret } from './ask-secret.ts';
import { readSecretFile } from './secret-file.ts';

/** Where what opens an encrypted archive is read, in place of asking for it. */
export interface SecretOptions {
  readonly passphraseFile?: string;
  readonly keyFile?: string;
}

/** How often a person is asked for what opens an archive. */
const MAX_ATTEMPTS = 3;

/** The options of a command that opens archives. */
export function addSecretOptions(command: Command): Command {
  return command
    .option('--passphrase-file <file>', 'of an encrypted archive: its passphrase is the first line of this')
    .option('--key-file <file>', 'of an encrypted archive: its key, or the link with it, is the first line');
}

/**
 * Opens an archive for as long as `use` takes; of an encrypted one, what is inside. What opens that is read where the
 * options say, or asked for on the terminal.
 *
 * @throws {FileError} as `useArchiveFile`
 * @throws {ArchiveError} what `DecryptingSource` says of an encrypted archive; what `use` throws
 * @throws {CliError} `usage` when there is no terminal to ask on
 */
export function withArchive<T>(
  path: string,
  options: SecretOptions,
  { signal }: CommandContext,
  use: (source: ByteSource) => Promise<T>,
): Promise<T> {
  return useArchiveFile(path, async (file) => {
    const given = await givenKey(options);
    if (given) return use(decrypted(file, given));
    const { bytes } = await file.readHead(16);
    return use(hasEncryptedMagic(bytes) ? await askedFor(file, path, bytes, signal) : file);
  });
}

/**
 * The passphrase or key that options name a file of.
 *
 * @throws {CliError} `usage` when both are named, or what the file holds is no key
 */
export async function givenKey({ passphraseFile, keyFile }: SecretOptions): Promise<ArchiveKey | undefined> {
  if (passphraseFile !== undefined && keyFile !== undefined)
    throw new CliError('usage', '--passphrase-file and --key-file: an archive has one of them');
  if (passphraseFile !== undefined) return { passphrase: await readSecretFile(passphraseFile) };
  if (keyFile === undefined) return undefined;
  const key = keyIn(await readSecretFile(keyFile));
  if (key === undefined) throw new CliError('usage', `the first line of ${keyFile} holds no key`);
  return { key };
}

async function askedFor(
  file: ByteSource,
  path: string,
  head: Uint8Array,
  signal: AbortSignal,
): Promise<ByteSource> {
  const what = asksForPassphrase(head) ? 'passphrase' : 'key, or link with it,';
  for (let attempt = 1; ; attempt += 1) {
    const typed = await askSecret(`${what} of ${path}: `, signal);
    const key = asksForPassphrase(head) ? { passphrase: typed } : { key: keyIn(typed) ?? typed };
    const source = decrypted(file, key);
    try {
      await source.size({ signal });
      return source;
    } catch (error) {
      const isWrong = error instanceof ArchiveError && /^wrong-(passphrase|key)$/.test(error.code);
      if (!isWrong || typed === '' || attempt === MAX_ATTEMPTS) throw error;
      process.stderr.write(`${error.message}: try again\n`);
    }
  }
}
