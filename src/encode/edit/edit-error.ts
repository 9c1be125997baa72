/** What is wrong; `docs/errors.md` says what each one means. */
export type EditErrorCode =
  | 'turn-not-found'
  | 'span-outside'
  | 'track-not-found'
  | 'track-needed'
  | 'file-not-found'
  | 'picture-not-found'
  | 'source-not-found'
  | 'nothing-to-edit';

/** An edit that names something which the session does not have. The message is one sentence, lower case. */
export class EditError extends Error {
  override readonly name = 'EditError';
  readonly code: EditErrorCode;

  constructor(code: EditErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
