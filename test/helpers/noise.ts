/** Bytes that deflate cannot make smaller, the same each time (xorshift32). */
export function noise(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let index = 0; index < length; index += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[index] = state;
  }
  return bytes;
}

/** Text that deflates to about three quarters of its length. */
export function noiseText(length: number, seed = 1): string {
  return [...noise(length, seed)].map((byte) => String.fromCharCode(0x40 + (byte & 0x3f))).join('');
}
