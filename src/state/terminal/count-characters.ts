import type { CellReader } from './cell.ts';
import { Content, type BufferLine } from './xterm-internals.ts';

/** UTF-16 units of the characters of a line that are no blanks. As reading its cells, without making texts of them. */
export function countCharacters(line: BufferLine, cols: number, reader: CellReader): number {
  let count = 0;
  for (let x = 0; x < cols;) {
    const content = line._data[x * 3]!;
    const code = content & Content.any;
    // What can be seen of ASCII, alone in its cell; anything else, which is rare, is read.
    if (code > 0x20 && code < 0x7f) count += 1;
    else if (code !== 0) count += reader.read(line, x).text.replace(/\s/gu, '').length;
    x += (code && content >> Content.widthShift) || 1;
  }
  return count;
}
