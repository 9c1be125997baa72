import type { PlaybackErrorState, PlayerState } from '../../player/index.ts';

// Values of `readyState` and `networkState`, as `HTMLMediaElement` has them.

/** Nothing is known of a session. */
const HAVE_NOTHING = 0;
/** It is known what the session is. */
const HAVE_METADATA = 1;
/** The moment at the playhead is there, or on its way. */
const HAVE_CURRENT_DATA = 2;
/** It can play on. */
const HAVE_ENOUGH_DATA = 4;

/** No source. */
const NETWORK_EMPTY = 0;
/** Nothing is being loaded. */
const NETWORK_IDLE = 1;
/** Something is being loaded. */
const NETWORK_LOADING = 2;
/** The source cannot be opened. */
const NETWORK_NO_SOURCE = 3;

/** How much of the session can be shown now. */
export function readyStateOf({ status, manifest, waiting, seeking }: PlayerState): number {
  if (!manifest || status === 'error') return HAVE_NOTHING;
  if (status === 'loading') return HAVE_METADATA;
  return waiting || seeking ? HAVE_CURRENT_DATA : HAVE_ENOUGH_DATA;
}

/** What is being loaded. */
export function networkStateOf({ status, waiting, seeking }: PlayerState): number {
  switch (status) {
    case 'empty':
      return NETWORK_EMPTY;
    case 'error':
      return NETWORK_NO_SOURCE;
    case 'loading':
      return NETWORK_LOADING;
    case 'ready':
      return waiting || seeking ? NETWORK_LOADING : NETWORK_IDLE;
  }
}

/** Why a session cannot be played, as `HTMLMediaElement.error` says it, with our own code beside it. */
export interface PlayerError {
  /** 2 network, 3 decoding, 4 source not supported: for media controls. */
  readonly code: 2 | 3 | 4;
  /** Code of the `ArchiveError` or `PlaybackError`: branch on this one. */
  readonly reason: string;
  /** One sentence, lower case. */
  readonly message: string;
}

const NETWORK: ReadonlySet<string> = new Set(['source-unavailable', 'source-changed']);
const DECODING: ReadonlySet<string> = new Set(['corrupt-entry', 'truncated-archive', 'invalid-entry']);

/** An error as media elements tell it. */
export function playerErrorOf({ code: reason, message }: PlaybackErrorState): PlayerError {
  const code = NETWORK.has(reason) ? 2 : DECODING.has(reason) ? 3 : 4;
  return Object.freeze({ code, reason, message });
}
