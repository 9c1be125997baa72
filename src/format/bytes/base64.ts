/** Bytes turned at a time: a multiple of 3, and few enough to be arguments of a call. */
const PIECE_SIZE = 3 * 8192;

/** Bytes as base64. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += PIECE_SIZE) {
    text += btoa(String.fromCharCode(...bytes.subarray(start, start + PIECE_SIZE)));
  }
  return text;
}
