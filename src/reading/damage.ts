import { ArchiveError, type ArchiveErrorCode } from '../format/index.ts';

/** Codes of what is lost for good, or not read because it is too much: the rest can be read without it. */
const DAMAGE: ReadonlySet<ArchiveErrorCode> = new Set<ArchiveErrorCode>([
  'ambiguous-archive',
  'corrupt-entry',
  'entry-not-found',
  'invalid-entry',
  'limit-exceeded',
  'truncated-archive',
]);

/** Whether a part of an archive cannot be read, however often it is tried: in a track that leaves a hole. */
export function isDamage(error: unknown): error is ArchiveError {
  return error instanceof ArchiveError && DAMAGE.has(error.code);
}
