/** Why nothing could be imported; `docs/errors.md` says what each one means. */
export type ImportErrorCode =
  | 'empty-source'
  | 'unknown-source'
  | 'ambiguous-source'
  | 'unsupported-source'
  | 'unknown-session'
  | 'damaged-database'
  | 'limit-exceeded';

/** Thrown by everything under `importers/`. Branch on `code`. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly code: ImportErrorCode;

  constructor(code: ImportErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
