/** How often each ASCII character stands in the text that is counted: cleared behind each count. */
const counts = new Uint16Array(128);

/** Entropy of the characters of a text, in bits a character: 0 of one repeated, 4 of long hex, 6 of long base64. */
export function entropyOf(text: string): number {
  let others = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 128) counts[code]!++;
    else others++;
  }
  let entropy = shareOf(others, text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 128 || counts[code] === 0) continue;
    entropy += shareOf(counts[code]!, text.length);
    counts[code] = 0;
  }
  return entropy;
}

function shareOf(count: number, length: number): number {
  return count === 0 ? 0 : -(count / length) * Math.log2(count / length);
}

/** How many of these a text has: small letters, capitals, digits, others. */
export function classesOf(text: string): number {
  return (
    Number(/[a-z]/.test(text)) +
    Number(/[A-Z]/.test(text)) +
    Number(/\d/.test(text)) +
    Number(/[^A-Za-z0-9]/.test(text))
  );
}

/** How many digits a text has. */
export function digitsOf(text: string): number {
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) digits++;
  }
  return digits;
}
