/**
 * Decodes base64 of either alphabet to text of one character a byte.
 *
 * @returns `undefined` where it is none
 */
export function decodeBase64(text: string): string | undefined {
  const whole = text.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '');
  if (whole.length % 4 === 1) return decodeBase64(whole.slice(0, -1));
  try {
    return atob(whole);
  } catch {
    return undefined;
  }
}
