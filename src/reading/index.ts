/** Reading a session at any time, without a clock and without a page. */
export type {
  BlamedFile,
  BlamedLine,
  ChangedFile,
  ChangeTexts,
  KnownFile,
  LineOrigin,
  PromptItem,
  SquashedFile,
  TerminalCursor,
  TerminalScreen,
  TranscriptItem,
} from '../state/index.ts';
export type { SurvivingLines } from './blame-reader.ts';
export type { TimeRange } from './event-range.ts';
export { compareHits, HIT_KINDS } from './find-hit.ts';
export type * from './find-hit.ts';
export { patternOf } from './find-pattern.ts';
export { openSession } from './open-session.ts';
export { ReadingError } from './reading-error.ts';
export type { ReadingErrorCode } from './reading-error.ts';
export { Session } from './session.ts';
export type { TranscriptRange } from './session.ts';
export type { FrameRange, TerminalMoment } from './terminal-frames.ts';
export type { TerminalRecording } from './terminal-events.ts';
export type { TerminalSnapshot } from './terminal-reader.ts';
export type { Marker, Subagent, Timeline } from './timeline.ts';
export type { TranscriptPart } from './transcript-document.ts';
export type { Turn } from './turn-reader.ts';

// What opening takes and throws: whoever reads archives needs no other entry.
export { ArchiveError, BlobSource, BytesSource, HttpSource } from '../format/index.ts';
export type {
  ByteSource,
  HttpOptions,
  Note,
  NoteKind,
  NoteRange,
  ReadNotes,
  ReadOptions,
} from '../format/index.ts';
