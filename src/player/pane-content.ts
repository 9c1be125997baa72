import type { TimeSpan, TrackDescription, TrackKind } from '../format/index.ts';
import type { Playhead, SegmentLoader, TrackCursor } from '../reading/playback.ts';
import type { ChangesView, TerminalView, TranscriptView } from './player-state.ts';
import type { Scheduler } from './scheduler.ts';

/** What the player's state shows of a track. */
export type TrackView = TranscriptView | TerminalView | ChangesView;

/** A place in a track, as panes use it. */
export type Cursor = Pick<
  TrackCursor<TrackKind>,
  'available' | 'prepare' | 'prefetch' | 'loadEarlier' | 'hasEarlier' | 'inHole' | 'first' | 'nextTime'
>;

/** The state of a shown track, and how a view of it is taken. */
export interface Content {
  readonly cursor: Cursor;
  readonly view: () => TrackView;
  /** Takes what playing has loaded; says whether the view has changed by that. */
  readonly arrived?: (playhead: Playhead) => boolean;
  /** Parts that somebody looks at. */
  readonly want?: (from: number, to: number) => void;
  /** Asks once more for parts that did not come. */
  readonly retry?: () => void;
  readonly close?: () => void;
}

/** What a pane is made with. */
export interface PaneOptions {
  readonly track: TrackDescription;
  readonly loader: SegmentLoader;
  readonly scheduler: Scheduler;
  /** Length of the session, ms. */
  readonly duration: number;
  /** The stretch of session time beyond which nothing is loaded; `undefined`: all is. */
  readonly range: () => TimeSpan | undefined;
  /** The view has changed without a move. */
  readonly onChange: () => void;
  /** Something that was loaded for the view alone did not come. */
  readonly onError: (error: unknown) => void;
}
