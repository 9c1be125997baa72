import { segmentIndexAt } from '../format/index.ts';
import type { TrackDescription, TrackKind } from '../format/index.ts';
import { ChangeList, openTerminal, TrackCursor } from '../reading/playback.ts';
import type { Move, Playhead, SegmentLoader } from '../reading/playback.ts';
import { TranscriptState } from '../state/index.ts';
import { PlaybackError } from './playback-error.ts';
import type { ChangesView, TerminalView, TranscriptView } from './player-state.ts';

/** What the player's state shows of a track. */
export type TrackView = TranscriptView | TerminalView | ChangesView;

/** Inflated bytes of transcript or changes that playing keeps behind the playhead. */
const WINDOW_SIZE = 4 * 2 ** 20;

type Cursor = Pick<
  TrackCursor<TrackKind>,
  'available' | 'prepare' | 'prefetch' | 'loadEarlier' | 'hasEarlier'
>;

/** The state of a shown track, and how a view of it is taken. */
interface Content {
  readonly cursor: Cursor;
  readonly view: (pane: Pane) => TrackView;
  readonly close?: () => void;
}

/**
 * A track that somebody shows: where its cursor is and the view that the player's state has of it.
 * Code for terminals is loaded when the first one is shown.
 */
export class Pane {
  /** The track that is shown. */
  readonly track: TrackDescription;
  /** Whether the state is at the playhead. */
  ready = false;
  loadingEarlier = false;
  readonly #closed = new AbortController();
  readonly #loader: SegmentLoader;
  #opening: Promise<Content> | undefined;
  #content: Content | undefined;
  #view: TrackView | undefined;

  constructor(track: TrackDescription, loader: SegmentLoader) {
    this.track = track;
    this.#loader = loader;
  }

  /** The state as it is shown; the same object until `touch`. */
  get view(): TrackView {
    this.#view ??= Object.freeze(
      this.ready && this.#content ? this.#content.view(this) : hiddenView(this.track),
    );
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
      const index = segmentIndexAt(this.#loader.locations(entry), playhead.time);
      if (index >= 0) this.#loader.load(entry, index, signal).catch(() => undefined);
      this.#opening ??= openContent(this.track, this.#loader).finally(() => (this.#opening = undefined));
      const content = await this.#opening;
      signal.throwIfAborted();
      this.#content ??= content;
    }
    return this.#content.cursor.prepare(playhead, signal);
  }

  /** Makes the move; the view is taken anew if anything changed by it. */
  arrive(move: Move): void {
    const changed = move();
    if (!changed && this.ready) return;
    this.ready = true;
    this.touch();
  }

  /** Gives up what is under way and frees the state. */
  close(reason?: unknown): void {
    this.#closed.abort(reason);
    this.#content?.close?.();
    this.#content = undefined;
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
    items: [],
    current: undefined,
    hasEarlier: false,
    loadingEarlier: false,
    plan: undefined,
    model: undefined,
    mode: undefined,
    usage: undefined,
  };
}

async function openContent(track: TrackDescription, loader: SegmentLoader): Promise<Content> {
  if (track.kind === 'terminal') return terminalContent(track, loader);
  return track.kind === 'changes' ? changesContent(track, loader) : transcriptContent(track, loader);
}

function transcriptContent(track: TrackDescription, loader: SegmentLoader): Content {
  const state = new TranscriptState();
  const cursor = new TrackCursor(track.entry, state, loader, { window: WINDOW_SIZE });
  const view = ({ loadingEarlier }: Pane): TranscriptView => ({
    track,
    ready: true,
    items: state.items,
    current: state.current,
    hasEarlier: cursor.hasEarlier,
    loadingEarlier,
    plan: state.plan,
    model: state.model,
    mode: state.mode,
    usage: state.usage,
  });
  return { cursor, view };
}

function changesContent(track: TrackDescription, loader: SegmentLoader): Content {
  const state = new ChangeList();
  const cursor = new TrackCursor<'changes'>(track.entry, state, loader, { window: WINDOW_SIZE });
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
  const state = await openTerminal(track).catch((cause: unknown) => {
    throw new PlaybackError('playback-failed', 'the code that shows terminals could not be loaded', {
      cause,
    });
  });
  const cursor = new TrackCursor<'terminal'>(track.entry, state, loader);
  const view = (): TerminalView => ({
    track,
    ready: true,
    screen: state.screen,
    version: state.screen.version,
  });
  return { cursor, view, close: () => state.dispose() };
}
