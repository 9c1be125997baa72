import type { ByteSource, ReadOptions } from './bytes/byte-source.ts';
import { DataCursor } from './bytes/data-cursor.ts';
import { asksForPassphrase, hasEncryptedMagic } from './encrypted/encrypted-magic.ts';
import { ArchiveError } from './errors.ts';
import { quote } from './findings.ts';
import { END_SIGNATURE, END_SIZE } from './zip/zip-constants.ts';
import { ambiguous } from './zip/zip-fields.ts';

/** What other files that get here by mistake begin with, and what to say of them. */
const OTHER_FILES: readonly (readonly [RegExp, string])[] = [
  [
    /^\s*<(!doctype|html|\?xml|head|body)/i,
    'a web page, not an archive: the address may need a login, or be wrong',
  ],
  [/^version https:\/\/git-lfs/, 'a Git LFS pointer: the archive itself has not been downloaded'],
  [/^\x1f\ufffd/, 'a gzip file: unpack it first'],
  [/^\s*[{[]/, 'JSON: if it is a session log, pack it first'],
  [/^PK\x05\x06/, 'an empty ZIP file'],
];

/** Shortest ZIP: an end record that ends at the end of the file says that one begins further on. */
const MIN_SIZE = END_SIZE + 4;

/**
 * The error of a file that does not begin like a ZIP: `passphrase-needed` or `key-needed` of an encrypted archive. One that ends like one has bytes before its first entry, for which
 * one more read may be needed: a program that reads from the end would open it.
 *
 * @param bytes - the first bytes of the file
 * @param size - bytes of the file, where the source says so
 * @throws what the source throws
 */
export async function refusalOf(
  source: ByteSource,
  bytes: Uint8Array,
  size: number | undefined,
  options: ReadOptions,
): Promise<ArchiveError> {
  const name = quote(source.name);
  if (hasEncryptedMagic(bytes)) return encrypted(bytes, name);
  if (size !== undefined && size >= MIN_SIZE) {
    const at = size - END_SIZE;
    const known = bytes.subarray(at, size);
    const end = new DataCursor(known.length === END_SIZE ? known : await source.read(at, END_SIZE, options));
    if (end.u32() === END_SIGNATURE && end.skip(6).u16() > 0) {
      return ambiguous(`${name} has bytes before its first entry`, undefined, 0);
    }
  }
  return new ArchiveError('not-an-archive', `${name} is ${describeOther(bytes)}`);
}

function encrypted(bytes: Uint8Array, name: string): ArchiveError {
  return asksForPassphrase(bytes)
    ? new ArchiveError('passphrase-needed', `${name} is encrypted: it opens with a passphrase`)
    : new ArchiveError('key-needed', `${name} is encrypted: it opens with a key, or a link that holds it`);
}

/** What a file is that is no ZIP, as the end of a sentence. */
function describeOther(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'empty';
  const text = new TextDecoder().decode(bytes.subarray(0, 200));
  const known = OTHER_FILES.find(([pattern]) => pattern.test(text))?.[1];
  return known ?? 'no Reprise archive: it does not begin like one';
}
