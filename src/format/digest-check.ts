import { isBlobPath } from './archive-layout.ts';
import { sha256Hex } from './bytes/sha256.ts';
import type { Diagnostic } from './diagnostics.ts';
import { finding, quote } from './findings.ts';

/**
 * Compares an entry with the SHA-256 that the manifest, or the name of a blob, says.
 *
 * @param bytes - all of the entry, uncompressed
 * @param digests - of the manifest
 * @returns a finding where they differ; `undefined` when they do not, or nothing says a digest
 */
export function digestFinding(
  path: string,
  bytes: Uint8Array,
  digests: Readonly<Record<string, string>> | undefined,
): Diagnostic | undefined {
  return digestDifference(path, sha256Hex(bytes), digests);
}

/** The same, where the digest of the entry is known already. */
export function digestDifference(
  path: string,
  sha256: string,
  digests: Readonly<Record<string, string>> | undefined,
): Diagnostic | undefined {
  if (isBlobPath(path)) {
    if (path.startsWith(`blobs/${sha256}.`)) return undefined;
    return different(path, 'is not named by the SHA-256 of its content');
  }
  const expected = digests && Object.hasOwn(digests, path) ? digests[path] : undefined;
  if (expected === undefined || expected === sha256) return undefined;
  return different(path, 'does not have the SHA-256 that the manifest says');
}

function different(path: string, how: string): Diagnostic {
  return finding('digest-mismatch', 'warning', `${quote(path)} ${how}: it is not what was packed`, {
    entry: path,
  });
}
