import { ArchiveError } from '../format/index.ts';
import type { PlaybackErrorState } from './player-state.ts';

/** Stable, documented reasons a player can refuse something. `docs/errors.md` lists what to do about each. */
export type PlaybackErrorCode =
  /** The call needs an open archive, and there is none (yet, or any more). */
  | 'no-archive'
  /** Something failed that is not the archive's fault; `cause` has it. */
  | 'playback-failed';

/** Thrown by everything under `player/`; errors of reading are `ArchiveError`s and `ReadingError`s. Branch on `code`, never on `message`. */
export class PlaybackError extends Error {
  override readonly name = 'PlaybackError';
  /** Why; `docs/errors.md` says what to do. */
  readonly code: PlaybackErrorCode;

  constructor(code: PlaybackErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Whether `error` says that somebody changed their mind. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Whether an error is one of the way to the archive: what failed may come when it is asked for again. */
export function isPassing(error: unknown): boolean {
  return (error as { readonly code?: unknown } | undefined)?.code === 'source-unavailable';
}

/** What the player's state says of an error. */
export function toErrorState(error: unknown): PlaybackErrorState {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const fault = error instanceof ArchiveError ? error.fault : undefined;
  return {
    code: typeof code === 'string' ? code : 'playback-failed',
    message: typeof message === 'string' ? message : String(error),
    ...(fault && { fault }),
  };
}
