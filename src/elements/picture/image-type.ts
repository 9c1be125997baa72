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
 * @param bytes - the head of the file; 64 KiB are enough
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
  return /^.{4}ftypavi[fs]/su.test(head) ? { mimeType: 'image/avif' } : undefined;
}

/** Start-of-frame markers, which hold the size: C0 to CF without C4, C8 and CC. */
function jpegSize(view: DataView): Size | undefined {
  let offset = 2;
  while (offset + 9 <= view.byteLength && view.getUint8(offset) === 0xff) {
    const marker = view.getUint8(offset + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return size(view.getUint16(offset + 7), view.getUint16(offset + 5));
    offset += 2 + view.getUint16(offset + 2);
  }
  return undefined;
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
