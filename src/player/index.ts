export type * from './player-state.ts';
export type { PlayerStore } from './player-store.ts';
export { MAX_RATE, MIN_RATE, Player } from './player.ts';
export type { PlayerOptions } from './player.ts';
export { PlaybackError } from './playback-error.ts';
export type { PlaybackErrorCode } from './playback-error.ts';
export type { Scheduler } from './scheduler.ts';
export type { Marker, TimeMap, Timeline } from './timeline.ts';
export * from './requests.ts';
