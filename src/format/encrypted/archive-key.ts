import { toBase64 } from '../bytes/base64.ts';

/** What opens an encrypted archive: a passphrase that somebody remembers, or a key as links carry it. */
export type ArchiveKey = { readonly passphrase: string } | { readonly key: string };

/** Bytes of a key. */
export const KEY_SIZE = 32;

/** A key is 32 bytes in base64url, without padding. */
const KEY = /(?:^|[#&]k=)([\w-]{43})(?=&|$)/;

/** A new random key, as text. */
export function randomKey(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(KEY_SIZE)));
}

/**
 * The key that stands in a text: the key alone, or an address with `k=` in its fragment.
 *
 * @returns `undefined` when there is none
 */
export function keyIn(text: string): string | undefined {
  return KEY.exec(text.trim())?.[1];
}

/** The bytes of a key; `undefined` when the text is no key. */
export function keyBytes(key: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]{43}$/.test(key)) return undefined;
  const text = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
