import type { ByteSource, ReadOptions } from '../bytes/byte-source.ts';
import type { ArchiveKey } from './archive-key.ts';

/**
 * The archive inside an encrypted one, for everything that reads archives. Nothing is read yet: whether the key fits
 * shows with the first read. All reads reject as those of `DecryptingSource` do; with a key, an archive that is not
 * encrypted is refused.
 *
 * @param source - the encrypted file; one that has a key already gets this one in its place
 */
export function decrypted(source: ByteSource, key: ArchiveKey): ByteSource {
  return new KeyedSource(source instanceof KeyedSource ? source.encrypted : source, key);
}

/** Loads what decrypts with its first read: most archives are not encrypted. */
class KeyedSource implements ByteSource {
  readonly encrypted: ByteSource;
  readonly #key: ArchiveKey;
  #source: Promise<ByteSource> | undefined;

  constructor(encrypted: ByteSource, key: ArchiveKey) {
    this.encrypted = encrypted;
    this.#key = key;
  }

  get name(): string {
    return this.encrypted.name;
  }

  size(options?: ReadOptions): Promise<number> {
    return this.#load().then((source) => source.size(options));
  }

  read(offset: number, length: number, options?: ReadOptions): Promise<Uint8Array> {
    return this.#load().then((source) => source.read(offset, length, options));
  }

  readHead(length: number, options?: ReadOptions): ReturnType<ByteSource['readHead']> {
    return this.#load().then((source) => source.readHead(length, options));
  }

  #load(): Promise<ByteSource> {
    return (this.#source ??= import('./decrypting-source.ts').then(
      ({ DecryptingSource }) => new DecryptingSource(this.encrypted, this.#key),
    ));
  }
}
