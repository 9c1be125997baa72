import { sha256Hex } from './bytes/sha256.ts';

/**
 * The UUID of an archive: equal content gives an equal id.
 *
 * It is a version 8 UUID (RFC 9562, 5.8) made of the first 16 bytes of the SHA-256 of the manifest's text as it is
 * written without its `id`. The manifest holds the digests of the tracks, which name their blobs by digest, so the
 * id stands for everything in the archive.
 *
 * @param text - the manifest's text without `id`
 */
export function contentId(text: string): string {
  const digest = sha256Hex(new TextEncoder().encode(text));
  const variant = ((Number.parseInt(digest[16]!, 16) & 0b0011) | 0b1000).toString(16);
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
}
