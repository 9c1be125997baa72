import { asksForPassphrase, hasEncryptedMagic } from './encrypted/encrypted-magic.ts';
import { ArchiveError } from './errors.ts';
import { quote } from './findings.ts';

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

/**
 * Why a file cannot be opened that does not begin as a ZIP does.
 *
 * @returns an error with `passphrase-needed` or `key-needed` for an encrypted archive, `not-an-archive` for others
 */
export function otherFile(head: Uint8Array, name: string): ArchiveError {
  const file = quote(name);
  if (!hasEncryptedMagic(head)) return new ArchiveError('not-an-archive', `${file} is ${describe(head)}`);
  return asksForPassphrase(head)
    ? new ArchiveError('passphrase-needed', `${file} is encrypted: it opens with a passphrase`)
    : new ArchiveError('key-needed', `${file} is encrypted: it opens with a key, or a link that holds it`);
}

/** What a file is, as the end of a sentence. */
function describe(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'empty';
  const text = new TextDecoder().decode(bytes.subarray(0, 200));
  const known = OTHER_FILES.find(([pattern]) => pattern.test(text))?.[1];
  return known ?? 'no Reprise archive: it does not begin like one';
}
