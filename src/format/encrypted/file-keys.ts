/** The keys of one encrypted archive, made of what opens it and of its salt (`spec/encrypted.md` section 3). */

import { ArchiveError } from '../errors.ts';
import { keyBytes, type ArchiveKey } from './archive-key.ts';
import type { EncryptedHeader } from './encrypted-header.ts';

/** Neither can be read out of the browser again. */
export interface FileKeys {
  /** AES-256-GCM, for the chunks. */
  readonly chunks: CryptoKey;
  /** HMAC-SHA-256, for the head. */
  readonly head: CryptoKey;
}

/** What the keys are for: no other use of the same secret gives the same keys. */
const PURPOSE = new TextEncoder().encode('reprise encrypted archive 1');

/**
 * Makes the keys of a file: with a passphrase a fraction of a second of work, as for who guesses.
 *
 * @throws {ArchiveError} `passphrase-needed`, `key-needed` when the file takes the other; `wrong-key` for a text that
 *   is no key; `no-cryptography` where the browser has none
 */
export async function deriveKeys(
  { iterations, salt }: EncryptedHeader,
  secret: ArchiveKey,
  name: string,
): Promise<FileKeys> {
  const subtle = requireCryptography(name);
  const material =
    iterations === undefined
      ? bytesOfKey(secret, name)
      : await bytesOfPassphrase(subtle, secret, { salt, iterations, name });
  const base = await subtle.importKey('raw', material, 'HKDF', false, ['deriveBits']);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt, info: PURPOSE };
  const bits = new Uint8Array(await subtle.deriveBits(derivation, base, 512));
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const [chunks, head] = await Promise.all([
    subtle.importKey('raw', bits.slice(0, 32), 'AES-GCM', false, ['encrypt', 'decrypt']),
    subtle.importKey('raw', bits.slice(32), hmac, false, ['sign', 'verify']),
  ]);
  return { chunks, head };
}

/** Browsers have it only on pages that came over HTTPS, or from this computer. */
function requireCryptography(name: string): SubtleCrypto {
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto };
  if (subtle) return subtle;
  const message = `"${name}" cannot be decrypted here: browsers do that only for pages that came over HTTPS`;
  throw new ArchiveError('no-cryptography', message);
}

function bytesOfKey(secret: ArchiveKey, name: string): Uint8Array<ArrayBuffer> {
  if (!('key' in secret)) {
    throw new ArchiveError('key-needed', `"${name}" is encrypted with a key, not with a passphrase`);
  }
  const bytes = keyBytes(secret.key);
  if (!bytes) throw new ArchiveError('wrong-key', 'this is no key: it has 43 letters, digits, - and _');
  return bytes;
}

async function bytesOfPassphrase(
  subtle: SubtleCrypto,
  secret: ArchiveKey,
  options: { readonly salt: Uint8Array<ArrayBuffer>; readonly iterations: number; readonly name: string },
): Promise<ArrayBuffer> {
  const { salt, iterations, name } = options;
  if (!('passphrase' in secret)) {
    throw new ArchiveError('passphrase-needed', `"${name}" is encrypted with a passphrase, not with a key`);
  }
  // The same letters may be typed as other characters on another computer.
  const bytes = new TextEncoder().encode(secret.passphrase.normalize('NFKC'));
  const base = await subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveBits']);
  return subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, base, 256);
}
