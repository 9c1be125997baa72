import type { ByteSink } from '../bytes/byte-sink.ts';
import { joinBytes } from '../bytes/join-bytes.ts';
import type { Spool } from '../bytes/spool.ts';
import type { ArchiveKey } from './archive-key.ts';
import { sealChunk } from './chunks.ts';
import {
  CHUNK_EXPONENT,
  ITERATIONS,
  SALT_SIZE,
  writeHeader,
  type EncryptedHeader,
} from './encrypted-header.ts';
import { deriveKeys, type FileKeys } from './file-keys.ts';

/** Bytes that are moved at once from the spool to the target. */
const PIECE_SIZE = 256 * 1024;

/** How an archive is encrypted. */
export interface EncryptingOptions {
  /** Holds the encrypted chunks until it is known how many there are: that stands before them. */
  readonly spool: Spool;
  /** Rounds that make a key of a passphrase, 100,000 to 10,000,000; default 600,000. */
  readonly iterations?: number | undefined;
  /** Bytes of the archive in a chunk, a power of 2 from 1,024 to 1,048,576; default 16,384. */
  readonly chunkSize?: number | undefined;
}

/** Encrypts what is written to it; nothing that was not encrypted leaves it. Call `finish` at the end. */
export class EncryptingSink implements ByteSink {
  readonly #target: ByteSink;
  readonly #spool: Spool;
  readonly #header: Omit<EncryptedHeader, 'size'>;
  readonly #keys: FileKeys;
  /** What is not a whole chunk yet. */
  #rest: Uint8Array[] = [];
  #restSize = 0;
  #chunks = 0;
  #size = 0;
  #stored = 0;

  private constructor(target: ByteSink, spool: Spool, header: Omit<EncryptedHeader, 'size'>, keys: FileKeys) {
    this.#target = target;
    this.#spool = spool;
    this.#header = header;
    this.#keys = keys;
  }

  /**
   * @param target - where the encrypted archive goes, when it is finished
   * @param name - of the archive, for messages
   * @throws {RangeError} for an empty passphrase, or rounds and chunks out of their bounds
   * @throws {ArchiveError} `wrong-key` for a text that is no key; `no-cryptography`
   */
  static async create(
    target: ByteSink,
    key: ArchiveKey,
    { spool, iterations = ITERATIONS.usual, chunkSize = 2 ** CHUNK_EXPONENT.usual }: EncryptingOptions,
    name = 'archive',
  ): Promise<EncryptingSink> {
    checkOptions(key, iterations, chunkSize);
    const header = {
      iterations: 'passphrase' in key ? iterations : undefined,
      chunkSize,
      salt: crypto.getRandomValues(new Uint8Array(SALT_SIZE)),
    };
    const keys = await deriveKeys({ ...header, size: 0 }, key, name);
    return new EncryptingSink(target, spool, header, keys);
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#size += bytes.length;
    // A copy: whoever writes may use the array again.
    this.#rest.push(bytes.slice());
    this.#restSize += bytes.length;
    const { chunkSize } = this.#header;
    if (this.#restSize < chunkSize) return;
    const all = joinBytes(this.#rest);
    let at = 0;
    for (; at + chunkSize <= all.length; at += chunkSize) await this.#seal(all.slice(at, at + chunkSize));
    this.#rest = [all.subarray(at)];
    this.#restSize = all.length - at;
  }

  /**
   * Writes everything to the target.
   *
   * @returns bytes of the encrypted archive
   */
  async finish(): Promise<{ readonly size: number }> {
    if (this.#restSize > 0 || this.#chunks === 0) await this.#seal(joinBytes(this.#rest));
    const head = writeHeader({ ...this.#header, size: this.#size });
    const code = new Uint8Array(await crypto.subtle.sign('HMAC', this.#keys.head, head));
    await this.#target.write(joinBytes([head, code]));
    for (let at = 0; at < this.#stored; at += PIECE_SIZE) {
      await this.#target.write(await this.#spool.read(at, Math.min(PIECE_SIZE, this.#stored - at)));
    }
    return { size: head.length + code.length + this.#stored };
  }

  async #seal(bytes: Uint8Array): Promise<void> {
    const sealed = await sealChunk(this.#keys.chunks, this.#chunks, bytes as Uint8Array<ArrayBuffer>);
    this.#chunks += 1;
    this.#stored += sealed.length;
    this.#spool.write(sealed);
  }
}

function checkOptions(key: ArchiveKey, iterations: number, chunkSize: number): void {
  if ('passphrase' in key && key.passphrase === '') throw new RangeError('the passphrase is empty');
  if (!(iterations >= ITERATIONS.least && iterations <= ITERATIONS.most && Number.isInteger(iterations))) {
    throw new RangeError(`the rounds are no number from ${ITERATIONS.least} to ${ITERATIONS.most}`);
  }
  const exponent = Math.log2(chunkSize);
  if (!Number.isInteger(exponent) || exponent < CHUNK_EXPONENT.least || exponent > CHUNK_EXPONENT.most) {
    throw new RangeError('the size of a chunk is no power of 2 from 1,024 to 1,048,576');
  }
}
