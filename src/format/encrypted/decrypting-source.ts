import type { ByteSource, ReadOptions } from '../bytes/byte-source.ts';
import { endsTooEarly } from '../bytes/bytes-source.ts';
import { joinBytes } from '../bytes/join-bytes.ts';
import { ArchiveError } from '../errors.ts';
import { quote } from '../findings.ts';
import type { ArchiveKey } from './archive-key.ts';
import { chunkCount, chunkOffset, encryptedSize, openChunk } from './chunks.ts';
import { CHUNK_EXPONENT, HEADER_SIZE, readHeader, TAG_SIZE, type ReadHeader } from './encrypted-header.ts';
import { deriveKeys, type FileKeys } from './file-keys.ts';

/** Chunks that are decrypted side by side. */
const AT_ONCE = 64;
/** Sizes of chunks whose first ones come with one read: how long they are shows in what that brings. */
const EXPECTED_CHUNKS = [CHUNK_EXPONENT.usual, CHUNK_EXPONENT.least].map((exponent) => 2 ** exponent);

/** A file whose key fits. */
interface Unlocked {
  readonly header: ReadHeader;
  readonly keys: FileKeys;
}

/**
 * The archive inside an encrypted one: every reader reads it as if it had never been encrypted.
 *
 * Each read is one read of the encrypted source, of the chunks it touches: at most two chunks longer than it. Decrypted
 * bytes are given only of chunks that are proven to be what was written there, in this file.
 *
 * All reads reject with {@link ArchiveError}: `not-encrypted`, `unsupported-version`; `key-needed`, `passphrase-needed`,
 * `wrong-key`, `wrong-passphrase`, `no-cryptography`; `corrupt-encryption`, `truncated-archive`, `ambiguous-archive`
 * (bytes behind the end), `limit-exceeded` (the rounds of a passphrase); or what the source throws.
 */
export class DecryptingSource implements ByteSource {
  readonly #source: ByteSource;
  readonly #key: ArchiveKey;
  #unlocked: Unlocked | undefined;

  /** @param source - the encrypted file */
  constructor(source: ByteSource, key: ArchiveKey) {
    this.#source = source;
    this.#key = key;
  }

  get name(): string {
    return this.#source.name;
  }

  /** Of the archive inside; one read, of the head, when nothing has been read yet. */
  async size(options?: ReadOptions): Promise<number> {
    return (await this.#unlock(options)).header.size;
  }

  async readHead(length: number, options?: ReadOptions): Promise<{ bytes: Uint8Array; size: number }> {
    const wanted = Math.max(...EXPECTED_CHUNKS.map((size) => encryptedSize(roundUp(length, size), size)));
    const { bytes, size: fileSize } = await this.#source.readHead(wanted, options);
    const { header } = (this.#unlocked ??= await this.#check(bytes, fileSize, options));
    const { size, chunkSize } = header;
    const end = Math.min(length, size);
    const chunks = Math.ceil(end / chunkSize);
    const last = Math.min(chunkOffset(chunks, chunkSize), encryptedSize(size, chunkSize));
    // Large chunks may need more than has come.
    if (bytes.length < last) return { bytes: await this.read(0, end, options), size };
    return { bytes: await this.#open(bytes.subarray(HEADER_SIZE, last), 0, this.#unlocked), size };
  }

  async read(offset: number, length: number, options?: ReadOptions): Promise<Uint8Array> {
    if (length === 0) return new Uint8Array();
    const unlocked = await this.#unlock(options);
    const { size, chunkSize } = unlocked.header;
    if (offset + length > size) throw endsTooEarly(this.name, size, offset, length);
    const first = Math.floor(offset / chunkSize);
    const start = chunkOffset(first, chunkSize);
    const next = Math.floor((offset + length - 1) / chunkSize) + 1;
    const end = Math.min(chunkOffset(next, chunkSize), encryptedSize(size, chunkSize));
    const stored = await this.#source.read(start, end - start, options);
    const bytes = await this.#open(stored, first, unlocked);
    options?.signal?.throwIfAborted();
    const from = offset - first * chunkSize;
    return bytes.subarray(from, from + length);
  }

  async #unlock(options?: ReadOptions): Promise<Unlocked> {
    if (this.#unlocked) return this.#unlocked;
    const { bytes, size } = await this.#source.readHead(HEADER_SIZE, options);
    return (this.#unlocked ??= await this.#check(bytes, size, options));
  }

  /** Checks that the key fits, and that the file is as long as it was written. */
  async #check(head: Uint8Array, fileSize: number | undefined, options?: ReadOptions): Promise<Unlocked> {
    const header = readHeader(head, this.name);
    const keys = await deriveKeys(header, this.#key, this.name);
    const fits = await crypto.subtle.verify('HMAC', keys.head, header.code, header.proven);
    options?.signal?.throwIfAborted();
    const file = quote(this.name);
    if (!fits) throw wrongKey(header, file);
    const wanted = encryptedSize(header.size, header.chunkSize);
    if (fileSize !== undefined && fileSize < wanted) {
      const message = `${file} ends after ${fileSize} of ${wanted} bytes`;
      throw new ArchiveError('truncated-archive', message, { offset: fileSize });
    }
    if (fileSize !== undefined && fileSize > wanted) {
      const message = `${file} has ${fileSize - wanted} bytes behind its end`;
      throw new ArchiveError('ambiguous-archive', message, { offset: wanted });
    }
    return { header, keys };
  }

  /** @param stored - whole chunks, the first of them with the number `first` */
  async #open(stored: Uint8Array, first: number, { header, keys }: Unlocked): Promise<Uint8Array> {
    const step = header.chunkSize + TAG_SIZE;
    const count = Math.ceil(stored.length / step);
    const opened: Uint8Array[] = [];
    for (let done = 0; done < count; done += AT_ONCE) {
      const some = Array.from({ length: Math.min(AT_ONCE, count - done) }, async (_, place) => {
        const at = done + place;
        const bytes = stored.subarray(at * step, (at + 1) * step) as Uint8Array<ArrayBuffer>;
        return (await openChunk(keys.chunks, first + at, bytes)) ?? this.#damaged(first + at, header);
      });
      opened.push(...(await Promise.all(some)));
    }
    return opened.length === 1 ? opened[0]! : joinBytes(opened);
  }

  #damaged(index: number, { size, chunkSize }: ReadHeader): never {
    const of = chunkCount(size, chunkSize);
    const message = `${quote(this.name)} is damaged: piece ${index + 1} of ${of} is not what was encrypted`;
    throw new ArchiveError('corrupt-encryption', message, { offset: chunkOffset(index, chunkSize) });
  }
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}

function wrongKey({ iterations }: ReadHeader, file: string): ArchiveError {
  return iterations === undefined
    ? new ArchiveError('wrong-key', `the key does not open ${file}`)
    : new ArchiveError('wrong-passphrase', `the passphrase does not open ${file}`);
}
