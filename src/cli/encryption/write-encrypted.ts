import type { Command } from 'commander';
import { EncryptingSink, randomKey, Sha256, type ArchiveKey, type ByteSink } from '../../format/index.ts';
import { TempSpool } from '../../node/index.ts';
import type { CommandContext } from '../command-context.ts';
import { CliError } from '../errors.ts';
import { askSecret } from './ask-secret.ts';
import { readSecretFile } from './secret-file.ts';

/** With what an archive is encrypted. */
export interface EncryptOptions {
  readonly encrypt?: boolean;
  readonly passphraseFile?: string;
  readonly randomKey?: boolean;
}

/** Makes what opens one archive; each may get another. */
export type MakeKey = () => ArchiveKey;

/** Fewer letters are soon guessed by who has the file. */
const SHORT = 12;

/** The options of a command that encrypts, but `--encrypt`. */
export function addKeyOptions(command: Command): Command {
  return command
    .option('--passphrase-file <file>', 'encrypt with the first line of this file')
    .option(
      '--random-key',
      'encrypt with a random key, which is printed: #k=… behind the address of the archive',
    );
}

/**
 * What the options say an archive is to be encrypted with; a passphrase is asked for, twice, unless it stands in a file.
 *
 * @returns `undefined` when nothing is to be encrypted
 * @throws {CliError} `usage` for options that exclude each other, and passphrases that differ or are empty
 */
export async function keyMaker(
  { encrypt, passphraseFile, randomKey: isRandom }: EncryptOptions,
  { output, signal }: CommandContext,
): Promise<MakeKey | undefined> {
  if (isRandom && passphraseFile !== undefined)
    throw new CliError('usage', '--random-key and --passphrase-file: an archive has one of them');
  if (isRandom) return () => ({ key: randomKey() });
  if (passphraseFile === undefined && !encrypt) return undefined;
  const passphrase =
    passphraseFile === undefined ? await askTwice(signal) : await readSecretFile(passphraseFile);
  if (passphrase.length < SHORT)
    output.note(`a passphrase of less than ${SHORT} letters is soon guessed by who has the file`, 'warning');
  return () => ({ passphrase });
}

async function askTwice(signal: AbortSignal): Promise<string> {
  const passphrase = await askSecret('passphrase: ', signal);
  if (passphrase === '') throw new CliError('usage', 'the passphrase is empty');
  if ((await askSecret('the same again: ', signal)) !== passphrase)
    throw new CliError('usage', 'these are two different passphrases');
  return passphrase;
}

/** An archive as it was written. */
export interface WrittenEncrypted<T> {
  readonly result: T;
  /** Of the encrypted file, bytes. */
  readonly size: number;
  /** Of the encrypted file, in hex. */
  readonly sha256: string;
}

/**
 * Writes an archive encrypted: not even a temporary file holds it as it is.
 *
 * @param write - makes the archive
 */
export async function writeEncrypted<T>(
  sink: ByteSink,
  key: ArchiveKey,
  write: (sink: ByteSink) => Promise<T>,
): Promise<WrittenEncrypted<T>> {
  const spool = new TempSpool();
  const hash = new Sha256();
  const hashed: ByteSink = {
    write: (bytes) => {
      hash.update(bytes);
      return sink.write(bytes);
    },
  };
  try {
    const encrypting = await EncryptingSink.create(hashed, key, { spool });
    const result = await write(encrypting);
    const { size } = await encrypting.finish();
    return { result, size, sha256: hash.hex() };
  } finally {
    spool.close();
  }
}

/** What is to be put behind the address of an archive that has a key; `undefined` for one with a passphrase. */
export function fragmentOf(key: ArchiveKey | undefined): string | undefined {
  return key && 'key' in key ? `#k=${key.key}` : undefined;
}
