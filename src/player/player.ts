import { BlobSource, BytesSource, decrypted, hasNotes } from '../format/index.ts';
import type { ArchiveKey, ByteSource, ChangeEvent, Note, TimeIndex } from '../format/index.ts';
import type {
  FindMatching,
  FindOptions,
  FindStep,
  Session,
  SurvivingLines,
  TimeRange,
  TranscriptRange,
} from '../reading/index.ts';
import { checkedIndex, MAP_WORDS_PER_MINUTE, openArchive } from '../reading/playback.ts';
import type { Archive, OpenArchive } from '../reading/playback.ts';
import type { BlamedFile, ChangeTexts, KnownFile, SquashedFile } from '../state/files/index.ts';
import type { ChangedFile, TranscriptItem } from '../state/index.ts';
import { atPosition, atTime } from './moment.ts';
import type { Target } from './moment.ts';
import { isAbort, isPassing, PlaybackError, toErrorState } from './playback-error.ts';
import { PlayedSession } from './played-session.ts';
import type { PaneHooks } from './played-session.ts';
import { EMPTY_STATE, StateStore } from './player-store.ts';
import type { PlayerStore } from './player-store.ts';
import type { ClockName } from './player-state.ts';
import { systemScheduler } from './scheduler.ts';
import type { Scheduler } from './scheduler.ts';
import type { Step } from './step.ts';
import type { TerminalPoster } from './terminal-posters.ts';
import { Transport } from './transport.ts';

/** Slowest speed. */
export const MIN_RATE = 0.25;
/** Fastest speed. */
export const MAX_RATE = 16;

/** Changes of a stretch of time that are given at once. */
const MAX_CHANGES = 1_000;

/** What a player may be given instead of its own. */
export interface PlayerOptions {
  /** Real time. Default: animation frames in a page, a timer elsewhere. */
  readonly scheduler?: Scheduler;
  /** How fast the viewer reads: scales the reading clock. Default 240. */
  readonly wordsPerMinute?: number;
  /** Opens a source. Default `ArchiveReader.open`. */
  readonly open?: OpenArchive;
}

/**
 * Plays an archive: moves the playhead by a clock, keeps the state of every visible track there, and tells the
 * world through its store, one commit a tick. Draws nothing and knows no page.
 *
 * While paused it holds no timer. Times are ms. Errors of opening and playing end in `state.error`; promises
 * reject with the same error, or with an `AbortError` when something newer took their place.
 */
export class Player {
  readonly #store = new StateStore();
  readonly #scheduler: Scheduler;
  #wordsPerMinute: number;
  readonly #open: OpenArchive;
  /** Entry → number of elements that show it; outlives the source. */
  readonly #shown = new Map<string, number>();
  /** Entries that will be shown; of the source alone. */
  readonly #expected = new Set<string>();
  #source: ByteSource | undefined;
  /** Aborts what was begun for the current source. */
  #life = new AbortController();
  #transport: Transport | undefined;
  /** Settles when the current source is open or has failed. */
  #loaded: Promise<void> = Promise.resolve();
  /** Where to begin once it is open. */
  #start: Target = atPosition(0);
  #clock: ClockName | undefined;

  constructor(options: PlayerOptions = {}) {
    this.#scheduler = options.scheduler ?? systemScheduler;
    this.#wordsPerMinute = options.wordsPerMinute ?? MAP_WORDS_PER_MINUTE;
    this.#open = options.open ?? openArchive;
  }

  /** What the player shows the world. */
  get store(): PlayerStore {
    return this.#store;
  }

  // ------------------------------------------------------------------------------------------ source

  /**
   * Opens a source in place of the current one; `undefined` only closes that. Begins paused, at the start.
   *
   * @returns resolves when the archive is checked and the panes that are shown show its beginning
   * @throws {ArchiveError} what opening it gives; `AbortError` when another source took its place
   */
  load(source: ByteSource | undefined): Promise<void> {
    this.#unload(new DOMException('another source took its place', 'AbortError'));
    this.#source = source;
    this.#expected.clear();
    this.#start = atPosition(0);
    const { rate, loop } = this.#store.state;
    const status = source ? 'loading' : 'empty';
    this.#store.commit({ ...EMPTY_STATE, rate, loop, status, source: source?.name });
    if (!source) return Promise.resolve();
    const { signal } = this.#life;
    this.#loaded = this.#told(this.#openSource(source, signal), signal);
    this.#loaded.catch(() => undefined);
    return this.#loaded;
  }

