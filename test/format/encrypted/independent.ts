import { createCipheriv, createHmac, hkdfSync, pbkdf2Sync } from 'node:crypto';

/** What is encrypted, and with what. */
export interface Given {
  readonly secret: Uint8Array | string;
  readonly salt: Uint8Array;
  readonly exponent: number;
  readonly rounds?: number;
}

/** An encrypted archive, made as `spec/encrypted.md` says by other means than the program has. */
export function encryptIndependently(
  archive: Uint8Array,
  { secret, salt, exponent, rounds = 0 }: Given,
): Buffer {
  const isPassphrase = typeof secret === 'string';
  const head = Buffer.alloc(64);
  Buffer.from('89524550520d0a1a', 'hex').copy(head);
  head.writeUInt8(1, 8);
  head.writeUInt8(isPassphrase ? 1 : 0, 9);
  head.writeUInt8(exponent, 10);
  head.writeUInt32LE(rounds, 12);
  head.set(salt, 16);
  head.writeBigUInt64LE(BigInt(archive.length), 48);

  const bytes = isPassphrase ? pbkdf2Sync(secret.normalize('NFKC'), salt, rounds, 32, 'sha256') : secret;
  const keys = Buffer.from(hkdfSync('sha256', bytes, salt, 'reprise encrypted archive 1', 64));
  const parts = [head, createHmac('sha256', keys.subarray(32)).update(head).digest()];

  const size = 2 ** exponent;
  for (let index = 0; index === 0 || index * size < archive.length; index += 1) {
    const nonce = Buffer.alloc(12);
    nonce.writeBigUInt64BE(BigInt(index), 4);
    const cipher = createCipheriv('aes-256-gcm', keys.subarray(0, 32), nonce);
    const piece = archive.subarray(index * size, (index + 1) * size);
    parts.push(cipher.update(piece), cipher.final(), cipher.getAuthTag());
  }
  return Buffer.concat(parts);
}
