/** Stable, documented reasons a session cannot answer. `docs/errors.md` lists what to do about each. */
export type ReadingErrorCode =
  /** The session was closed. */
  | 'session-closed'
  /** The session has no track of that kind with this id. */
  | 'unknown-track'
  /** The session has no turn with this number or id. */
  | 'unknown-turn';

/** Thrown by everything under `reading/` where no archive is to blame. Branch on `code`, never on `message`. */
export class ReadingError extends Error {
  override readonly name = 'ReadingError';
  /** Why; `docs/errors.md` says what to do. */
  readonly code: ReadingErrorCode;

  constructor(code: ReadingErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
