/**
 * What elements ask of the player. A request is an event that bubbles and crosses shadow roots up to the
 * player element; nothing is shown before the player's state says it happened.
 */
import type { ClockName } from './player-state.ts';

/** Request event type → its `detail`. */
export interface PlayerRequests {
  'reprise-play-request': undefined;
  'reprise-pause-request': undefined;
  /** A moment in session time (`time`), in the current clock (`position`), or relative to the playhead (`by`), ms. */
  'reprise-seek-request': { time: number } | { position: number } | { by: number };
  /** To the next (1) or previous (−1) thing of a kind. */
  'reprise-step-request': {
    to: 'event' | 'turn' | 'change' | 'error' | 'commit' | 'chapter';
    direction: 1 | -1;
  };
  'reprise-rate-request': { rate: number };
  'reprise-clock-request': { clock: ClockName };
  'reprise-loop-request': { loop: boolean };
  /** An element that shows a track came or went; hidden tracks are not loaded. `track` is the entry path. */
  'reprise-show-request': { track: string };
  'reprise-hide-request': { track: string };
  /** Load one more segment before the first loaded one. */
  'reprise-earlier-request': { track: string };
  /** Open the current source again after an error. */
  'reprise-reload-request': undefined;
}

export type PlayerRequestType = keyof PlayerRequests;

/** Makes a request event; `detail` as `PlayerRequests` says. */
export function createRequest<T extends PlayerRequestType>(
  type: T,
  ...detail: PlayerRequests[T] extends undefined ? [] : [PlayerRequests[T]]
): CustomEvent<PlayerRequests[T]> {
  return new CustomEvent(type, { detail: detail[0] as PlayerRequests[T], bubbles: true, composed: true });
}
