/**
 * What elements ask of the player. A request is an event that bubbles and crosses shadow roots up to the
 * player element; nothing is shown before the player's state says it happened.
 */
import type { ArchiveKey } from '../format/index.ts';
import type { Player } from './player.ts';
import type { ClockName } from './player-state.ts';
import type { Step } from './step.ts';

/** A moment to go to: in session time (`time`), in the current clock (`position`), or relative to the playhead (`by`, of the current clock), ms. */
export type SeekTarget =
  | { readonly time: number; readonly position?: never; readonly by?: never }
  | { readonly position: number; readonly time?: never; readonly by?: never }
  | { readonly by: number; readonly time?: never; readonly position?: never };

/** Request event type → its `detail`. */
export interface PlayerRequests {
  'reprise-play-request': undefined;
  'reprise-pause-request': undefined;
  'reprise-seek-request': SeekTarget;
  'reprise-step-request': Step;
  'reprise-rate-request': { rate: number };
  'reprise-clock-request': { clock: ClockName };
  'reprise-loop-request': { loop: boolean };
  /** An element that shows a track came or went; hidden tracks are not loaded. `track` is the entry path. */
  'reprise-show-request': { track: string };
  'reprise-hide-request': { track: string };
  /** The reader scrolled to a session time (ms): the playhead goes along. */
  'reprise-follow-request': { time: number };
  /** The reader looks at these parts of a transcript (entry path; first and last index). */
  'reprise-parts-request': { track: string; from: number; to: number };
  /** Load one more segment before the first loaded one. */
  'reprise-earlier-request': { track: string };
  /** Open the current source again after an error. */
  'reprise-reload-request': undefined;
  /** Open the current source, which is encrypted, with this passphrase or key. */
  'reprise-unlock-request': ArchiveKey;
}

/** The type of a request event. */
export type PlayerRequestType = keyof PlayerRequests;

/** Makes a request event; `detail` as `PlayerRequests` says. */
export function createRequest<T extends PlayerRequestType>(
  type: T,
  ...detail: PlayerRequests[T] extends undefined ? [] : [PlayerRequests[T]]
): CustomEvent<PlayerRequests[T]> {
  return new CustomEvent(type, { detail: detail[0] as PlayerRequests[T], bubbles: true, composed: true });
}

type Handlers = {
  readonly [T in PlayerRequestType]: (player: Player, detail: PlayerRequests[T]) => Promise<void> | void;
};

const HANDLERS: Handlers = {
  'reprise-play-request': (player) => player.play(),
  'reprise-pause-request': (player) => player.pause(),
  'reprise-seek-request': (player, detail) => {
    if (detail.time !== undefined) return player.seek(detail.time);
    return detail.position === undefined ? player.seekBy(detail.by) : player.seekPosition(detail.position);
  },
  'reprise-step-request': (player, detail) => player.step(detail),
  'reprise-rate-request': (player, { rate }) => player.setRate(rate),
  'reprise-clock-request': (player, { clock }) => player.setClock(clock),
  'reprise-loop-request': (player, { loop }) => player.setLoop(loop),
  'reprise-show-request': (player, { track }) => player.show(track),
  'reprise-hide-request': (player, { track }) => player.hide(track),
  'reprise-follow-request': (player, { time }) => player.follow(time),
  'reprise-parts-request': (player, { track, from, to }) => player.want(track, from, to),
  'reprise-earlier-request': (player, { track }) => player.loadEarlier(track),
  'reprise-reload-request': (player) => player.reload(),
  'reprise-unlock-request': (player, key) => player.unlock(key),
};

/** Every request type, for whoever listens to them. */
export const PLAYER_REQUESTS = Object.keys(HANDLERS) as readonly PlayerRequestType[];

/**
 * Does what a request asks for. What comes of it, errors too, is in the player's state and nowhere else.
 *
 * @param event - of one of `PLAYER_REQUESTS`
 */
export function handleRequest(player: Player, event: CustomEvent<PlayerRequests[PlayerRequestType]>): void {
  const handler = HANDLERS[event.type as PlayerRequestType] as (
    player: Player,
    detail: unknown,
  ) => Promise<void> | void;
  void handler(player, event.detail)?.catch(() => undefined);
}
