/**
 * What the player shows the world: one frozen value, replaced when something changed, by `Player` alone.
 *
 * Milliseconds throughout: `time` is session time, `position` and `duration` belong to the current clock.
 */

import type {
  ChangeEvent,
  Diagnostic,
  Manifest,
  PlanEntry,
  TimeSpan,
  TrackDescription,
} from '../format/index.ts';
import type { Timeline } from '../reading/index.ts';
import type { ChangedFile, TerminalScreen, TranscriptItem } from '../state/index.ts';
import type { TimeMap } from './clocks/time-map.ts';

export type ClockName = 'reading' | 'active' | 'wall';

export interface PlayerState {
  /** `empty`: no source. `loading`: opening. `ready`: plays. `error`: see `error`; nothing else is valid. */
  readonly status: 'empty' | 'loading' | 'ready' | 'error';
  readonly error: PlaybackErrorState | undefined;
  /** Where the archive comes from, for messages. */
  readonly source: string | undefined;
  readonly manifest: Manifest | undefined;
  readonly timeline: Timeline | undefined;
  readonly diagnostics: readonly Diagnostic[];

  readonly paused: boolean;
  readonly ended: boolean;
  /** A seek is under way: what is shown is still the moment before. */
  readonly seeking: boolean;
  /** Playback stands still because a segment is on its way. */
  readonly waiting: boolean;
  readonly loop: boolean;
  /** 0.25 … 16. */
  readonly rate: number;
  readonly clock: ClockName;
  /** Clocks this session has a map for. */
  readonly clocks: readonly ClockName[];

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
  readonly changes: ChangesView | undefined;
}

export interface PlaybackErrorState {
  /** Code of the `ArchiveError` or `PlaybackError`. */
  readonly code: string;
  /** One sentence for people. */
  readonly message: string;
}

interface TrackView {
  readonly track: TrackDescription;
  /** Shows the playhead's moment; false while loading or while no element asks for the track. */
  readonly ready: boolean;
}

export interface TranscriptView extends TrackView {
  /** Items up to the playhead, in order, from the first loaded segment on. */
  readonly items: readonly TranscriptItem[];
  /** Id of the item that changed last at or before the playhead. */
  readonly current: string | undefined;
  /** There are segments before the first loaded one; `reprise-earlier-request` loads one more. */
  readonly hasEarlier: boolean;
  readonly loadingEarlier: boolean;
  readonly plan: readonly PlanEntry[] | undefined;
  readonly model: string | undefined;
  readonly mode: string | undefined;
  readonly usage: { readonly used: number; readonly size?: number } | undefined;
}

export interface TerminalView extends TrackView {
  /** The emulator's screen; its cells change in place, `version` says when. */
  readonly screen: TerminalScreen | undefined;
  readonly version: number;
}

export interface ChangesView extends TrackView {
  /** Changes up to the playhead, in order, from the first loaded segment on; without `observe`. */
  readonly changes: readonly ChangeEvent[];
  /** The newest of them. */
  readonly current: ChangeEvent | undefined;
  readonly hasEarlier: boolean;
  /** Files changed from the session's start up to the playhead, ordered by path. */
  readonly files: readonly ChangedFile[];
}
