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

/** The bytes of canonical base64; `undefined` for anything that would not come out the same again. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length === 0 || text.length % 4 !== 0 || !BASE64.test(text)) return undefined;
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
