export type * from './player-state.ts';
export type * from './player-store.ts';
export { Player } from './player.ts';
export type * from './timeline.ts';
export * from './requests.ts';
