export type * from './track-state.ts';
export type * from './transcript/transcript-item.ts';
export { TranscriptState } from './transcript/transcript-state.ts';
export type * from './terminal/terminal-screen.ts';
