/**
 * What the player shows the world: one frozen value, replaced when something changed, by `Player` alone.
 *
 * Milliseconds throughout: `time` is session time, `position` and `duration` belong to the current clock.
 */

import type {
  ChangeEvent,
  Diagnostic,
  Manifest,
  Note,
  PlanEntry,
  SourceFault,
  TimeSpan,
  TrackDescription,
} from '../format/index.ts';
import type { Timeline, TranscriptPart } from '../reading/index.ts';
import type { ChangedFile, TerminalScreen, TranscriptItem } from '../state/index.ts';
import type { ClockName, TimeMap } from '../reading/playback.ts';

export type { ClockName };

/** Everything that the player shows at one moment. */
export interface PlayerState {
  /** `empty`: no source. `loading`: opening. `ready`: plays. `error`: see `error`; nothing else is valid. */
  readonly status: 'empty' | 'loading' | 'ready' | 'error';
  /** Why playback ended, in state `error`. */
  readonly error: PlaybackErrorState | undefined;
  /** Where the archive comes from, for messages. */
  readonly source: string | undefined;
  /** What the archive says of itself; `undefined` before it is open. */
  readonly manifest: Manifest | undefined;
  /** Turns, chapters and activity of the session; `undefined` before it is open. */
  readonly timeline: Timeline | undefined;
  /** What people have noted on it, by time; empty until that is read, which is after the first moment is shown. */
  readonly notes: readonly Note[];
  /** What of the archive is not as it should be, so far. */
  readonly diagnostics: readonly Diagnostic[];
  /** Stretches of tracks that cannot be read, as far as that is known, by time. */
  readonly holes: readonly TrackHole[];
  /**
   * Why what comes next could not be fetched, although that was tried several times. The session stays open, the playhead
   * and what it was on its way to are kept: `retry` goes on there.
   */
  readonly stalled: PlaybackErrorState | undefined;

  /** The playhead stands still, or will when what is under way has come. */
  readonly paused: boolean;
  /** Playing came to the end; play begins anew. */
  readonly ended: boolean;
  /** A seek is under way: what is shown is still the moment before, or partly so. */
  readonly seeking: boolean;
  /** Playback stands still because a segment is on its way. */
  readonly waiting: boolean;
  /** The conversation is at the playhead, other panes are on their way: they come one after another. */
  readonly behind: boolean;
  /** At the end playing goes on from the beginning. */
  readonly loop: boolean;
  /** 0.25 … 16. */
  readonly rate: number;
  /** What advances the playhead. */
  readonly clock: ClockName;
  /** Clocks this session has a map for. */
  readonly clocks: readonly ClockName[];
  /** How long the session is by each of them, ms. */
  readonly lengths: Readonly<Partial<Record<ClockName, number>>>;

  /** Playhead in session time. */
  readonly time: number;
  /** Playhead and length in the current clock. */
  readonly position: number;
  readonly duration: number;
  /** Map of the current clock, for what is drawn along it; the same object until session or clock changes. */
  readonly timeMap: TimeMap | undefined;
  /** Session time that is loaded on every visible track. */
  readonly buffered: readonly TimeSpan[];

  /** By track id, for every transcript or terminal track of the session; views of hidden tracks are not `ready`. */
  readonly transcripts: ReadonlyMap<string, TranscriptView>;
  readonly terminals: ReadonlyMap<string, TerminalView>;
  /** `undefined` in a session without changes. */
  readonly changes: ChangesView | undefined;
}

/** An error as the state has it. */
export interface PlaybackErrorState {
  /** Code of the `ArchiveError` or `PlaybackError`. */
  readonly code: string;
  /** One sentence for people. */
  readonly message: string;
  /** Of `source-unavailable`: why, where that is known. */
  readonly fault?: SourceFault;
}

/** A stretch of a track that cannot be read: its part of the archive is damaged. Session time, ms. */
export interface TrackHole extends TimeSpan {
  readonly track: TrackDescription;
  /** Code of the `ArchiveError`, and what it says. */
  readonly code: string;
  readonly message: string;
}

interface TrackView {
  readonly track: TrackDescription;
  /** Shows the playhead's moment; false while loading or while no element asks for the track. */
  readonly ready: boolean;
  /** The playhead is in a hole of the track: what the track shows there is not known, and nothing of it is told. */
  readonly hole?: TrackHole | undefined;
}

/** A conversation at the playhead. */
export interface TranscriptView extends TrackView {
  /** The whole conversation, wherever the playhead is: its segments in order, those that are loaded with their items. */
  readonly parts: readonly TranscriptPart[];
  /** Items up to the playhead, in order, from the segment `first` on. */
  readonly items: readonly TranscriptItem[];
  readonly first: number;
  /** Id of the item that changed last at or before the playhead. */
  readonly current: string | undefined;
  /** There are segments before `first`. */
  readonly hasEarlier: boolean;
  /** The plan as it stands. */
  readonly plan: readonly PlanEntry[] | undefined;
  /** Model of the latest event that names one. */
  readonly model: string | undefined;
  /** The agent's mode, as its tool calls it. */
  readonly mode: string | undefined;
  /** Tokens in context, and how many fit where that is known. */
  readonly usage: { readonly used: number; readonly size?: number } | undefined;
}

/** A terminal at the playhead. */
export interface TerminalView extends TrackView {
  /** The emulator's screen; its cells change in place, `version` says when. */
  readonly screen: TerminalScreen | undefined;
  /** Counts up with every change of the screen. */
  readonly version: number;
  /** Session time of the terminal's first output, ms, where that is known: before it was played, and soon after. */
  readonly firstOutput?: number | undefined;
}

/** Changes and changed files at the playhead. */
export interface ChangesView extends TrackView {
  /** Changes up to the playhead, in order, from the first loaded segment on; without `observe`. */
  readonly changes: readonly ChangeEvent[];
  /** The newest of them. */
  readonly current: ChangeEvent | undefined;
  /** There are segments before the first loaded one. */
  readonly hasEarlier: boolean;
  /** Files changed from the session's start up to the playhead, ordered by path. */
  readonly files: readonly ChangedFile[];
}
