/** What `\a` … stand for in names that git quotes. */
const SIGNS: Readonly<Record<string, number>> = {
  a: 0x07,
  b: 0x08,
  t: 0x09,
  n: 0x0a,
  v: 0x0b,
  f: 0x0c,
  r: 0x0d,
  '"': 0x22,
  '\\': 0x5c,
};

const ESCAPE = /\\(?:([0-3][0-7]{2})|([abtnvfr"\\]))/y;

/**
 * A name as git writes it where it has quotes, control characters or bytes that are no ASCII: between quotes, with the
 * escapes of C, of which the octal ones are bytes of UTF-8. Any other name stays as it is.
 */
export function unquotedPath(name: string): string {
  if (name.length < 2 || !name.startsWith('"') || !name.endsWith('"')) return name;
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  const text = name.slice(1, -1);
  for (let at = 0; at < text.length;) {
    ESCAPE.lastIndex = at;
    const match = ESCAPE.exec(text);
    if (match) {
      const [whole, octal, sign] = match;
      bytes.push(octal === undefined ? SIGNS[sign!]! : Number.parseInt(octal, 8));
      at += whole.length;
    } else {
      const character = String.fromCodePoint(text.codePointAt(at)!);
      bytes.push(...encoder.encode(character));
      at += character.length;
    }
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}
