/** A finding with a code that does not stop the work. Collected and returned, never thrown or logged. */
export interface Diagnostic {
  /** Stable kebab-case code, listed in `docs/errors.md`. */
  readonly code: string;
  /** `info`: worth knowing. `warning`: something is not as it should be. `error`: something was lost. */
  readonly severity: 'info' | 'warning' | 'error';
  /** One sentence, lower case, no full stop, with the value and the place in it. */
  readonly message: string;
  /** Entry path (archive) or file name (source) the finding is about. */
  readonly entry?: string;
  /** Line within it, counted from 1. */
  readonly line?: number;
  /** Byte offset from the start of the archive. */
  readonly offset?: number;
}
