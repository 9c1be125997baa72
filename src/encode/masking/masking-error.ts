import type { MaskedValue } from '../../masking/index.ts';
import type { Survivor } from './survivors.ts';

/** Why a session was not packed; `docs/errors.md` says what each one means. */
export type MaskingErrorCode = 'masking-incomplete' | 'secrets-found' | 'secrets-undecided';

/** Thrown when secrets stand in the way of an archive. Branch on `code`. It names placeholders, never a value. */
export class MaskingError extends Error {
  override readonly name = 'MaskingError';
  readonly code: MaskingErrorCode;

  constructor(code: MaskingErrorCode, message: string) {
    super(message);
    this.code = code;
  }

  /** What was to be masked still stands in the finished archive. */
  static incomplete(survivors: readonly Survivor[]): MaskingError {
    const places = listed(survivors.map(({ placeholder, entry }) => `${placeholder} in ${entry}`));
    return new MaskingError(
      'masking-incomplete',
      `values that were masked still stand in the finished archive, so it is not written: ${places}`,
    );
  }

  /** What may be a secret stays, and its author has not decided about it. */
  static undecided(count: number): MaskingError {
    const values = count === 1 ? 'a value is' : `${count} values are`;
    return new MaskingError('secrets-undecided', `${values} still to be decided, so nothing is written`);
  }

  /** There are secrets where there should be none. */
  static found(values: readonly MaskedValue[]): MaskingError {
    const places = listed(values.map(({ placeholder, rule }) => `${placeholder} (rule ${rule})`));
    return new MaskingError('secrets-found', `the session holds secrets, so it is not packed: ${places}`);
  }
}

/** Items that a message lists. */
const MAX_LISTED = 10;

function listed(items: readonly string[]): string {
  const more = items.length > MAX_LISTED ? ` and ${items.length - MAX_LISTED} more` : '';
  return items.slice(0, MAX_LISTED).join(', ') + more;
}
