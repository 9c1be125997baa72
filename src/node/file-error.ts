/** What is wrong; `docs/errors.md` says what each one means. */
export type FileErrorCode =
  | 'input-not-found'
  | 'input-unreadable'
  | 'input-not-a-file'
  | 'input-changed'
  | 'input-empty'
  | 'input-several-sessions'
  | 'input-too-many'
  | 'source-not-kept'
  | 'output-exists'
  | 'output-unwritable';

/** A file that cannot be read, or not written, as it was asked for. The message is one sentence, lower case. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly code: FileErrorCode;

  constructor(code: FileErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
