/**
 * Cells a character takes, after Unicode 17: East Asian Width "wide" and "fullwidth" and emoji that are drawn
 * as pictures take two, marks and invisible characters none, everything else one.
 *
 * The emulator's own table is of Unicode 6, where almost every emoji takes one cell: programs of today count
 * two and rows drawn with it come apart. A fixed table, not `\p{…}`: packing and playing must agree whatever
 * Unicode version their JavaScript engines have.
 */
const ZERO_WIDTH =
  'gw 34 7n 7 7b 19 1 1 1 2 1 2 1 1 20 b 1 1 1a l g 1 2t 7 2 6 2 2 1 4 z 1 u r 2j b 1m 9 9 1 o 4 1 9 1 ' +
  '3 1 5 17 3 1n 9 16 o 1 w 1j 1 1 1 4 8 4 1 3 7 a 2 t 1 1m 1 4 4 8 1 k 2 q 5 1l 1 4 h u 2 3 1 b 2 1l ' +
  '1 4 8 4 1 k 2 m 8 1m 1 2 1 1 4 8 a b 2 u 1 1p 1 c 1 1e 1 3 1 1j 1 1 3 5 h b 2 t 1 1m 1 2 1 6 1 5 2 ' +
  'k 2 s 2 1l 2 4 4 8 1 k 2 t 1 20 1 7 5 2i 1 2 7 c 8 2q 1 2 9 b 7 21 2 r 1 1 1 1 1 1j e 1 5 1 2 5 1c ' +
  '9 1 2u 4 1 6 1 2 2 2 p 2 4 3 g 4 d 1 2 2 6 1 f 1 5e 4g 9p 3 qa 3 t 2 u 2 u 2 1s 2 1 7 8 1 2 b 9 1 ' +
  '19 5 39 2 y 1 3a 3 4 2 9 1 6 3 63 2 2 1 1m 1 1 9 1 1 2 8 6 d 1c 2c 1c 1 1 5 1 1 5 1 14 9 c 2 w 4 2 ' +
  '2 1 3 1k 1 1 2 3 1 1 3 1m 8 2 2 48 3 1 d 1 7 4 1 6 1 3 2 5i 1s ej 5 o 7 1d g 2o x 2da 3 3x 1 2o w ' +
  'fe 4 2z 2 n9w 4 1 a w 2 28 2 7k 1 3 1 4 1 p 2 5 1 47 2 q i d 1 12 8 p b 1a 3 1c 1 2 4 2 2 13 1 1v 6 ' +
  '2 2 2 2 c 1 8 1 1b 1 1f 1 1 3 2 2 5 2 1 1 16 2 8 1 6m 1 2 1 4 1 8n6 24 6xu 1 kh g g g 5r 1 6x 3 e9 ' +
  '1 6a 1 45 5 1ae f 14 8 4l 2 fx 4 1t 5 8t 2 25 6 1y b 1d 4 3f 1 1i f 15 1 2 2 a 3 1d 4 2 2 7 1 1p 3 ' +
  '10 5 1 8 1q 1 c 2 1g 9 a 4 2 1 2n 3 2 1 1 2 6 1 2 1 4d 1 3 8 l 2 1l 2 3 1 11 f 1y 6 d 1 1 1 1 1 e 2 ' +
  '2d 8 2 3 1 1 n 1 2c 6 1 1 4 2 1 2 6m 4 6 2 1 2 r 2 2d 8 2 1 1 2 2y 1 1 1 2 6 1 1 2t 1 1 1 2 4 1 5 ' +
  '77 9 1 2 74 2 1 1 4 1 40 8 4 1 w a 14 6 2 4 8 1 9 6 2 3 1a d 1 2 5i 1 1 3 1 1 5l e 1 1 2a m 2 7 1 2 ' +
  '1 2 3e l 1 1 20 2 3 1 1 1 9n 2 b 2 1g 5 5 1 1 1 n 1 445 h 6 f 8ug c 3 3 1xc 5 1n 7 t4 1 1r 4 29 1 ' +
  'f5k 2 1 4 3mk 1z f4 3 9 g 2 7 u 4 44 3 1iz 1j 4 1e 8 1 e 1 m l 11s 17 2s 1 4g 7 af 1 1p 4 e4 4 72 2 ' +
  '6r 1 2 1 7 2 5 1 d6 7 31 7';

