import type { Diagnostic } from './diagnostics.ts';
import type { ArchiveErrorCode } from './errors.ts';

/** Codes of the diagnostics that reading an archive can yield. `docs/errors.md` says what each means. */
export type ArchiveFindingCode =
  // What other ZIP tools do, and a reader tolerates (spec [ZIP-18]).
  | 'archive-comment'
  | 'data-descriptor'
  | 'directory-entry'
  | 'entry-attributes'
  | 'entry-comment'
  | 'entry-date'
  | 'entry-order'
  | 'entry-padding'
  | 'extra-field'
  | 'needless-zip64'
  // The index.
  | 'index-missing'
  | 'index-mismatch'
  | 'index-unreadable'
  // The content.
  | 'digest-mismatch'
  | 'invalid-notes'
  | 'invalid-record'
  | 'newer-version'
  | 'terminal-resizes'
  | 'terminal-size'
  | 'track-end'
  | 'track-missing'
  | 'track-unreadable';

/** Codes that only validation yields, beside those of reading and the codes of `ArchiveError`. */
export type ValidationCode =
  | 'container-form'
  | 'dangling-reference'
  | 'digest-missing'
  | 'duplicate-id'
  | 'keyframe-line'
  | 'note-without-place'
  | 'oversized-payload'
  | 'segment-form'
  | 'time-order'
  | 'track-entry';

/** Codes of what recovering a damaged archive finds. */
export type RecoveryCode =
  'entry-damaged' | 'entry-foreign' | 'entry-lost' | 'manifest-lost' | 'segment-lost' | 'recovered-line-lost';

/** Receives findings as they are made. */
export type Report = (finding: Diagnostic) => void;

/** A diagnostic with a documented code. */
export function finding(
  code: ArchiveFindingCode | ValidationCode | RecoveryCode | ArchiveErrorCode,
  severity: Diagnostic['severity'],
  message: string,
  place: Pick<Diagnostic, 'entry' | 'line' | 'offset'> = {},
): Diagnostic {
  return { code, severity, message, ...place };
}

/**
 * A name or value from an archive, safe to stand in a message: characters that are not printable ASCII are
 * escaped, and what is too long is cut.
 */
export function quote(text: string): string {
  const short = text.length > 120 ? `${text.slice(0, 119)}…` : text;
  const escaped = short.replace(/[^\x20-\x7e…]/gu, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);
  return `"${escaped}"`;
}
