/**
 * 53-bit hash of a text together with its length, as a key: whether two texts are the same, without keeping them.
 * Not cryptographic: only a source made for it could collide, and would only hide a line of its own.
 */
export function textKey(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 0x9e3779b1);
    b = Math.imul(b ^ code, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  const hash = (b & 0x1fffff) * 0x1_0000_0000 + (a >>> 0);
  return `${text.length.toString(36)}.${hash.toString(36)}`;
}
