import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { nodeBuiltin, type NativeHash } from './node-builtins.ts';

/**
 * SHA-256 computed piece by piece.
 *
 * Native in Node; in browsers plain JavaScript at about 100 MB/s, because `crypto.subtle` wants the whole message at
 * once, answers later, and is missing on pages served over plain HTTP.
 */
export class Sha256 {
  readonly #hash = nodeBuiltin('crypto')?.createHash('sha256') ?? portableHash();

  update(bytes: Uint8Array): this {
    this.#hash.update(bytes);
    return this;
  }

  /** The digest as 64 lower-case hex digits. Nothing can be added after it. */
  hex(): string {
    return this.#hash.digest('hex');
  }
}

/**
 * SHA-256 as 64 lower-case hex digits. A text is hashed as its UTF-8 bytes (a lone surrogate as U+FFFD, which
 * is what every encoder writes for it). Synchronous, so that reducers can use it; as fast as {@link Sha256}.
 */
export function sha256Hex(data: string | Uint8Array): string {
  return nodeBuiltin('crypto')?.hash('sha256', data, 'hex') ?? portableSha256Hex(data);
}

/** The same by JavaScript alone. */
export function portableSha256Hex(data: string | Uint8Array): string {
  return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data));
}

function portableHash(): NativeHash {
  const hash = sha256.create();
  return { update: (bytes) => hash.update(bytes), digest: () => bytesToHex(hash.digest()) };
}
