import type { Diagnostic } from '../../format/index.ts';

/** Where the readers of sources say what they found wrong. */
export interface FindingReport {
  /**
   * Takes a finding.
   *
   * @param code - one of those that `docs/importers/index.md` lists
   * @param place - line that it was found in, counted from 1; default severity: `warning`
   */
  note(
    code: string,
    message: string,
    place?: { readonly line?: number; readonly severity?: Diagnostic['severity'] },
  ): void;
}
