/** What a player is built on, without the readers, which are not needed for its first frame. */
export { openArchive } from './archive.ts';
export type { Archive, OpenArchive } from './archive.ts';
export { ChangeList } from './change-list.ts';
export { checkedIndex } from './checked-index.ts';
export { isDamage } from './damage.ts';
export { holeAt, holesOf, type Hole } from './holes.ts';
export { playheadAfter } from './playhead.ts';
export type { Playhead } from './playhead.ts';
export { SegmentLoader } from './segment-loader.ts';
export type { SessionParts } from './session-parts.ts';
export { sessionTracks } from './session-tracks.ts';
export { buildTimeline } from './timeline.ts';
export type { Marker, Subagent, Timeline } from './timeline.ts';
export { loadEmulator, openTerminal } from './open-terminal.ts';
export { TranscriptDocument } from './transcript-document.ts';
export type { TranscriptPart } from './transcript-document.ts';
export { TrackCursor } from './track-cursor.ts';
export type { Move } from './track-cursor.ts';
