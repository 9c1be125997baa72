import type { Segment, SegmentLocation } from '../format/index.ts';
import { isAlike, TranscriptState } from '../state/index.ts';
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
  /** It is damaged: a hole in the conversation, which stays. */
  readonly lost?: true;
}

/** Inflated bytes of segments that a document holds; beyond it, those farthest from what is read are let go. */
const MAX_HELD = 8 * 2 ** 20;

/** Levels of an item that are compared: below its blocks, both hold the very objects of the same event. */
const DEPTH = 3;

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
    this.#letGo(segment.index);
    this.#fold();
    this.#take();
  }

  /** A segment is damaged: its part has no items and never will. */
  lose(index: number): void {
    const part = this.#parts[index];
    if (!part || part.lost) return;
    this.#parts = Object.freeze(this.#parts.with(index, Object.freeze({ ...part, lost: true })));
  }

  /** Whether there is nothing to wait for: it is loaded, or lost. */
  isSettled(index: number): boolean {
    return this.has(index) || this.#parts[index]?.lost === true;
  }

  #letGo(near: number): void {
    let size = 0;
    for (const index of this.#held.keys()) size += this.#locations[index]!.size;
    const farthest = [...this.#held.keys()].sort((a, b) => Math.abs(b - near) - Math.abs(a - near));
    for (const index of farthest) {
      if (size <= MAX_HELD || index === near) break;
      this.#held.delete(index);
      size -= this.#locations[index]!.size;
    }
  }

  /** A run that is still there, or has grown at its end, is not folded again. */
  #fold(): void {
    const before = new Map(this.#runs.map((run) => [run.first, run]));
    this.#runs = runsOf([...this.#held.keys()]).map(({ first, length }) => {
      const known = before.get(first);
      const run = known && known.ends.length <= length ? known : this.#begin(first);
      while (run.ends.length < length) append(run, this.#held.get(first + run.ends.length)!);
      return run;
    });
  }

  #begin(first: number): Run {
    const run = { first, state: new TranscriptState(), ends: [] };
    run.state.restore(this.#held.get(first)?.keyframe);
    return run;
  }

  #take(): void {
    const items = new Map<number, readonly TranscriptItem[]>();
    for (const { first, state, ends } of this.#runs) {
      const all = state.items;
      ends.forEach((end, at) => items.set(first + at, all.slice(ends[at - 1] ?? 0, end)));
    }
    this.#parts = Object.freeze(
      this.#parts.map((part) => {
        const now = withKept(part.items, items.get(part.index));
        return sameItems(part.items, now)
          ? part
          : Object.freeze({ ...part, items: now && Object.freeze(now) });
      }),
    );
  }
}

/** Indexes that follow each other, as ranges in order. */
function runsOf(indexes: readonly number[]): { readonly first: number; readonly length: number }[] {
  const runs: { readonly first: number; length: number }[] = [];
  for (const index of indexes.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last.first + last.length === index) last.length += 1;
    else runs.push({ first: index, length: 1 });
  }
  return runs;
}

function append({ state, ends }: Run, segment: Segment<'transcript'>): void {
  for (const event of segment.events) state.apply(event);
  ends.push(state.items.length);
}

/** What a fold from further back has made again as it was keeps its identity: whoever shows it has nothing to do. */
function withKept(
  before: readonly TranscriptItem[] | undefined,
  now: readonly TranscriptItem[] | undefined,
): readonly TranscriptItem[] | undefined {
  if (!before || !now) return now;
  const known = new Map(before.map((item) => [item.id, item]));
  return now.map((item) => {
    const same = known.get(item.id);
    return same && isAlike(same, item, DEPTH) ? same : item;
  });
}

function sameItems(
  a: readonly TranscriptItem[] | undefined,
  b: readonly TranscriptItem[] | undefined,
): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
