import type { ByteSource } from '../bytes/byte-source.ts';
import { LateSource } from '../bytes/late-source.ts';
import type { ArchiveKey } from './archive-key.ts';

/**
 * The archive inside an encrypted one, for everything that reads archives. Nothing is read yet: whether the key fits
 * shows with the first read. All reads reject as those of `DecryptingSource` do; with a key, an archive that is not
 * encrypted is refused.
 *
 * @param source - the encrypted file; one that has a key already gets this one in its place
 */
export function decrypted(source: ByteSource, key: ArchiveKey): ByteSource {
  const encrypted = (source instanceof LateSource && source.origin) || source;
  // Most archives are not encrypted: what decrypts is not part of the first frame.
  const load = async (): Promise<ByteSource> => {
    const { DecryptingSource } = await import('./decrypting-source.ts');
    return new DecryptingSource(encrypted, key);
  };
  return new LateSource(encrypted.name, load, encrypted);
}
