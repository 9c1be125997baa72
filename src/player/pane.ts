import { segmentIndexAt } from '../format/index.ts';
import type { TrackDescription, TrackKind } from '../format/index.ts';
import { ChangeList, holeAt, loadEmulator, openTerminal, TrackCursor } from '../reading/playback.ts';
import type { Move, Playhead, SegmentLoader } from '../reading/playback.ts';
import type { Content, Cursor, PaneOptions, TrackView } from './pane-content.ts';
import { PlaybackError } from './playback-error.ts';
import type { ChangesView, TerminalView, TrackHole } from './player-state.ts';
import { isSameHole, trackHoles } from './track-holes.ts';

/** Inflated bytes of changes that playing keeps behind the playhead. */
const CHANGES_WINDOW = 4 * 2 ** 20;

/** Events that a pane takes in one task at most: some 10 ms of terminal output, less of anything else. */
export const MAX_STEP = 200;
/** Up to so many of them leave time to show what came of them in the same task. */
const MAX_BEFORE_SHOWN = 50;

const RANKS: Readonly<Record<TrackKind, number>> = { transcript: 0, terminal: 1, changes: 2 };

/**
 * A track that somebody shows: where its cursor is and the view that the player's state has of it.
 * Code for terminals is loaded when the first one is shown.
 */
export class Pane {
  /** The track that is shown. */
  readonly track: TrackDescription;
  /** Whether the state is at the playhead. */
  ready = false;
  readonly #closed = new AbortController();
  readonly #options: PaneOptions;
  #opening: Promise<Content> | undefined;
  #content: Content | undefined;
  /** The state has changed since the view was taken. */
  #moved = false;
  #view: TrackView | undefined;
  #hole: TrackHole | undefined;

  constructor(options: PaneOptions) {
    this.track = options.track;
    this.#options = options;
  }

  /** The state as it is shown; the same object until `touch`. */
  get view(): TrackView {
    this.#view ??= Object.freeze(this.#takeView());
    return this.#view;
  }

  /** The place in the track; `undefined` before anything of it was loaded. */
  get cursor(): Cursor | undefined {
    return this.#content?.cursor;
  }

  /** Aborts when nobody shows the track any more. */
  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  /** Something that the view shows changed. */
  touch(): void {
    this.#view = undefined;
  }

  /** The move to `playhead` if all it needs is at hand. */
  available(playhead: Playhead): Move | undefined {
    return this.#content?.cursor.available(playhead);
  }

  /** Loads what the move to `playhead` needs: segments, and code the first time. */
  async prepare(playhead: Playhead, signal: AbortSignal): Promise<Move> {
    if (!this.#content) {
      // The segment travels while the code does.
      const { entry } = this.track;
      const { loader } = this.#options;
      const index = segmentIndexAt(loader.locations(entry), playhead.time);
      if (index >= 0) loader.load(entry, index, signal).catch(() => undefined);
      this.#opening ??= openContent({ ...this.#options, onChange: () => this.#onChange() }).finally(
        () => (this.#opening = undefined),
      );
      const content = await this.#opening;
      signal.throwIfAborted();
      this.#content ??= content;
    }
    return this.#content.cursor.prepare(playhead, signal);
  }

  /** Somebody looks at parts of a transcript: they are loaded when that has rested. */
  want(from: number, to: number): void {
    this.#content?.want?.(from, to);
  }

  /** What the playhead's moment needs does not come: evidence shows nothing rather than another moment. */
  leaveBehind(): void {
    if (this.isStory) return;
    this.ready = false;
    this.touch();
  }

  /** Asks once more for what was looked at and did not come. */
  retry(): void {
    this.#content?.retry?.();
  }

  /** What of several panes is looked at first comes first. */
  get rank(): number {
    return RANKS[this.track.kind];
  }

  /** The others are its evidence: they come behind it. */
  get isStory(): boolean {
    return this.track.kind === 'transcript';
  }

  /**
   * Goes on with a move for one task.
   *
   * @returns whether it can be shown in the same task: what took long is shown in one of its own
   */
  advance(move: Move): boolean {
    const applied = move.step(MAX_STEP);
    this.#moved ||= move.changed;
    return move.isThere && applied <= MAX_BEFORE_SHOWN;
  }

