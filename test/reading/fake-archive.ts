/** An archive in memory whose reads a test counts, holds up and lets fail. */
import type {
  ChangeEvent,
  Manifest,
  ReadOptions,
  Segment,
  SegmentLocation,
  TerminalEvent,
  TimeIndex,
  TrackDescription,
  TrackKind,
  TrackTypes,
  TranscriptEvent,
} from '#src/format/index.ts';
import type { Archive } from '#src/reading/archive.ts';
import { TranscriptState } from '#src/state/index.ts';
import type { TrackState } from '#src/state/index.ts';
import { FilesState } from '#src/state/files/index.ts';

/** Inflated bytes a fake segment claims for each of its events. */
export const EVENT_SIZE = 100;

export interface FakeTrack<K extends TrackKind = TrackKind> {
  readonly id?: string;
  readonly kind: K;
  readonly events: readonly TrackTypes[K]['event'][];
  /** Events a segment; the last one has what is left. */
  readonly segmentLength: number;
  /** Segments that a row of the index spans, as in very long sessions. Default 1. */
  readonly merged?: number;
  /** Segments without a keyframe. */
  readonly unkeyed?: readonly number[];
  /** Whether a segment's time is that of its first event (the default) or of the last one before it. */
  readonly cutAt?: 'next' | 'last';
  /** Makes the keyframes; by default the reducer of the kind does, and terminals have a list of their outputs. */
  readonly state?: Pick<TrackState<K>, 'apply' | 'snapshot'>;
}

export interface FakeArchiveOptions {
  readonly tracks: readonly FakeTrack[];
  readonly index?: Partial<TimeIndex>;
  readonly manifest?: Partial<Manifest>;
  readonly blobs?: Readonly<Record<string, string>>;
  readonly directory?: Promise<unknown>;
}

/** A read that waits for the test, when reads are held. */
export interface HeldRead {
  readonly name: string;
  readonly signal: AbortSignal | undefined;
  readonly release: () => void;
  readonly fail: (error: unknown) => void;
}

export class FakeArchive implements Archive {
  readonly manifest: Manifest;
  readonly index: TimeIndex;
  readonly indexRebuilt = false;
  readonly diagnostics = [];
  readonly directory: Promise<unknown>;
  /** `<entry> <segment>` of every segment read so far. */
  readonly reads: string[] = [];
  /** Reads under way, if `hold` is set. */
  readonly held: HeldRead[] = [];
  /** Makes reads wait for `release`. */
  hold = false;
  readonly #segments = new Map<string, readonly Segment[]>();
  readonly #blobs: Readonly<Record<string, string>>;

  constructor(options: FakeArchiveOptions) {
    const descriptions: TrackDescription[] = [];
    const locations = new Map<string, SegmentLocation[]>();
    let duration = 0;
    for (const track of options.tracks) {
      const entry = entryOf(track);
      const segments = segmentsOf(track);
      descriptions.push({ id: track.id ?? 'main', kind: track.kind, entry });
      this.#segments.set(entry, segments);
      locations.set(
        entry,
        segments.map((segment) => locationOf(segment, track.merged ?? 1)),
      );
      duration = Math.max(duration, ...track.events.map((event) => event.t));
    }
    duration = options.index?.duration ?? duration;
    const activity = [{ start: 0, end: duration }];
    this.index = { duration, activity, turns: [], files: [], segments: locations, ...options.index };
    this.manifest = {
      format: 'reprise',
      version: '1.0',
      id: '00000000-0000-5000-8000-000000000000',
      title: 'fake',
      duration,
      generator: { name: 'test', version: '1' },
      tracks: descriptions,
      ...options.manifest,
    };
    this.directory = options.directory ?? Promise.resolve();
    // As the reader does it: who does not await it is not bothered by its rejection.
    this.directory.catch(() => undefined);
    this.#blobs = options.blobs ?? {};
  }

  segments(entry: string): readonly SegmentLocation[] {
    return this.index.segments.get(entry) ?? [];
  }

  async readSegment<K extends TrackKind>(
    entry: string,
    index: number,
    options: ReadOptions = {},
  ): Promise<Segment<K>> {
    const name = `${entry} ${index}`;
    this.reads.push(name);
    if (this.hold) await this.#wait(name, options.signal);
    options.signal?.throwIfAborted();
    return this.#segments.get(entry)![index] as Segment<K>;
  }

