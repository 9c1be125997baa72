import type { ByteSource, ReadOptions } from '../bytes/byte-source.ts';
import { toBase64 } from '../bytes/base64.ts';
import { BLOCK_END, BLOCK_SIZE, BLOCK_START, END, LINE_SIZE, startOf } from './page-layout.ts';

/** The text of an archive for a page, a block at a time. */
export async function* pageText(archive: ByteSource, options?: ReadOptions): AsyncGenerator<string, void> {
  const size = await archive.size(options);
  yield startOf(size);
  for (let at = 0; at < size; at += BLOCK_SIZE) {
    const bytes = await archive.read(at, Math.min(BLOCK_SIZE, size - at), options);
    yield `${BLOCK_START}${linesOf(bytes)}${BLOCK_END}`;
  }
  yield END;
}

function linesOf(bytes: Uint8Array): string {
  let lines = '';
  for (let at = 0; at < bytes.length; at += LINE_SIZE)
    lines += `${toBase64(bytes.subarray(at, at + LINE_SIZE))}\n`;
  return lines;
}
