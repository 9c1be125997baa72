import type { Diagnostic } from '../format/index.ts';

/** Findings of packing; `docs/errors.md` says what each means. */
export type EncodeFindingCode =
  /** Events of a source stood before their predecessor and were moved to its time. */
  | 'time-reversed'
  /** A source lies outside the time of every other: its clock may be wrong. */
  | 'sources-apart'
  /** A segment of a terminal has no keyframe of its own. */
  | 'keyframe-unproved';

/** Takes a finding; packing goes on. */
export type ReportFinding = (finding: Diagnostic & { readonly code: EncodeFindingCode }) => void;
