import type { Diagnostic } from '../format/index.ts';

/** Findings of packing and editing; `docs/errors.md` says what each means. */
export type EncodeFindingCode =
  /** Two events claimed the same id: one got another. */
  | 'id-replaced'
  /** Events of a source stood before their predecessor and were moved to its time. */
  | 'time-reversed'
  /** A source lies outside the time of every other: its clock may be wrong. */
  | 'sources-apart'
  /** A terminal is resized more often than readers follow: further sizes are left out. */
  | 'resizes-left-out'
  /** A segment of a terminal has no keyframe of its own. */
  | 'keyframe-unproved'
  /** An entry, or a key of the manifest, may tell what was cut: it goes, too. */
  | 'entry-cut'
  /** Notes are on what was cut, or quote it: they go, too. */
  | 'note-cut'
  /** Text that stays names a file that was cut. */
  | 'path-mentioned'
  /** The title quotes what was cut: another one is made. */
  | 'title-cut';

/** Takes a finding; packing goes on. */
export type ReportFinding = (finding: Diagnostic & { readonly code: EncodeFindingCode }) => void;
