/** What the first bytes of a picture say it is; its name and declared type are not asked. */
export interface ImageType {
  readonly mimeType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/avif';
  /** Pixels; absent where the head does not tell. */
  readonly width?: number;
  readonly height?: number;
}

/** Most pixels of a picture that is shown. */
export const MAX_PIXELS = 40_000_000;
/** Most bytes of a picture that is shown. */
export const MAX_IMAGE_SIZE = 32 * 2 ** 20;

/**
 * Recognises the raster images that are shown: PNG, JPEG, GIF, WebP and AVIF.
 *
 * @param bytes - the file, or its head: where the size stands behind it, the size is not told
 * @returns `undefined` for everything else, SVG included
 */
export function imageTypeOf(bytes: Uint8Array): ImageType | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) {
    return { mimeType: 'image/png', ...(bytes.length >= 24 && size(view.getUint32(16), view.getUint32(20))) };
  }
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return { mimeType: 'image/jpeg', ...jpegSize(view) };
  const head = text(bytes, 0, 16);
  if (/^GIF8[79]a/u.test(head)) {
    return {
      mimeType: 'image/gif',
      ...(bytes.length >= 10 && size(view.getUint16(6, true), view.getUint16(8, true))),
    };
  }
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') {
    return { mimeType: 'image/webp', ...webpSize(bytes, view) };
  }
  return /^.{4}ftypavi[fs]/su.test(head) ? { mimeType: 'image/avif', ...avifSize(bytes, view) } : undefined;
}

/** Start-of-frame markers, which hold the size: C0 to CF without C4, C8 and CC. */
function jpegSize(view: DataView): Size | undefined {
  let offset = 2;
  while (offset + 9 <= view.byteLength && view.getUint8(offset) === 0xff) {
    const marker = view.getUint8(offset + 1);
    // Filling, or a marker without a segment.
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      offset += marker === 0xff ? 1 : 2;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return size(view.getUint16(offset + 7), view.getUint16(offset + 5));
    offset += 2 + view.getUint16(offset + 2);
  }
  return undefined;
}

/** Boxes on the outermost level of a file that are looked through at most, and bytes of the one that tells sizes. */
const MAX_BOXES = 64;
const MAX_META = 2 ** 20;
/** `ispe` */
const EXTENTS = 0x69737065;

/** The largest of the extents that an AVIF declares: its parts have some of their own. */
function avifSize(bytes: Uint8Array, view: DataView): Size | undefined {
  let offset = 0;
  for (let count = 0; count < MAX_BOXES && offset + 16 <= bytes.length; count += 1) {
    const length = view.getUint32(offset);
    if (text(bytes, offset + 4, 4) === 'meta') return largestExtents(view, offset + 8, offset + length);
    // A length of 1 stands before one of 64 bits, one of 0 for all that is left.
    if (length < 8) return undefined;
    offset += length;
  }
  return undefined;
}

function largestExtents(view: DataView, start: number, end: number): Size | undefined {
  let largest: Size | undefined;
  const last = Math.min(end, start + MAX_META, view.byteLength) - 16;
  for (let at = start; at <= last; at += 1) {
    if (view.getUint32(at) !== EXTENTS) continue;
    const found = size(view.getUint32(at + 8), view.getUint32(at + 12));
    if (!largest || found.width * found.height > largest.width * largest.height) largest = found;
  }
  return largest;
}

function webpSize(bytes: Uint8Array, view: DataView): Size | undefined {
  if (bytes.length < 30) return undefined;
  switch (text(bytes, 12, 4)) {
    case 'VP8X':
      return size(1 + uint24(view, 24), 1 + uint24(view, 27));
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return size(1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff));
    }
    case 'VP8 ':
      return size(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
    default:
      return undefined;
  }
}

type Size = Required<Pick<ImageType, 'width' | 'height'>>;

function size(width: number, height: number): Size {
  return { width, height };
}

function uint24(view: DataView, offset: number): number {
  return view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16);
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function text(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length));
}
