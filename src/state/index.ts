export type * from './track-state.ts';
export type * from './transcript/transcript-item.ts';
export { TranscriptState } from './transcript/transcript-state.ts';
export type * from './terminal/terminal-screen.ts';
export { OutlineBuilder } from './outline.ts';
export type { Outline } from './outline.ts';
export { ReadingMapBuilder } from './reading-map.ts';
export { roughDuration } from './reading/fold-label.ts';
