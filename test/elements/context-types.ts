/**
 * What the compiler proves of the context that elements get: they can read and ask, and nothing else. Nothing here runs;
 * `tsc -b` fails when a line that must be refused is not.
 */
import type { ContextType } from '@lit/context';
import type { playerContext, StateController } from '#src/elements/index.ts';
import type { Player } from '#src/player/index.ts';

type Context = ContextType<typeof playerContext>;

// @ts-expect-error An element cannot seek.
export type Seek = Context['seek'];
// @ts-expect-error An element cannot play.
export type Play = Context['play'];
// @ts-expect-error An element cannot show tracks by itself: it asks for them.
export type Show = Context['show'];
// @ts-expect-error An element cannot write to the store.
export type Commit = Context['store']['commit'];
// @ts-expect-error The state is replaced, never changed.
export const write = ({ store }: Context): void => void (store.state.time = 0);
// @ts-expect-error The controller that elements have gives out no more than the context.
export type SeekByController = NonNullable<StateController<unknown>['player']>['seek'];

/**
 * Everything that a player has and an element does not. A member that is new to `Player` must be put here or into
 * `SessionContext`; one of these that gets into `SessionContext` is refused.
 */
export const KEPT_FROM_ELEMENTS: Record<Exclude<keyof Player, keyof Context>, true> = {
  close: true,
  destination: true,
  expect: true,
  follow: true,
  hide: true,
  load: true,
  loadEarlier: true,
  pause: true,
  play: true,
  reload: true,
  unlock: true,
  retry: true,
  seek: true,
  seekBy: true,
  seekPosition: true,
  setClock: true,
  setLoop: true,
  setPace: true,
  setRate: true,
  settled: true,
  show: true,
  step: true,
  want: true,
  wake: true,
  setRange: true,
};
