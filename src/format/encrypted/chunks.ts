/** The chunks of an encrypted archive (`spec/encrypted.md` section 4): where they lie, and one at a time. */

import { HEADER_SIZE, TAG_SIZE } from './encrypted-header.ts';

/** Chunks of a file that holds `size` bytes; a file that holds none has one. */
export function chunkCount(size: number, chunkSize: number): number {
  return Math.max(1, Math.ceil(size / chunkSize));
}

/** Bytes of the file that holds `size` bytes. */
export function encryptedSize(size: number, chunkSize: number): number {
  return HEADER_SIZE + size + chunkCount(size, chunkSize) * TAG_SIZE;
}

/** Where a chunk begins in the file. */
export function chunkOffset(index: number, chunkSize: number): number {
  return HEADER_SIZE + index * (chunkSize + TAG_SIZE);
}

/** Encrypts what stands in the chunk with this number. A number is used once with a key. */
export async function sealChunk(
  key: CryptoKey,
  index: number,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.encrypt(gcm(index), key, bytes));
}

/** Decrypts the chunk with this number; `undefined` when it is not what was written there in this file. */
export async function openChunk(
  key: CryptoKey,
  index: number,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(gcm(index), key, bytes));
  } catch {
    // Browsers say no more than that it failed.
    return undefined;
  }
}

/** The nonce is the number of the chunk: each file has keys of its own, so that no nonce comes twice with a key. */
function gcm(index: number): AesGcmParams {
  const iv = new Uint8Array(12);
  new DataView(iv.buffer).setBigUint64(4, BigInt(index));
  return { name: 'AES-GCM', iv, tagLength: TAG_SIZE * 8 };
}
