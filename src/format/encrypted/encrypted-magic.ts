/** `\x89REPR\r\n\x1a`: no text, no ZIP, and not the same any more after a transfer that changes line ends. */
const MAGIC = [0x89, 0x52, 0x45, 0x50, 0x52, 0x0d, 0x0a, 0x1a];

/** The bytes that an encrypted archive begins with. */
export const ENCRYPTED_MAGIC: readonly number[] = MAGIC;

/** Whether a file with these first bytes is an encrypted archive. */
export function hasEncryptedMagic(head: Uint8Array): boolean {
  return MAGIC.every((byte, index) => head[index] === byte);
}

/** Whether the encrypted archive with these first bytes was made with a passphrase rather than with a key alone. */
export function asksForPassphrase(head: Uint8Array): boolean {
  return head[9] === 1;
}