const WIDE =
  '38g 2o 3i2 2 d 2 5a 4 3 1 2 1 eh 2 l 2 1e c 17 1 j 1 d 1 8 2 h 2 5 2 8 1 5 1 l 1 7 2 1 1 4 1 2 1 7 ' +
  '1 4 2 s 1 z 1 1 1 4 3 1 1 1p 3 o 1 e 1 nv 2 1f 1 4 1 mi ak 4 16 4 h 2 2e 4 95 c 2g 8 mlz wp t hv ' +
  '8mc 6l8 d6 mu a m 1o 45 2o 3j 7 m49 4 c 5pi 15 w 2p 37 6pp 8j 19 3 h bc c20 1 5m 1 5a 1 2 a 2t 2u ' +
  '4a x c 9 1 1y 1 m c 17 4 5 c h 3 1 3 1z 1 1 1 57 2 1r d 4 1 o i 1 q 2 d 1 2e 2d 1c 1y 6 1 3 3 2 b b ' +
  '2 7 9 6b h 7v 1b 1 a 1 55 34 3t';

/** Characters of one cell that are emoji, drawn as pictures where a selector says so. */
const NARROW_EMOJI =
  '9 1 4 1 68d 1 c 1 60 1 m 1 2i 6 f 2 al 1 4m 1 t 3 1 2 5 3 5j 1 6f 2 a 1 9 1 1m 2 3 5 9 1 2 1 6 1 4 1 ' +
  '2 1 1 2 2 1 3 1 3 2 8 3 5 1 1 1 s 2 2 1 1 2 1 1 i 1 2 1 j 1 1 4 1 1 1 2 3 1 6 1 8 2 m 1 6 1 1 1 1 1 ' +
  'l 1 6 2 2 1 2 3 8 1 5 2 2 2 1 1 2 1 1 1 1 1 6 1 3 1 h 2 f 1 2 1 r 2 1o 1 b6 2 cv 3 10o 1 c 1 gp 1 1 ' +
  '1 2g9i 2 c 2 3m 1 1g 1 6h 1 2 9 9 1 1y 1 o 2 1 3 2 2 17 4 5 c j 1 1 1 1 1 1z 1 1 1 57 1 23 2 10 2 2 ' +
  '7 d 1 2 4 2 1 k 1 2 1 8 2 9 1 5 3 c 3 8 3 2 1 1 1 4 1 6 1 3 1 6 1 5s 1 1 3 g 6 3 1 6 1 2 1';

/** The tables list ranges from U+00A0 up as pairs in base 36: gap to the end of the range before, length. */
const TABLE_START = 0xa0;
const TABLE_END = 0x20000;

/** In the table of widths: an emoji of one cell. */
const EMOJI = 4;

let table: Uint8Array | undefined;

/**
 * Number of cells of one code point: 0, 1 or 2.
 *
 * @param codePoint - 0 … 0x10FFFF; control characters have 0
 */
export function characterWidth(codePoint: number): 0 | 1 | 2 {
  if (codePoint < 0x20) return 0;
  if (codePoint < 0x7f) return 1;
  if (codePoint < TABLE_START) return 0;
  if (codePoint < TABLE_END) return ((table ??= buildTable())[codePoint]! & 3) as 0 | 1 | 2;
  if (codePoint < 0x40000) return 2;
  // Tags and variation selectors.
  return codePoint >= 0xe0000 && codePoint <= 0xe0fff ? 0 : 1;
}

/** Whether a character takes one cell and is an emoji, so that a variation selector can make it a picture of two. */
export function isNarrowEmoji(codePoint: number): boolean {
  // Keycaps are made of digits, # and *.
  if (codePoint < TABLE_START) {
    return (codePoint >= 0x30 && codePoint <= 0x39) || codePoint === 0x23 || codePoint === 0x2a;
  }
  return codePoint < TABLE_END && (table ??= buildTable())[codePoint]! >= EMOJI;
}

function buildTable(): Uint8Array {
  const widths = new Uint8Array(TABLE_END).fill(1);
  for (const [ranges, width] of [
    [ZERO_WIDTH, 0],
    [WIDE, 2],
    [NARROW_EMOJI, 1 | EMOJI],
  ] as const) {
    const numbers = ranges.split(' ').map((digits) => parseInt(digits, 36));
    let next = TABLE_START;
    for (let i = 0; i < numbers.length; i += 2) {
      const start = next + numbers[i]!;
      next = start + numbers[i + 1]!;
      widths.fill(width, start, next);
    }
  }
  return widths;
}
