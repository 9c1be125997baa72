/** The head of an encrypted archive (`spec/encrypted.md` section 2): 64 bytes and the code that proves them. */

import { ArchiveError } from '../errors.ts';
import { quote } from '../findings.ts';
import { ENCRYPTED_MAGIC, hasEncryptedMagic } from './encrypted-magic.ts';

/** Bytes of the head. */
export const HEADER_SIZE = 96;
/** Bytes of it that its code proves. */
export const PROVEN_SIZE = 64;
/** Bytes that a chunk is longer than what it holds: the tag of AES-GCM. */
export const TAG_SIZE = 16;
/** Bytes of the salt. */
export const SALT_SIZE = 32;

/** What bounds the work that a file asks for before its key can be checked. */
export const ITERATIONS = { least: 100_000, usual: 600_000, most: 10_000_000 } as const;
/** Base 2 logarithm of the bytes in a chunk. */
export const CHUNK_EXPONENT = { least: 10, usual: 14, most: 20 } as const;

const VERSION = 1;
const KEY = 0;
const PASSPHRASE = 1;

/** What the head of an encrypted archive says. */
export interface EncryptedHeader {
  /** Rounds that make a key of a passphrase; `undefined` when there is a key and no passphrase. */
  readonly iterations: number | undefined;
  /** Bytes of the archive in each chunk but the last. */
  readonly chunkSize: number;
  /** Random, of this file alone. */
  readonly salt: Uint8Array<ArrayBuffer>;
  /** Bytes of the archive inside. */
  readonly size: number;
}

/** A head as it was read. */
export interface ReadHeader extends EncryptedHeader {
  /** The bytes that {@link code} proves. */
  readonly proven: Uint8Array<ArrayBuffer>;
  readonly code: Uint8Array<ArrayBuffer>;
}

/** The first 64 bytes of the head; their code comes behind them. */
export function writeHeader({ iterations, chunkSize, salt, size }: EncryptedHeader): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(PROVEN_SIZE);
  bytes.set(ENCRYPTED_MAGIC);
  const view = new DataView(bytes.buffer);
  view.setUint8(8, VERSION);
  view.setUint8(9, iterations === undefined ? KEY : PASSPHRASE);
  view.setUint8(10, Math.log2(chunkSize));
  view.setUint32(12, iterations ?? 0, true);
  bytes.set(salt, 16);
  view.setBigUint64(48, BigInt(size), true);
  return bytes;
}

/**
 * Reads the head. Nothing in it is proven yet, but that it asks for no more work than it may.
 *
 * @param name - of the file, for messages
 * @throws {ArchiveError} `not-encrypted`, `unsupported-version`, `truncated-archive`, `corrupt-encryption`;
 *   `limit-exceeded` for too many rounds
 */
export function readHeader(head: Uint8Array, name: string): ReadHeader {
  const file = quote(name);
  if (!hasEncryptedMagic(head)) {
    throw new ArchiveError('not-encrypted', `${file} is not encrypted, and was to be: do not trust it`);
  }
  if (head.length < HEADER_SIZE) {
    throw new ArchiveError('truncated-archive', `${file} ends within its first ${HEADER_SIZE} bytes`);
  }
  const bytes = new Uint8Array(head.subarray(0, HEADER_SIZE));
  const view = new DataView(bytes.buffer);
  const [version, derivation, exponent] = [view.getUint8(8), view.getUint8(9), view.getUint8(10)];
  if (version !== VERSION || derivation > PASSPHRASE) {
    const message = `${file} is encrypted in a way that is newer than this program`;
    throw new ArchiveError('unsupported-version', message);
  }
  const size = view.getBigUint64(48, true);
  if (exponent < CHUNK_EXPONENT.least || exponent > CHUNK_EXPONENT.most || size > Number.MAX_SAFE_INTEGER) {
    throw new ArchiveError('corrupt-encryption', `the head of ${file} is damaged`);
  }
  return {
    iterations: derivation === KEY ? undefined : checkedIterations(view.getUint32(12, true), file),
    chunkSize: 2 ** exponent,
    salt: bytes.slice(16, 16 + SALT_SIZE),
    size: Number(size),
    proven: bytes.slice(0, PROVEN_SIZE),
    code: bytes.slice(PROVEN_SIZE),
  };
}

function checkedIterations(iterations: number, file: string): number {
  if (iterations < ITERATIONS.least) {
    const message = `the passphrase of ${file} is protected by ${iterations} rounds only: its head is damaged or made to deceive`;
    throw new ArchiveError('corrupt-encryption', message);
  }
  if (iterations > ITERATIONS.most) {
    const message = `${file} asks for ${iterations} rounds to check a passphrase, the most are ${ITERATIONS.most}`;
    throw new ArchiveError('limit-exceeded', message);
  }
  return iterations;
}
