import type { TrackKind, TrackTypes } from '../format/index.ts';

/** What is known of the place of a keyframe. */
export interface RestoreOptions {
  /** The track begins with it: nothing of it lies before. */
  readonly isStart?: boolean;
}

/**
 * The state of one track at the playhead: a reducer over its events.
 *
 * The encoder asks it for keyframes, the player for what to show, so "seeking to t shows what playing to t
 * shows" holds by construction: for every cut, `restore(snapshot())` and then the same events give an equal state.
 * Synchronous throughout; not shared between threads.
 */
export interface TrackState<K extends TrackKind> {
  /** Moves the state on by one event. Events come in the order of the track. */
  apply(event: TrackTypes[K]['event']): void;
  /** The complete state as it is written to an archive. */
  snapshot(): TrackTypes[K]['keyframe'];
  /** Replaces the state by a keyframe's; `undefined` is the state before the first event. */
  restore(keyframe: TrackTypes[K]['keyframe'] | undefined, options?: RestoreOptions): void;
  /**
   * Tells the index of the segment that the events applied next stand in. Called at the start of every segment,
   * after `restore` (or `snapshot`, when playing or writing on) and before its first event. Only tracks whose
   * keyframes point back at events have it.
   */
  enterSegment?(index: number): void;
  /** Whether a viewer could see a difference, now or after any further events. */
  equals(other: TrackState<K>): boolean;
}
