import type {
  ChangeEvent,
  Chapter,
  ContentBlock,
  Diagnostic,
  Manifest,
  Note,
  ReadNotes,
  ReadOptions,
  TerminalEvent,
  TimeIndex,
  TrackDescription,
  TurnEntry,
} from '../format/index.ts';
import type { BlamedFile, ChangeTexts, FileHistory, KnownFile, SquashedFile } from '../state/files/index.ts';
import type { ChangedFile, TranscriptItem } from '../state/index.ts';
import { readBlame, readSurvivors } from './blame-reader.ts';
import type { SurvivingLines } from './blame-reader.ts';
import { readBlob } from './blob-reader.ts';
import { readChangedFiles, readChanges, readFileHistory } from './changes-reader.ts';
import { readText } from './content-text.ts';
import type { TimeRange } from './event-range.ts';
import { timeOfEvent } from './event-search.ts';
import { openFileHistory, readFiles } from './file-reader.ts';
import type { FindMatching, FindOptions, FindStep } from './find-hit.ts';
import { readItemRuns } from './item-runs.ts';
import { findLostNotes, readSessionNotes } from './notes.ts';
import { ReadingError } from './reading-error.ts';
import type { SessionParts } from './session-parts.ts';
import { readTerminalFrames, type FrameRange, type TerminalMoment } from './terminal-frames.ts';
import { readRecording, readTerminalEvents } from './terminal-events.ts';
import type { TerminalRecording } from './terminal-events.ts';
import { readTerminal, readTerminalText } from './terminal-reader.ts';
import type { TerminalSnapshot } from './terminal-reader.ts';
import type { Timeline } from './timeline.ts';
import { readTranscript } from './transcript-reader.ts';
import { readTurn } from './turn-reader.ts';
import type { Turn } from './turn-reader.ts';

/** A stretch of a transcript: session times in ms, both included; by default all of the transcript `main`. */
export interface TranscriptRange extends Partial<TimeRange> {
  /** Id of a transcript track. */
  readonly track?: string;
}

/**
 * What an open archive holds, at any time of the session. `openSession` makes one.
 *
 * Times are session time in ms; "at" includes all that happened in that very millisecond. What is at a time is what a
 * player shows there. Reads a segment once and keeps the ones used last, 4 MiB of inflated text; nothing else grows
 * with use. Every reader takes a signal, and rejects with its reason when it aborts; with `session-closed` after
 * `close`. What an archive can be blamed for is an {@link ArchiveError}.
 */
export class Session {
  /** Everything of the session that is known without its tracks: turns, chapters, activity, markers. */
  readonly timeline: Timeline;
  /** Tracks of known kinds, in the manifest's order; of changes, the first only. */
  readonly tracks: readonly TrackDescription[];
  /** What finds things in the archive; made anew where the archive's own did not fit. */
  readonly index: TimeIndex;
  readonly #parts: SessionParts;
  readonly #closed = new AbortController();
  /** What searches have read. */
  readonly #searched = new Set<string>();

  /** For those who hold the parts; everybody else calls `openSession`. */
  constructor(parts: SessionParts, index: TimeIndex) {
    this.#parts = parts;
    this.timeline = parts.timeline;
    this.tracks = parts.tracks;
    this.index = index;
  }

  /** What the archive says of itself. */
  get manifest(): Manifest {
    return this.#parts.archive.manifest;
  }

  /** The timeline's turns, in order. */
  get turns(): readonly TurnEntry[] {
    return this.timeline.turns;
  }

  /** The timeline's chapters, in order: the manifest's, or the turns where it has none. */
  get chapters(): readonly Chapter[] {
    return this.timeline.chapters;
  }

  /** Length of the session, ms. */
  get duration(): number {
    return this.timeline.duration;
  }

