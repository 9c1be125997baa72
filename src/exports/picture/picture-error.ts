/** Why there is no picture; `docs/errors.md` says what each one means. */
export type PictureErrorCode =
  | 'no-terminal'
  | 'unknown-terminal'
  | 'no-diff'
  | 'clip-empty'
  | 'clip-too-long'
  | 'picture-too-large'
  | 'no-rasteriser';

/** There is nothing to draw, or too much. The message is one sentence, lower case. */
export class PictureError extends Error {
  override readonly name = 'PictureError';
  readonly code: PictureErrorCode;

  constructor(code: PictureErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
