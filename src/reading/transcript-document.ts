import type { Segment, SegmentLocation } from '../format/index.ts';
import { TranscriptState } from '../state/index.ts';
import type { TranscriptItem } from '../state/index.ts';

/** A segment of a transcript as a part of the whole document. */
export interface TranscriptPart {
  /** Index of the segment in its track. */
  readonly index: number;
  /** Session times where it begins and where the next one does, ms. */
  readonly time: number;
  readonly end: number;
  /** Inflated bytes: what its length is estimated by while it is not loaded. */
  readonly size: number;
  /** The items that begin in it, as they stand at the end of what is loaded; `undefined` while it is not loaded. */
  readonly items: readonly TranscriptItem[] | undefined;
}

/** Inflated bytes of segments that a document holds; beyond it, those farthest from what is read are let go. */
const MAX_HELD = 8 * 2 ** 20;

/** Loaded segments that follow each other, folded as one. */
interface Run {
  /** Index of the first segment. */
  readonly first: number;
  readonly state: TranscriptState;
  /** For each segment: how many items there were when it was folded. */
  readonly ends: number[];
}

/**
 * The whole of a transcript, independent of any playhead: every segment is a part, the loaded ones with their items.
 *
 * Segments may come in any order. Neighbours are folded as one, so that a message or call that lies in several is one
 * item, in the part where it begins. Loaded whole, the parts hold what applying every event gives.
 */
export class TranscriptDocument {
  readonly #locations: readonly SegmentLocation[];
  readonly #held = new Map<number, Segment<'transcript'>>();
  #runs: Run[] = [];
  #parts: readonly TranscriptPart[];

  /** @param duration - length of the session, ms: where the last part ends */
  constructor(locations: readonly SegmentLocation[], duration: number) {
    this.#locations = locations;
    this.#parts = Object.freeze(
      locations.map(({ time, size }, index) =>
        Object.freeze({ index, time, end: locations[index + 1]?.time ?? duration, size, items: undefined }),
      ),
    );
  }

  /** All parts in order; the same array until something changes, and parts that did not change keep identity. */
  get parts(): readonly TranscriptPart[] {
    return this.#parts;
  }

  /** Whether a part is loaded. */
  has(index: number): boolean {
    return this.#held.has(index);
  }

  /** Takes a segment, and lets go of those farthest from it when that makes too many. Nothing happens if it is held. */
  put(segment: Segment<'transcript'>): void {
    if (this.has(segment.index)) return;
    this.#held.set(segment.index, segment);
    const before = this.#runs.find(({ first, ends }) => first + ends.length === segment.index);
    const letGo = this.#letGo(segment.index);
    if (before && !letGo && !this.has(segment.index + 1)) append(before, segment);
    else this.#foldAnew();
    this.#take();
  }

  /** @returns whether anything was let go */
  #letGo(near: number): boolean {
    let size = 0;
    for (const index of this.#held.keys()) size += this.#locations[index]!.size;
    const farthest = [...this.#held.keys()].sort((a, b) => Math.abs(b - near) - Math.abs(a - near));
    let any = false;
    for (const index of farthest) {
      if (size <= MAX_HELD || index === near) break;
      this.#held.delete(index);
      size -= this.#locations[index]!.size;
      any = true;
    }
    return any;
  }

  #foldAnew(): void {
    this.#runs = [];
    let run: Run | undefined;
    for (const [index, segment] of [...this.#held].sort(([a], [b]) => a - b)) {
      if (!run || run.first + run.ends.length !== index) {
        run = { first: index, state: new TranscriptState(), ends: [] };
        run.state.restore(segment.keyframe);
        this.#runs.push(run);
      }
      append(run, segment);
    }
  }

  #take(): void {
    const items = new Map<number, readonly TranscriptItem[]>();
    for (const { first, state, ends } of this.#runs) {
      const all = state.items;
      ends.forEach((end, at) => items.set(first + at, all.slice(ends[at - 1] ?? 0, end)));
    }
    this.#parts = Object.freeze(
      this.#parts.map((part) => {
        const now = items.get(part.index);
        return sameItems(part.items, now)
          ? part
          : Object.freeze({ ...part, items: now && Object.freeze(now) });
      }),
    );
  }
}

function append({ state, ends }: Run, segment: Segment<'transcript'>): void {
  for (const event of segment.events) state.apply(event);
  ends.push(state.items.length);
}

function sameItems(
  a: readonly TranscriptItem[] | undefined,
  b: readonly TranscriptItem[] | undefined,
): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