  /** What is not as it should be, so far; it grows while the archive is read. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#parts.archive.diagnostics;
  }

  /**
   * Items that began in a stretch of time, as they stand at its end. Holds the items of the stretch; loads one segment
   * after another. It is entered by the segment in which it begins: what goes on there from the segment before, a
   * message in pieces, counts as begun there.
   *
   * @throws {ReadingError} `unknown-track`
   */
  async *transcript(
    { track = 'main', from = 0, to = this.duration }: TranscriptRange = {},
    options?: ReadOptions,
  ): AsyncGenerator<TranscriptItem, void> {
    yield* readTranscript(this.#parts, { track, from, to }, this.#signal(options));
  }

  /**
   * As `transcript`, without holding the items of the stretch: a segment's, and those of the next ones while a call is
   * open. A call that is open over 8 MiB of events comes twice: as it stood then, and what became of it.
   *
   * @throws {ReadingError} `unknown-track`
   */
  async *items(
    { track = 'main', from = 0, to = this.duration }: TranscriptRange = {},
    options?: ReadOptions,
  ): AsyncGenerator<TranscriptItem, void> {
    yield* readItemRuns(this.#parts, { track, from, to }, this.#signal(options));
  }

  /**
   * One turn: its prompt, and all its items as they stand when the next one begins. Loads the segments it lies in.
   *
   * @param which - its number, counted from 1, or its id
   * @throws {ReadingError} `unknown-turn`
   */
  async turn(which: number | string, options?: ReadOptions): Promise<Turn> {
    return readTurn(this.#parts, which, this.#signal(options));
  }

  /**
   * The text of a prompt or message, blocks apart by a blank line. Texts over 32 KiB lie outside the transcript and
   * are loaded, one request each; of an image there is `[image]`, of anything else its name.
   */
  async contentText(content: readonly ContentBlock[], options?: ReadOptions): Promise<string> {
    return readText(this.#parts, content, this.#signal(options));
  }

  /**
   * Changes of a stretch of time (default all), in order, without `observe`. Loads one segment after another and holds
   * one.
   */
  async *changes(
    { from = 0, to = this.duration }: Partial<TimeRange> = {},
    options?: ReadOptions,
  ): AsyncGenerator<ChangeEvent, void> {
    yield* readChanges(this.#parts, { from, to }, this.#signal(options));
  }

  /** Files changed from the session's start up to a time, ordered by path. One segment is read. */
  async changedFiles(time: number, options?: ReadOptions): Promise<readonly ChangedFile[]> {
    return readChangedFiles(this.#parts, time, this.#signal(options));
  }

  /**
   * What became of one file, oldest first: its changes and what was read of it, across renames. Each event has time,
   * id and digest of the version; `changeTexts` has its text. Every segment of changes is read.
   *
   * @param path - its last path
   */
  async fileHistory(path: string, options?: ReadOptions): Promise<readonly ChangeEvent[]> {
    return readFileHistory(this.#parts, path, this.#signal(options));
  }

  /** Every file whose text is known at a time: path → text, ordered by path. Holds all the texts. */
  async files(time: number, options?: ReadOptions): Promise<ReadonlyMap<string, string>> {
    const signal = this.#signal(options);
    const history = await this.#files();
    return history ? readFiles(history, time, { signal }) : new Map<string, string>();
  }

  /** As `files`, without reading the texts: paths and digests, ordered by path. One segment is read. */
  async knownFiles(time: number, options?: ReadOptions): Promise<readonly KnownFile[]> {
    const signal = this.#signal(options);
    return (await this.#files())?.filesAt(time, { signal }) ?? [];
  }

  /**
   * Text of a file at a time.
   *
   * @returns `undefined` where the text is not known then
   */
  async fileText(path: string, time: number, options?: ReadOptions): Promise<string | undefined> {
    const signal = this.#signal(options);
    return (await this.#files())?.textAt(path, time, { signal });
  }

  /** The texts before and after a change, and its patch where that lies outside the track, as far as known. */
  async changeTexts(change: ChangeEvent, options?: ReadOptions): Promise<ChangeTexts> {
    const signal = this.#signal(options);
    return (await this.#files())?.textsOf(change, { signal }) ?? {};
  }

  /** All changes up to a time, one patch a file. Loads every segment of changes up to then. */
  async squash(time: number, options?: ReadOptions): Promise<readonly SquashedFile[]> {
    const signal = this.#signal(options);
    return (await this.#files())?.squashAt(time, { signal }) ?? [];
  }

  /**
   * All changes of one file up to a time as one patch; `undefined` where there are none, or they come to nothing.
   * Loads the segments in which the file was changed.
   *
   * @param path - the file's path at that time
   */
  async squashFile(path: string, time: number, options?: ReadOptions): Promise<SquashedFile | undefined> {
    const signal = this.#signal(options);
    return (await this.#files())?.squashFileAt(path, time, { signal });
  }

  /**
   * The lines of a file at a time, as far as they are known, with the change that wrote each last; `undefined` where
   * nothing is known of the file. Loads every segment of changes up to then.
   *
   * @param path - the file's path at that time
   */
  async blame(path: string, time: number, options?: ReadOptions): Promise<BlamedFile | undefined> {
    return readBlame(this.#parts, path, time, this.#signal(options));
  }

  /**
   * What is left at the session's end of the lines that the changes of a stretch of time (a turn, a moment) wrote.
   * Loads every segment of changes.
   */
  async survivors(range: TimeRange, options?: ReadOptions): Promise<readonly SurvivingLines[]> {
    return readSurvivors(this.#parts, range, this.#signal(options));
  }

  /**
   * The screen of a terminal (track id) at a time. One segment is read, rarely one more; the emulator's code is loaded
   * on first use.
   *
   * @throws {ReadingError} `unknown-track`
   */
  async terminalAt(track: string, time: number, options?: ReadOptions): Promise<TerminalSnapshot> {
    return readTerminal(this.#parts, track, time, this.#signal(options));
  }

  /**
   * How a terminal (track id) looks, with its colours, over a stretch of time: as at its start, then after all output that
   * came within `apart` ms. What is yielded is good until the next is asked for. Loads one segment after another and holds
   * one; the emulator's code is loaded on first use.
   *
   * @throws {ReadingError} `unknown-track`
   */
  async *terminalFrames(
    track: string,
    range: FrameRange,
    options?: ReadOptions,
  ): AsyncGenerator<TerminalMoment, void> {
    yield* readTerminalFrames(this.#parts, track, range, this.#signal(options));
  }

  /**
   * The text that a terminal (track id) wrote in a stretch of time (default all), in pieces as it came: without escape
   * sequences, and with what was written over. Loads one segment after another and holds one.
   *
   * @throws {ReadingError} `unknown-track`
   */
  async *terminalText(
    track: string,
    { from = 0, to = this.duration }: Partial<TimeRange> = {},
    options?: ReadOptions,
  ): AsyncGenerator<string, void> {
    yield* readTerminalText(this.#parts, track, { from, to }, this.#signal(options));
  }

  /**
   * The events of a terminal (track id) in a stretch of time (default all), as they are. Loads one segment after another
   * and holds one.
   *
   * @throws {ReadingError} `unknown-track`
   */
  async *terminalEvents(
    track: string,
    { from = 0, to = this.duration }: Partial<TimeRange> = {},
    options?: ReadOptions,
  ): AsyncGenerator<TerminalEvent, void> {
    yield* readTerminalEvents(this.#parts, track, { from, to }, this.#signal(options));
  }

  /**
   * What a terminal (track id) recorded in a stretch of time (default all), to be played elsewhere: it begins with the
   * screen of that moment. Loads one segment after another and holds one.
   *
   * @throws {ReadingError} `unknown-track`
   */
  async recording(
    track: string,
    { from = 0, to = this.duration }: Partial<TimeRange> = {},
    options?: ReadOptions,
  ): Promise<TerminalRecording> {
    return readRecording(this.#parts, track, { from, to }, this.#signal(options));
  }

  /**
   * Time of an event, by the id that links carry; `undefined` when the session has no such event. That of a turn or
   * chapter is known; others are looked for, one segment after another.
   */
  async timeOf(eventId: string, options?: ReadOptions): Promise<number | undefined> {
    return timeOfEvent(this.#parts, eventId, this.#signal(options));
  }

  /**
   * Finds a query in what was said, done and changed, step by step; the code for it is loaded on first use. Nothing in a
   * query has a meaning of its own. Reads the session from its beginning, one segment after another; where more than
   * 2 MB have to be fetched a step says so, and asking for the next one agrees. At most 5,000 hits are found.
   */
  async *find(
    query: string,
    { signal, ...options }: FindMatching & FindOptions = {},
  ): AsyncGenerator<FindStep, void> {
    const both = this.#signal(signal && { signal });
    const { findIn } = await import('./find.ts');
    yield* findIn({ ...this.#parts, read: this.#searched }, query, options, { ...options, signal: both });
  }

  /**
   * What people have noted on the session, by time, and what of it cannot be read. One request, none where there is
   * nothing.
   */
  async notes(options?: ReadOptions): Promise<ReadNotes> {
    return readSessionNotes(this.#parts, this.#signal(options));
  }

  /** Notes whose place is not in the session any more. Reads the segments at the times of all notes. */
  async lostNotes(options?: ReadOptions): Promise<readonly Note[]> {
    const signal = this.#signal(options);
    const { notes } = await readSessionNotes(this.#parts, signal);
    return findLostNotes(this.#parts, notes, signal);
  }

  /** An entry of the archive (an image, a long text) as a Blob, with the media type its name stands for. One request. */
  async blob(path: string, options?: ReadOptions): Promise<Blob> {
    return readBlob(this.#parts, path, { signal: this.#signal(options) });
  }

  /** The bytes of an entry of the archive: a blob, notes, the README. One request. */
  async entry(path: string, options?: ReadOptions): Promise<Uint8Array> {
    return this.#parts.archive.readEntry(path, { signal: this.#signal(options) });
  }

  /**
   * Ends everything under way; nothing can be read after it. The source stays open: who opened it closes it.
   *
   * @param reason - what everything under way and later rejects with
   */
  close(reason: unknown = new ReadingError('session-closed', 'the session was closed')): void {
    this.#closed.abort(reason);
  }

  /** Made for each question: it holds nothing, and code that could not be loaded is asked for again. */
  #files(): Promise<FileHistory | undefined> {
    return openFileHistory(this.#parts, this.#closed.signal);
  }

  /** Aborts when the caller's signal does or the session is closed. */
  #signal({ signal }: ReadOptions = {}): AbortSignal {
    const closed = this.#closed.signal;
    closed.throwIfAborted();
    return signal ? AbortSignal.any([closed, signal]) : closed;
  }
}
