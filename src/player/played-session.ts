import { segmentIndexAt } from '../format/index.ts';
import type { Diagnostic, TimeIndex, TrackDescription } from '../format/index.ts';
import { buildTimeline, createClocks, SegmentLoader, sessionTracks } from '../reading/playback.ts';
import type {
  Archive,
  Move,
  PiecewiseTimeMap,
  Playhead,
  SessionParts,
  Timeline,
} from '../reading/playback.ts';
import type { Session } from '../reading/index.ts';
import { bufferedSpans } from './buffered.ts';
import { hiddenView, loadContentCode, Pane } from './pane.ts';
import type { PaneOptions, TrackView } from './pane-content.ts';
import type { TerminalPoster, TerminalPosters } from './terminal-posters.ts';
import type { TerminalPreviews } from './terminal-previews.ts';
import { isSameHole, trackHoles } from './track-holes.ts';
import type { ChangesView, ClockName, PlayerState, TerminalView, TranscriptView } from './player-state.ts';

/** Findings of one session that are told: who has more looks at it with `reprise validate`. */
const MAX_FINDINGS = 1000;

/** Segments of one track that are loaded ahead of the playhead at most. */
const MAX_AHEAD = 4;

/** The parts of the state that follow from the tracks and from reading them. */
type TrackViews = Pick<
  PlayerState,
  'transcripts' | 'terminals' | 'changes' | 'buffered' | 'holes' | 'diagnostics'
>;

/** What panes ask of those around the session. */
export type PaneHooks = Pick<PaneOptions, 'scheduler' | 'onChange' | 'onError'>;

