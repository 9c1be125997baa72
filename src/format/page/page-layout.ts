/**
 * How an archive stands in a page: base64 in lines of equal width, in data blocks of equal length, in one element that
 * says how many bytes there are. Where a byte stands follows from that alone, so that a page is read in ranges as the
 * archive itself is. Data blocks are scripts of a type that is none: browsers run and show nothing of them.
 */

/** Bytes of a line: a multiple of 3, so that only the last line of all is padded. */
export const LINE_SIZE = 768;
/** Characters of the line, without its end. */
const LINE_LENGTH = (LINE_SIZE / 3) * 4;
/** Bytes of a block: parsers of HTML and XML give up at texts of 10 MB. */
export const BLOCK_SIZE = 1024 * LINE_SIZE;

/** The id of the element that holds the archive. */
export const ARCHIVE_ELEMENT = 'reprise-archive';
/** The tag of the blocks. */
export const BLOCK_TAG = 'script';

/** What the element that holds the archive begins with. No other text of a page has an angle bracket before that. */
export const MARKER = `<div hidden id="${ARCHIVE_ELEMENT}"`;
/** The whole tag, as `startOf` writes it. */
export const START = /^<div hidden id="reprise-archive" data-size="(0|[1-9]\d{0,14})">\n/;
/** What it ends with. */
export const END = '</div>\n';
/** What a block begins with. */
export const BLOCK_START = `<${BLOCK_TAG} type="application/vnd.reprise.base64">\n`;
/** What it ends with. */
export const BLOCK_END = `</${BLOCK_TAG}>\n`;

/** The tag that begins an archive of a size in bytes. */
export function startOf(size: number): string {
  return `${MARKER} data-size="${size}">\n`;
}

/** Characters of the text of a block of so many bytes, line ends included. */
export function blockLength(size: number): number {
  return Math.ceil(size / 3) * 4 + Math.ceil(size / LINE_SIZE);
}

/** Characters of a whole block in a page. */
const WHOLE_BLOCK = BLOCK_START.length + blockLength(BLOCK_SIZE) + BLOCK_END.length;

/** Characters between the tag that begins an archive and what ends it. */
export function blocksLength(size: number): number {
  const whole = Math.floor(size / BLOCK_SIZE);
  const rest = size % BLOCK_SIZE;
  const last = rest === 0 ? 0 : BLOCK_START.length + blockLength(rest) + BLOCK_END.length;
  return whole * WHOLE_BLOCK + last;
}

/** Where the text of a block begins, in characters behind the tag that begins the archive. */
export function blockOffset(block: number): number {
  return block * WHOLE_BLOCK + BLOCK_START.length;
}

/** Where in the text of a block the line begins that a byte of the block stands in. */
export function lineOffset(byte: number): number {
  return Math.floor(byte / LINE_SIZE) * (LINE_LENGTH + 1);
}
