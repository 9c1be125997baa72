/** A media type that can be told from its first bytes. */
export interface MediaType {
  readonly mimeType: string;
  /** File extension without dot, lower case. */
  readonly extension: string;
}

interface Signature extends MediaType {
  /** Bytes that must stand at `offset`. */
  readonly magic: string;
  readonly offset: number;
}

const SIGNATURES: readonly Signature[] = [
  { magic: '\x89PNG\r\n\x1a\n', offset: 0, mimeType: 'image/png', extension: 'png' },
  { magic: '\xff\xd8\xff', offset: 0, mimeType: 'image/jpeg', extension: 'jpg' },
  { magic: 'GIF8', offset: 0, mimeType: 'image/gif', extension: 'gif' },
  { magic: 'WEBP', offset: 8, mimeType: 'image/webp', extension: 'webp' },
  { magic: 'ftypavif', offset: 4, mimeType: 'image/avif', extension: 'avif' },
  { magic: 'ftypheic', offset: 4, mimeType: 'image/heic', extension: 'heic' },
  { magic: 'BM', offset: 0, mimeType: 'image/bmp', extension: 'bmp' },
  { magic: '%PDF-', offset: 0, mimeType: 'application/pdf', extension: 'pdf' },
];

/** The media type that the bytes themselves show; a file name or a header may lie. */
export function sniffMedia(bytes: Uint8Array): MediaType | undefined {
  return SIGNATURES.find(({ magic, offset }) => startsWith(bytes, magic, offset));
}

/** Extension for a media type that the bytes do not show: `svg`, or `bin` for all else. */
export function extensionOfMedia(mimeType: string): string {
  return mimeType === 'image/svg+xml' ? 'svg' : 'bin';
}

function startsWith(bytes: Uint8Array, magic: string, offset: number): boolean {
  for (let i = 0; i < magic.length; i += 1) {
    if (bytes[offset + i] !== magic.charCodeAt(i)) return false;
  }
  return true;
}
