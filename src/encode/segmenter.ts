import type { TrackKind, TrackTypes, TrackWriter } from '../format/index.ts';
import type { TrackState } from '../state/index.ts';
import { segmentLimit } from './segment-limit.ts';

/** Takes the events of one track in order and writes them in segments. */
export interface Segmenter<K extends TrackKind> {
  append(event: TrackTypes[K]['event']): void;
  /** Writes what is held back. */
  finish(): void;
}

/** Cuts a track whose state can be written down at any event: transcript, changes. */
export class StateSegmenter<K extends 'transcript' | 'changes'> implements Segmenter<K> {
  readonly #writer: TrackWriter<K>;
  readonly #state: SegmentedState<K>;
  #segments = 0;

  constructor(writer: TrackWriter<K>, state: SegmentedState<K>) {
    this.#writer = writer;
    this.#state = state;
    this.#cut(0);
  }

  append(event: TrackTypes[K]['event']): void {
    if (this.#writer.segmentSize >= segmentLimit(this.#writer.keyframeSize)) this.#cut(event.t);
    this.#writer.append(event);
    this.#state.apply(event);
  }

  finish(): void {
    // Nothing is held back.
  }

  /** @param time - of the first event, so that a moment before it is shown by the segment before: one request */
  #cut(time: number): void {
    this.#writer.cut(time, this.#state.snapshot());
    this.#state.enterSegment?.(this.#segments);
    this.#segments += 1;
  }
}

/** A state that may want to know in which segment its events stand. */
export type SegmentedState<K extends TrackKind> = TrackState<K> & { enterSegment?(index: number): void };
