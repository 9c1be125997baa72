import type { ReadOptions } from '../format/index.ts';
import type { SessionParts } from './session-parts.ts';

/** Media types of blobs that a page shows by itself; everything else is plain bytes to it. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  txt: 'text/plain;charset=utf-8',
};

/** The bytes of an entry, with the media type its name stands for. Errors as `ArchiveReader.readEntry`. */
export async function readBlob({ archive }: SessionParts, path: string, options: ReadOptions): Promise<Blob> {
  const bytes = await archive.readEntry(path, options);
  const extension = path.slice(path.lastIndexOf('.') + 1);
  const type = Object.hasOwn(MEDIA_TYPES, extension) ? MEDIA_TYPES[extension]! : 'application/octet-stream';
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type });
}