  /** Opens the current source again and goes to the moment where it was or was to begin. */
  reload(): Promise<void> {
    const start = this.#place;
    const loaded = this.load(this.#source);
    this.#start = start;
    return loaded;
  }

  /**
   * Opens the current source, which is encrypted, with a passphrase or a key. Until that fits, all stays as it is.
   *
   * @throws {ArchiveError} `wrong-passphrase`, `wrong-key` and what else reading it gives, which is the error of the
   *   state, too; `AbortError` when another source took its place
   */
  async unlock(key: ArchiveKey): Promise<void> {
    if (!this.#source) return;
    const { signal } = this.#life;
    const source = decrypted(this.#source, key);
    await this.#told(source.size({ signal }), signal);
    this.#source = source;
    await this.reload();
  }

  /** Asks once more for what could not be fetched (`state.stalled`) and goes on where that was; nothing else if nothing was. */
  retry(): void {
    if (this.#store.state.stalled) this.#transport?.retry();
  }

  /** Ends playback and everything under way; `load` makes the player usable again. */
  close(): void {
    void this.load(undefined);
  }

  // --------------------------------------------------------------------------------------- transport

  /** Plays from the playhead on, from the beginning if the end was reached; while loading, as soon as it can. */
  play(): void {
    if (this.#transport) this.#transport.play();
    else if (this.#store.state.status === 'loading') this.#store.commit({ paused: false });
  }

  /** Stops the playhead where it is; what is being loaded still comes. */
  pause(): void {
    if (this.#transport) this.#transport.pause();
    else this.#store.commit({ paused: true });
  }

  /**
   * Moves the playhead to a session time (ms, clamped to the session), with all that happened up to then.
   * The newest seek wins. While the source is being opened it says where to begin.
   *
   * @returns resolves when every visible pane shows that moment
   * @throws {ArchiveError} when that cannot be read; `AbortError` when a newer seek or source took its place
   */
  seek(time: number): Promise<void> {
    return this.#seek(atTime(time));
  }

  /**
   * Moves the playhead to a session time (ms) along with somebody who scrolls, while paused. It is there at once; panes
   * of evidence follow at once where what they need is at hand, and else, as the conversation does, when scrolling rests.
   */
  follow(time: number): void {
    if (this.#store.state.paused) this.#transport?.follow(time);
  }

  /** Where the playhead is or is on its way to, ms of the current clock and of the session; 0 while nothing is open. */
  get destination(): { readonly position: number; readonly time: number } {
    const { position = 0, playhead } = this.#transport?.destination ?? {};
    return { position, time: playhead?.time ?? 0 };
  }

  /**
   * Resolves when every visible pane shows the playhead; at once where all do, or nothing is open. Unlike a seek it
   * takes nobody's place.
   */
  async settled(): Promise<void> {
    await this.#loaded.catch(() => undefined);
    await this.#transport?.settled();
  }

  /** Like `seek`, to a position of the current clock (ms). */
  seekPosition(position: number): Promise<void> {
    return this.#seek(atPosition(position));
  }

  /** Like `seek`, by ms of the current clock from where the playhead is or is on its way to. */
  seekBy(delta: number): Promise<void> {
    return this.seekPosition(this.destination.position + delta);
  }

  /**
   * Moves the playhead to the next or previous thing of a kind; it stays where it is when there is none.
   *
   * @returns resolves when every visible pane shows that moment
   */
  step(step: Step): Promise<void> {
    return this.#run((transport) => transport.step(step));
  }

  /** Sets the speed, 0.25 … 16; what lies outside is brought inside. */
  setRate(rate: number): void {
    if (Number.isNaN(rate)) throw new RangeError('the rate is not a number');
    this.#store.commit({ rate: Math.min(Math.max(rate, MIN_RATE), MAX_RATE) });
  }

  /** Whether playing begins again at the end. */
  setLoop(loop: boolean): void {
    this.#store.commit({ loop });
  }

  /** Changes what advances the playhead; session time stays. Later sources that have the clock begin with it. */
  setClock(clock: ClockName): void {
    this.#clock = clock;
    this.#transport?.setClock(clock);
  }

  /**
   * Sets how fast the viewer reads, in words a minute above 0 (default 240): the reading clock is scaled by it, session
   * time stays. Later sources are read as fast.
   */
  setPace(wordsPerMinute: number): void {
    if (!(wordsPerMinute > 0 && wordsPerMinute < Infinity)) {
      throw new RangeError('the pace is no number of words a minute');
    }
    this.#wordsPerMinute = wordsPerMinute;
    this.#transport?.setPace(wordsPerMinute);
  }

  // ------------------------------------------------------------------------------------------ tracks

  /** An element shows the track (entry path) from now on; it is loaded while anybody does. */
  show(entry: string): void {
    this.#shown.set(entry, (this.#shown.get(entry) ?? 0) + 1);
    this.#transport?.show(entry);
  }

  /** The counterpart of one `show`. */
  hide(entry: string): void {
    const left = (this.#shown.get(entry) ?? 0) - 1;
    if (left > 0) {
      this.#shown.set(entry, left);
      return;
    }
    this.#shown.delete(entry);
    this.#transport?.hide(entry);
  }

  /**
   * A track (entry path) will be shown soon: what showing it needs, code and a segment, begins to travel. That may be said
   * as soon as it is known what there is, and of tracks that are not there. What fails is told when the track is shown.
   */
  expect(entry: string): void {
    this.#expected.add(entry);
    this.#transport?.expect(entry);
  }

  /** Somebody looks at parts of a shown transcript (entry path, indexes of segments): they are loaded once that rests. */
  want(entry: string, from: number, to: number): void {
    this.#transport?.want(entry, from, to);
  }

  /** Loads one more segment before the first loaded one of a shown track. */
  loadEarlier(entry: string): Promise<void> {
    return this.#run((transport) => transport.loadEarlier(entry));
  }

  // ----------------------------------------------------------------------------------------- readers
  // Their code is not part of the first frame: it is loaded on first use.

  /**
   * Text of a file at a session time (ms).
   *
   * @returns `undefined` where the text is not known then
   */
  async fileText(path: string, time: number): Promise<string | undefined> {
    return (await this.#reading()).fileText(path, time);
  }

  /** Every file whose text is known at a session time (ms): path → text, ordered by path. */
  async files(time: number): Promise<ReadonlyMap<string, string>> {
    return (await this.#reading()).files(time);
  }

  /** As `files`, without reading the texts: paths and digests, ordered by path. */
  async knownFiles(time: number): Promise<readonly KnownFile[]> {
    return (await this.#reading()).knownFiles(time);
  }

  /** The texts before and after a change, and its patch where that lies outside the track, as far as known. */
  async changeTexts(change: ChangeEvent): Promise<ChangeTexts> {
    return (await this.#reading()).changeTexts(change);
  }

  /** Changes of a moment or a stretch of session time, in order; the first 1,000 of them. */
  async changesIn(range: TimeRange): Promise<readonly ChangeEvent[]> {
    const changes: ChangeEvent[] = [];
    for await (const change of (await this.#reading()).changes(range)) {
      if (changes.push(change) === MAX_CHANGES) break;
    }
    return changes;
  }

  /** All changes up to a session time (ms), one patch a file. Loads every segment of changes up to then. */
  async squash(time: number): Promise<readonly SquashedFile[]> {
    return (await this.#reading()).squash(time);
  }

  /** All changes of one file up to a session time (ms) as one; `undefined` where they come to nothing. */
  async squashFile(path: string, time: number): Promise<SquashedFile | undefined> {
    return (await this.#reading()).squashFile(path, time);
  }

  /** Files changed from the session's start up to a session time (ms), ordered by path. */
  async changedFiles(time: number): Promise<readonly ChangedFile[]> {
    return (await this.#reading()).changedFiles(time);
  }

  /** The known lines of a file at a session time (ms), with the change that wrote each last. */
  async blame(path: string, time: number): Promise<BlamedFile | undefined> {
    return (await this.#reading()).blame(path, time);
  }

  /** What is left at the session's end of the lines that the changes of a stretch of session time wrote. */
  async survivors(range: TimeRange): Promise<readonly SurvivingLines[]> {
    return (await this.#reading()).survivors(range);
  }

  /** Items that began in a stretch of session time, as they stand at its end. */
  async *transcript(range?: TranscriptRange): AsyncGenerator<TranscriptItem, void> {
    yield* (await this.#reading()).transcript(range);
  }

  /** Finds a query in the session, step by step, as `Session.find`. What lies in memory or on the disk costs no fetching. */
  async *find(query: string, options: FindMatching & FindOptions = {}): AsyncGenerator<FindStep, void> {
    const session = await this.#reading();
    const isLocal = this.#source instanceof BlobSource || this.#source instanceof BytesSource;
    yield* session.find(query, isLocal ? { maxFetched: Infinity, ...options } : options);
  }

  /** Text of the visible rows of a terminal (track id) at the playhead; `undefined` while it is not shown. */
  terminalLines(id: string): readonly string[] | undefined {
    return this.#store.state.terminals.get(id)?.screen?.lines;
  }

  /**
   * Text of the rows of a terminal (track id) at a session time (ms), if that can be told at once: the terminal is shown
   * and what is needed of it is loaded. No segment is requested, and the first questions are not answered.
   */
  terminalPreview(id: string, time: number): readonly string[] | undefined {
    return this.#transport?.session.terminalPreview(id, time);
  }

  /**
   * A terminal (track id) at its most telling moment, for a picture of it before anybody plays; the playhead stays where
   * it is. `undefined` where there is no such terminal or it never shows anything. At most one segment is requested, for
   * archives without keyframes there one more.
   */
  async terminalPoster(id: string): Promise<TerminalPoster | undefined> {
    const poster = this.#transport?.session.terminalPoster(id);
    poster?.catch(() => undefined);
    // It travels while the directory is checked, and is shown when that is done.
    await this.#loaded;
    return poster;
  }

  /** An entry of the archive (an image, a long text) as a Blob. */
  async blob(path: string): Promise<Blob> {
    return (await this.#reading()).blob(path);
  }

  /** Notes whose place is not in the session any more. */
  async lostNotes(): Promise<readonly Note[]> {
    return (await this.#reading()).lostNotes();
  }

  /** Session time of an event, by the id that links carry; `undefined` when the session has no such event. */
  async timeOf(eventId: string): Promise<number | undefined> {
    return (await this.#reading()).timeOf(eventId);
  }

  /** Where the playhead is, is on its way to or is to begin. */
  get #place(): Target {
    const playhead = this.#transport?.destination.playhead;
    return playhead ? atTime(playhead.time) : this.#start;
  }

  /** @param reason - what everything that is under way rejects with */
  #unload(reason: unknown): void {
    this.#life.abort(reason);
    this.#life = new AbortController();
    this.#transport?.close(reason);
    this.#transport = undefined;
  }

  async #openSource(source: ByteSource, signal: AbortSignal): Promise<void> {
    const archive = await this.#open(source, { signal });
    signal.throwIfAborted();
    // The panes load while the directory is checked.
    let transport = this.#attach(archive, archive.index, this.#start);
    const index = await checkedIndex(archive, { signal });
    signal.throwIfAborted();
    if (archive.indexRebuilt) {
      const { time } = transport.destination.playhead;
      transport.close(new DOMException('the index was made anew', 'AbortError'));
      transport = this.#attach(archive, index, atTime(time));
    }
    await transport.release();
    this.#loadNotes(transport).catch(() => undefined);
  }

  /** Waits for work on the source that `signal` is of; what that fails with is the error of the state, too. */
  async #told(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
    try {
      await work;
      signal.throwIfAborted();
    } catch (error) {
      signal.throwIfAborted();
      this.#fail(error);
      throw error;
    }
  }

  /** What people have noted comes behind all that is shown first. */
  async #loadNotes({ session }: Transport): Promise<void> {
    if (!hasNotes(session.archive.manifest)) return;
    const { readSessionNotes, withNoteMarkers } = await import('../reading/notes.ts');
    const { notes, diagnostics } = await readSessionNotes(session, session.closed.signal);
    session.closed.signal.throwIfAborted();
    session.noteFindings = diagnostics;
    this.#store.commit({
      notes,
      timeline: withNoteMarkers(session.timeline, notes, session.tracks),
      ...session.view(),
    });
  }

  #attach(archive: Archive, index: TimeIndex, start: Target): Transport {
    const hooks: PaneHooks = {
      scheduler: this.#scheduler,
      onChange: () => this.#store.commit(session.view()),
      onError: (error) => (isPassing(error) ? transport.stall(error) : this.#fail(error)),
    };
    const session = new PlayedSession(archive, index, this.#wordsPerMinute, hooks);
    const transport = new Transport({
      session,
      store: this.#store,
      scheduler: this.#scheduler,
      clock: this.#clock,
      start,
      onError: (error) => this.#fail(error),
    });
    this.#transport = transport;
    for (const entry of this.#shown.keys()) transport.show(entry);
    for (const entry of this.#expected) transport.expect(entry);
    return transport;
  }

  #seek(target: Target): Promise<void> {
    if (this.#transport) return this.#run((transport) => transport.seek(target));
    if (this.#store.state.status !== 'loading') return Promise.reject(noArchive());
    this.#start = target;
    return this.#loaded;
  }

  /** Does something with the open archive; if that fails for good, playback ends, and else it stalls. */
  async #run<T>(action: (transport: Transport) => Promise<T>): Promise<T> {
    const transport = this.#transport;
    if (!transport) throw noArchive();
    try {
      return await action(transport);
    } catch (error) {
      if (isAbort(error) || transport !== this.#transport) throw error;
      if (!isPassing(error)) this.#fail(error);
      else if (!this.#store.state.stalled) transport.stall(error);
      throw error;
    }
  }

  /** Reads the open session, once its content may be read. */
  async #reading(): Promise<Session> {
    if (this.#store.state.status === 'loading') await this.#loaded;
    if (!this.#transport) throw noArchive();
    const { session } = this.#transport;
    await session.archive.directory;
    return session.reading();
  }

  #fail(error: unknown): void {
    this.#start = this.#place;
    this.#unload(error);
    const stopped = { paused: true, seeking: false, waiting: false, behind: false };
    this.#store.commit({ ...stopped, status: 'error', error: toErrorState(error) });
  }
}

function noArchive(): PlaybackError {
  return new PlaybackError('no-archive', 'no archive is open');
}
