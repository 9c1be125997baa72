export type { ChangedFile } from '../state/index.ts';
export type * from './player-state.ts';
export type { PlayerStore } from './player-store.ts';
export { MAX_RATE, MIN_RATE, Player } from './player.ts';
export type { PlayerOptions } from './player.ts';
export { PlaybackError } from './playback-error.ts';
export type { PlaybackErrorCode } from './playback-error.ts';
export type { Scheduler } from './scheduler.ts';
export { compareHits, HIT_KINDS, patternOf } from '../reading/finding.ts';
export { coverFacts, type CoverFacts } from '../reading/playback.ts';
export * from '../reading/words/index.ts';
export type {
  ChangePlace,
  Excerpt,
  FindMatching,
  FindOptions,
  FindStep,
  Hit,
  HitKind,
  HitPlace,
  Marker,
  ScreenPlace,
  Subagent,
  Timeline,
} from '../reading/index.ts';
export type { TimeMap } from '../reading/playback.ts';
export type { TerminalPoster } from './terminal-posters.ts';
export type { Step } from './step.ts';
export * from './requests.ts';