/** A session that is played: its timeline, its clocks, its segments and the panes of the tracks that are shown. */
export class PlayedSession implements SessionParts {
  /** What everything is read from. */
  readonly archive: Archive;
  /** Turns, chapters, activity: what is known before any track is loaded. */
  readonly timeline: Timeline;
  #clocks: ReadonlyMap<ClockName, PiecewiseTimeMap>;
  /** As `sessionTracks` tells them. */
  readonly tracks: readonly TrackDescription[];
  /** The segments, shared by panes and readers. */
  readonly loader: SegmentLoader;
  /** What reading the notes has found. */
  noteFindings: readonly Diagnostic[] = [];
  /** Aborts everything that was begun for this session. */
  readonly closed = new AbortController();
  readonly #index: TimeIndex;
  readonly #hooks: PaneHooks;
  #reading: Session | undefined;
  readonly #panes = new Map<string, Pane>();
  /** Loaded with the first question, as it is no part of the first frame. */
  #previews: TerminalPreviews | undefined;
  #previewsLoading: Promise<void> | undefined;
  #posters: TerminalPosters | undefined;
  readonly #hidden: ReadonlyMap<string, TrackView>;
  #views: TrackViews = {
    transcripts: new Map(),
    terminals: new Map(),
    changes: undefined,
    buffered: [],
    holes: [],
    diagnostics: [],
  };
  #bufferedVersion = -1;
  #holesVersion = -1;

  /** @param index - the archive's, or what was made anew in its place */
  constructor(archive: Archive, index: TimeIndex, wordsPerMinute: number, hooks: PaneHooks) {
    this.#hooks = hooks;
    this.archive = archive;
    this.timeline = buildTimeline(archive.manifest, index);
    this.#clocks = createClocks(archive.manifest, index, wordsPerMinute);
    this.loader = new SegmentLoader(archive);
    this.tracks = sessionTracks(archive.manifest);
    this.#index = index;
    this.#hidden = new Map(this.tracks.map((track) => [track.entry, Object.freeze(hiddenView(track))]));
  }

  /** Reads what the session holds at any time, from the same segments. Its code is not part of the first frame. */
  async reading(): Promise<Session> {
    const { Session } = await import('../reading/session.ts');
    this.closed.signal.throwIfAborted();
    return (this.#reading ??= new Session(this, this.#index));
  }

  /** Clocks the session can be played by, the default first. */
  get clocks(): ReadonlyMap<ClockName, PiecewiseTimeMap> {
    return this.#clocks;
  }

  /** Makes the clocks for somebody who reads so fast. */
  setPace(wordsPerMinute: number): void {
    this.#clocks = createClocks(this.archive.manifest, this.#index, wordsPerMinute);
  }

  /** Panes of the tracks that are shown. */
  get panes(): Iterable<Pane> {
    return this.#panes.values();
  }

  /** The pane of a track (entry path), where it is shown. */
  pane(entry: string): Pane | undefined {
    return this.#panes.get(entry);
  }

  /** Opens a pane; `undefined` when there is one already, or no such track. */
  show(entry: string): Pane | undefined {
    const track = this.tracks.find((candidate) => candidate.entry === entry);
    if (!track || this.#panes.has(entry)) return undefined;
    const { loader, timeline } = this;
    const pane = new Pane({ ...this.#hooks, track, loader, duration: timeline.duration });
    this.#panes.set(entry, pane);
    this.#bufferedVersion = -1;
    return pane;
  }

  /** Starts loading what a pane of the track will need to show `playhead`. */
  expect(entry: string, { time }: Playhead): void {
    const track = this.tracks.find((candidate) => candidate.entry === entry);
    if (!track || this.#panes.has(entry)) return;
    loadContentCode(track).catch(() => undefined);
    const index = segmentIndexAt(this.loader.locations(entry), time);
    if (index >= 0) this.loader.prefetch(entry, index);
  }

  /** As `Player.terminalPreview`. */
  terminalPreview(id: string, time: number): readonly string[] | undefined {
    const track = this.tracks.find((candidate) => candidate.kind === 'terminal' && candidate.id === id);
    if (!track || !this.#panes.get(track.entry)?.ready) return undefined;
    this.#previewsLoading ??= this.#loadPreviews();
    return this.#previews?.linesAt(track, time);
  }

  /** As `Player.terminalPoster`, whether or not content may be shown yet. Its code is not part of the first frame. */
  async terminalPoster(id: string): Promise<TerminalPoster | undefined> {
    const track = this.tracks.find((candidate) => candidate.kind === 'terminal' && candidate.id === id);
    if (!track || track.events === 0) return undefined;
    const { TerminalPosters } = await import('./terminal-posters.ts');
    const { signal } = this.closed;
    signal.throwIfAborted();
    this.#posters ??= new TerminalPosters(this.loader, this.timeline.duration, signal);
    return this.#posters.get(track);
  }

  /** Closes a pane and gives it back; `undefined` when there is none. */
  hide(entry: string): Pane | undefined {
    const pane = this.#panes.get(entry);
    this.#previews?.close(entry);
    this.#panes.delete(entry);
    this.#bufferedVersion = -1;
    pane?.close();
    return pane;
  }

  /** The moves of all panes to `playhead`, if all they need is at hand. */
  available(playhead: Playhead): ReadonlyMap<Pane, Move> | undefined {
    const moves = new Map<Pane, Move>();
    for (const pane of this.#panes.values()) {
      const move = pane.available(playhead);
      if (!move) return undefined;
      moves.set(pane, move);
    }
    return moves;
  }

  /** Moves every pane to `playhead` at once, if all they need is at hand; otherwise none. */
  move(playhead: Playhead): boolean {
    const moves = this.available(playhead);
    if (!moves) return false;
    for (const [pane, move] of moves) pane.moveTo(move, playhead);
    return true;
  }

  /** Session time (ms) of the first event that a pane does not show yet. */
  get nextTime(): number {
    let next = Infinity;
    for (const { cursor } of this.#panes.values()) next = Math.min(next, cursor?.nextTime ?? 0);
    return next;
  }

  /** Starts loading what playing needs next, up to `horizon` (session time, ms) and at least one segment a track. */
  prefetch(playhead: Playhead, horizon: number): void {
    for (const pane of this.#panes.values()) pane.cursor?.prefetch(playhead, horizon, MAX_AHEAD);
  }

  /** What follows from the tracks and from reading them; what did not change keeps its identity. */
  view(): TrackViews {
    const views = this.tracks.map(
      (track) => this.#panes.get(track.entry)?.view ?? this.#hidden.get(track.entry)!,
    );
    const transcripts = views.filter((view): view is TranscriptView => view.track.kind === 'transcript');
    const terminals = views.filter((view): view is TerminalView => view.track.kind === 'terminal');
    this.#views = {
      transcripts: updated(this.#views.transcripts, transcripts),
      terminals: updated(this.#views.terminals, terminals),
      changes: views.find((view): view is ChangesView => view.track.kind === 'changes'),
      holes: this.#holes(),
      diagnostics: this.#diagnostics(),
      buffered: this.#buffered(),
    };
    return this.#views;
  }

  /** @param reason - what everything that is under way rejects with */
  close(reason: unknown): void {
    this.closed.abort(reason);
    this.#reading?.close(reason);
    for (const pane of this.#panes.values()) pane.close(reason);
    this.#previews?.closeAll();
    this.loader.abortPrefetch();
  }

  async #loadPreviews(): Promise<void> {
    try {
      const { TerminalPreviews } = await import('./terminal-previews.ts');
      if (!this.closed.signal.aborted) this.#previews = new TerminalPreviews(this.loader);
    } catch {
      // The timeline does without pictures.
    }
  }

  #diagnostics(): TrackViews['diagnostics'] {
    const { diagnostics } = this.archive;
    const before = this.#views.diagnostics;
    const count = Math.min(diagnostics.length + this.noteFindings.length, MAX_FINDINGS);
    return count === before.length ? before : [...diagnostics, ...this.noteFindings].slice(0, MAX_FINDINGS);
  }

  #holes(): TrackViews['holes'] {
    const { version } = this.loader;
    const before = this.#views.holes;
    if (version === this.#holesVersion) return before;
    this.#holesVersion = version;
    const holes = trackHoles(this.loader, this.tracks, this.timeline.duration);
    const same = holes.length === before.length && holes.every((hole, at) => isSameHole(hole, before[at]));
    return same ? before : holes;
  }

  #buffered(): TrackViews['buffered'] {
    const { version } = this.loader;
    if (version === this.#bufferedVersion) return this.#views.buffered;
    this.#bufferedVersion = version;
    return bufferedSpans(this.loader, [...this.#panes.keys()], this.timeline.duration);
  }
}

/** `previous` if it holds these very views, else a new map of them by track id. */
function updated<V extends TrackView>(
  previous: ReadonlyMap<string, V>,
  views: readonly V[],
): ReadonlyMap<string, V> {
  const same = previous.size === views.length && views.every((view) => previous.get(view.track.id) === view);
  return same ? previous : new Map(views.map((view) => [view.track.id, view]));
}
