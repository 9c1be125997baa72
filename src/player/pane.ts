import { segmentIndexAt } from '../format/index.ts';
import type { TrackDescription, TrackKind } from '../format/index.ts';
import { ChangeList, openTerminal, TrackCursor } from '../reading/playback.ts';
import { TranscriptDocument } from '../reading/playback.ts';
import type { Move, Playhead, SegmentLoader } from '../reading/playback.ts';
import { TranscriptState } from '../state/index.ts';
import { PartLoader } from './part-loader.ts';
import { PlaybackError } from './playback-error.ts';
import type { Scheduler } from './scheduler.ts';
import type { ChangesView, TerminalView, TranscriptView } from './player-state.ts';

/** What the player's state shows of a track. */
export type TrackView = TranscriptView | TerminalView | ChangesView;

/** Inflated bytes of changes that playing keeps behind the playhead. */
const CHANGES_WINDOW = 4 * 2 ** 20;
/** The same of a transcript, whose document holds the rest. */
const TRANSCRIPT_WINDOW = 2 ** 20;

type Cursor = Pick<
  TrackCursor<TrackKind>,
  'available' | 'prepare' | 'prefetch' | 'loadEarlier' | 'hasEarlier' | 'first'
>;

/** The state of a shown track, and how a view of it is taken. */
interface Content {
  readonly cursor: Cursor;
  readonly view: () => TrackView;
  /** Takes what playing has loaded. */
  readonly arrived?: (playhead: Playhead) => void;
  /** Parts that somebody looks at. */
  readonly want?: (from: number, to: number) => void;
  readonly close?: () => void;
}

/** What a pane is made with. */
export interface PaneOptions {
  readonly track: TrackDescription;
  readonly loader: SegmentLoader;
  readonly scheduler: Scheduler;
  /** Length of the session, ms. */
  readonly duration: number;
  /** The view has changed without a move. */
  readonly onChange: () => void;
  /** Something that was loaded for the view alone did not come. */
  readonly onError: (error: unknown) => void;
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
  readonly #closed = new AbortController();
  readonly #options: PaneOptions;
  #opening: Promise<Content> | undefined;
  #content: Content | undefined;
  #view: TrackView | undefined;

  constructor(options: PaneOptions) {
    this.track = options.track;
    this.#options = options;
  }

  /** The state as it is shown; the same object until `touch`. */
  get view(): TrackView {
    this.#view ??= Object.freeze(this.ready && this.#content ? this.#content.view() : hiddenView(this.track));
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
      this.#opening ??= openContent(this, this.#options).finally(() => (this.#opening = undefined));
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

  /** Makes the move; the view is taken anew if anything changed by it. */
  arrive(move: Move, playhead: Playhead): void {
    const changed = move();
    this.#content?.arrived?.(playhead);
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

async function openContent(pane: Pane, options: PaneOptions): Promise<Content> {
  const { track, loader } = options;
  if (track.kind === 'terminal') return terminalContent(track, loader);
  return track.kind === 'changes' ? changesContent(track, loader) : transcriptContent(pane, options);
}

function transcriptContent(pane: Pane, options: PaneOptions): Content {
  const { track, loader, duration, onChange } = options;
  const { entry } = track;
  const state = new TranscriptState();
  const cursor = new TrackCursor(entry, state, loader, { window: TRANSCRIPT_WINDOW });
  const document = new TranscriptDocument(loader.locations(entry), duration);
  const onPart = (): void => {
    pane.touch();
    onChange();
  };
  const parts = new PartLoader({ ...options, entry, document, onPart });
  const view = (): TranscriptView => ({
    track,
    ready: true,
    parts: document.parts,
    items: state.items,
    first: cursor.first,
    current: state.current,
    hasEarlier: cursor.hasEarlier,
    plan: state.plan,
    model: state.model,
    mode: state.mode,
    usage: state.usage,
  });
  const arrived = ({ time }: Playhead): void => {
    const index = segmentIndexAt(loader.locations(entry), time);
    const segment = loader.get<'transcript'>(entry, index);
    if (!segment || document.has(index)) return;
    document.put(segment);
    pane.touch();
  };
  return { cursor, view, arrived, want: (from, to) => parts.want(from, to), close: () => parts.close() };
}

function changesContent(track: TrackDescription, loader: SegmentLoader): Content {
  const state = new ChangeList();
  const cursor = new TrackCursor<'changes'>(track.entry, state, loader, { window: CHANGES_WINDOW });
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