  /** Makes a move at once, and shows it. */
  moveTo(move: Move, playhead: Playhead): void {
    this.#moved = move.finish() || this.#moved;
    this.arrive(playhead);
  }

  /** The state is that of `playhead`: the view is taken anew if anything has changed. */
  arrive(playhead: Playhead): void {
    const moved = this.#moved;
    this.#moved = false;
    const grown = this.#content?.arrived?.(playhead) ?? false;
    const hole = this.#holeAt(playhead);
    if (!moved && !grown && this.ready && isSameHole(hole, this.#hole)) return;
    this.ready = true;
    this.#hole = hole;
    this.touch();
  }

  /** Gives up what is under way and frees the state. */
  close(reason?: unknown): void {
    this.#closed.abort(reason);
    this.#content?.close?.();
    this.#content = undefined;
  }

  #takeView(): TrackView {
    if (!this.ready || !this.#content) return hiddenView(this.track);
    const view = this.#content.view();
    if (!this.#hole) return view;
    // A screen is that of the moment before.
    return { ...view, hole: this.#hole, ...('screen' in view && { screen: undefined }) };
  }

  #holeAt({ time }: Playhead): TrackHole | undefined {
    if (!this.cursor?.inHole) return undefined;
    const { loader, duration } = this.#options;
    return holeAt(trackHoles(loader, [this.track], duration), time, duration);
  }

  #onChange(): void {
    this.touch();
    this.#options.onChange();
  }
}

/** What is known of a track that nobody shows. */
export function hiddenView(track: TrackDescription): TrackView {
  if (track.kind === 'terminal') return { track, ready: false, screen: undefined, version: 0 };
  if (track.kind === 'changes') {
    return { track, ready: false, changes: [], current: undefined, hasEarlier: false, files: [] };
  }
  return {
    track,
    ready: false,
    parts: [],
    items: [],
    first: 0,
    current: undefined,
    hasEarlier: false,
    plan: undefined,
    model: undefined,
    mode: undefined,
    usage: undefined,
  };
}

/** Loads the code that shows a track, where that is no part of the first frame. */
export async function loadContentCode({ kind }: TrackDescription): Promise<void> {
  if (kind === 'terminal') await loadEmulator();
  if (kind === 'transcript') await import('./transcript-content.ts');
}

async function openContent(options: PaneOptions): Promise<Content> {
  const { track, loader } = options;
  if (track.kind === 'terminal') return terminalContent(track, loader);
  if (track.kind === 'changes') return changesContent(track, loader);
  const { transcriptContent } = await import('./transcript-content.ts').catch(unloaded('transcripts'));
  return transcriptContent(options);
}

function changesContent(track: TrackDescription, loader: SegmentLoader): Content {
  const state = new ChangeList();
  const cursor = new TrackCursor<'changes'>(track.entry, state, loader, {
    window: CHANGES_WINDOW,
    holes: true,
  });
  const view = (): ChangesView => {
    const { changes, files } = state;
    return {
      track,
      ready: true,
      changes,
      current: changes[changes.length - 1],
      hasEarlier: cursor.hasEarlier,
      files,
    };
  };
  return { cursor, view };
}

async function terminalContent(track: TrackDescription, loader: SegmentLoader): Promise<Content> {
  const state = await openTerminal(track).catch(unloaded('terminals'));
  const cursor = new TrackCursor<'terminal'>(track.entry, state, loader, { holes: true });
  let firstOutput: number | undefined;
  const view = (): TerminalView => {
    firstOutput ??= loader.get<'terminal'>(track.entry, 0)?.events.find(({ code }) => code === 'o')?.t;
    return { track, ready: true, screen: state.screen, version: state.screen.version, firstOutput };
  };
  return { cursor, view, close: () => state.dispose() };
}

/** Says which code could not be loaded. */
function unloaded(what: string): (cause: unknown) => never {
  return (cause) => {
    throw new PlaybackError('playback-failed', `the code that shows ${what} could not be loaded`, { cause });
  };
}
