/**
 * The first lines of a source's head, parsed, for recognition: `undefined` for a line that is no JSON. The last line
 * is passed over when the head may have cut it.
 *
 * @param limit - lines to look at
 */
export function headLines(head: Uint8Array, limit: number): unknown[] {
  const lines = new TextDecoder()
    .decode(head)
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== '');
  const values = lines.slice(0, limit).map(parse);
  const isCut = lines.length <= limit && values.length > 1 && values.at(-1) === undefined;
  return isCut ? values.slice(0, -1) : values;
}

/**
 * The beginning of a JSON document, for recognition: its keys and strings are looked for as they stand in the text,
 * since a head is seldom a whole document. `undefined` when the source does not begin with `{` or `[`.
 */
export function headOfDocument(head: Uint8Array): string | undefined {
  const text = new TextDecoder()
    .decode(head)
    .replace(/^\ufeff/, '')
    .trimStart();
  return text.startsWith('{') || text.startsWith('[') ? text : undefined;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line.replaceAll('\0', '').replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}