  async readEntry(path: string): Promise<Uint8Array> {
    return new TextEncoder().encode(this.#blobs[path]);
  }

  /** Lets every read that is under way go on, and what follows them happen. */
  async release(): Promise<void> {
    for (const read of this.held.splice(0)) read.release();
    await settle();
  }

  #wait(name: string, signal: AbortSignal | undefined): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      this.held.push({ name, signal, release: resolve, fail: reject });
    });
  }
}

/** Lets promises that can settle do so. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 30; i += 1) await Promise.resolve();
}

/** `name` of the error a promise rejects with, or `resolved`. */
export async function nameOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'resolved',
    (error: unknown) => (error as Error).name,
  );
}

/** `code` of the error a promise rejects with, or `resolved`. */
export async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'resolved',
    (error: unknown) => (error as { readonly code?: unknown }).code,
  );
}

export function entryOf({ kind, id = 'main' }: { readonly kind: TrackKind; readonly id?: string }): string {
  return `${kind}/${id}.${kind === 'terminal' ? 'cast' : 'ndjson'}`;
}

function segmentsOf<K extends TrackKind>(track: FakeTrack<K>): Segment<K>[] {
  const { kind, events, segmentLength } = track;
  const state = (track.state ?? stateOf(kind)) as Pick<TrackState<K>, 'apply' | 'snapshot'>;
  const segments: Segment<K>[] = [];
  for (let start = 0; start < events.length; start += segmentLength) {
    const index = segments.length;
    const own = events.slice(start, start + segmentLength);
    const files: unknown = state;
    if (files instanceof FilesState) files.enterSegment(index);
    const keyframe = track.unkeyed?.includes(index) ? undefined : structuredClone(state.snapshot());
    const cut = track.cutAt === 'last' ? start - 1 : start;
    segments.push({ kind, index, time: index === 0 ? 0 : events[cut]!.t, keyframe, events: own });
    for (const event of own) state.apply(event);
  }
  return merge(segments, track.merged ?? 1);
}

/** Rows of `length` segments each: the keyframe of the first, the events of all. */
function merge<K extends TrackKind>(segments: readonly Segment<K>[], length: number): Segment<K>[] {
  const rows: Segment<K>[] = [];
  for (let start = 0; start < segments.length; start += length) {
    const events = segments.slice(start, start + length).flatMap((segment) => segment.events);
    rows.push({ ...segments[start]!, index: rows.length, events });
  }
  return rows;
}

function stateOf(kind: TrackKind): unknown {
  if (kind === 'transcript') return new TranscriptState();
  return kind === 'changes' ? new FilesState() : new OutputList();
}

/** Stands in for an emulator: the state is all output, the keyframe too. */
export class OutputList {
  data = '';
  restores = 0;

  apply(event: TerminalEvent): void {
    this.data += event.data;
  }

  snapshot(): TrackTypes['terminal']['keyframe'] {
    return { cols: 80, rows: 24, data: this.data };
  }

  restore(keyframe: TrackTypes['terminal']['keyframe'] | undefined): void {
    this.restores += 1;
    this.data = keyframe?.data ?? '';
  }
}

function locationOf({ time, index, events }: Segment, merged: number): SegmentLocation {
  return {
    time,
    number: index * merged,
    offset: 0,
    storedSize: 1,
    size: events.length * EVENT_SIZE,
    crc32: 0,
  };
}

/** Output events at the given times, each a text of its own. */
export function outputs(times: readonly number[]): TerminalEvent[] {
  return times.map((t, i) => ({ t, code: 'o', data: `${i},` }));
}

/** Messages of one chunk each at the given times. */
export function messages(times: readonly number[]): TranscriptEvent[] {
  return times.map((t, i) => ({
    t,
    id: `e${i}`,
    sessionUpdate: 'agent_message_chunk',
    messageId: `m${i}`,
    content: { type: 'text', text: `message ${i}` },
  }));
}

/** Creations of a file each at the given times. */
export function changes(times: readonly number[]): ChangeEvent[] {
  return times.map((t, i) => ({
    t,
    id: `c${i}`,
    path: `file-${i}.txt`,
    op: 'modify',
    additions: i,
    deletions: 1,
  }));
}
