import type { ImportSource } from './import-source.ts';

/** Bytes that tell a log from a document, and a document from a database. */
const HEAD_SIZE = 64 * 1024;

/** The first bytes of a source, at most 64 KiB. */
export async function headOfSource(source: ImportSource): Promise<Uint8Array> {
  const head = new Uint8Array(Math.min(HEAD_SIZE, source.size));
  let length = 0;
  for await (const chunk of source.chunks()) {
    const part = chunk.subarray(0, head.length - length);
    head.set(part, length);
    length += part.length;
    if (length >= head.length) break;
  }
  return head.subarray(0, length);
}
