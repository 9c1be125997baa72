import {
  segmentIndexAt,
  widthRuleOf,
  type ArchiveReader,
  type Segment,
  type TrackDescription,
  type TrackKind,
} from '#src/format/index.ts';
import { FilesState, type TextSource } from '#src/state/files/index.ts';
import { TranscriptState, type TrackState } from '#src/state/index.ts';
import { TerminalState } from '#src/state/terminal/index.ts';

/** Of each track, the first time at which seeking shows something else than playing; none where they always agree. */
export async function seekFaults(
  reader: ArchiveReader,
  times: readonly number[],
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const track of reader.manifest.tracks) {
    const playing = new Playback(reader, track);
    for (const time of times.toSorted((a, b) => a - b)) {
      await playing.playTo(time);
      if (playing.state.equals(await seek(reader, track, time))) continue;
      faults.push(`${track.entry} at ${time} ms`);
      break;
    }
  }
  return faults;
}

/** A track played from its beginning, never entered at a keyframe. */
class Playback {
  readonly state: TrackState<TrackKind>;
  readonly #reader: ArchiveReader;
  readonly #entry: string;
  #index = 0;
  #segment: Segment | undefined;
  #position = 0;

  constructor(reader: ArchiveReader, track: TrackDescription) {
    this.#reader = reader;
    this.#entry = track.entry;
    this.state = stateOf(reader, track);
  }

  async playTo(time: number): Promise<void> {
    for (; this.#index < this.#reader.segments(this.#entry).length; this.#index += 1) {
      this.#segment ??= await this.#reader.readSegment(this.#entry, this.#index);
      if (this.#position === 0) enterSegment(this.state, this.#index);
      const { events } = this.#segment;
      for (; this.#position < events.length; this.#position += 1) {
        if (events[this.#position]!.t > time) return;
        this.state.apply(events[this.#position]!);
      }
      this.#segment = undefined;
      this.#position = 0;
    }
  }
}

/** Enters at the newest keyframe at or before a time. */
export async function seek(
  reader: ArchiveReader,
  track: TrackDescription,
  time: number,
): Promise<TrackState<TrackKind>> {
  const state = stateOf(reader, track);
  const last = segmentIndexAt(reader.segments(track.entry), time);
  let first = last;
  const segments: Segment[] = [];
  for (; first >= 0; first -= 1) {
    segments.unshift(await reader.readSegment(track.entry, first));
    if (segments[0]!.keyframe) break;
  }
  state.restore(segments[0]?.keyframe);
  for (const [offset, { events }] of segments.entries()) {
    enterSegment(state, Math.max(first, 0) + offset);
    for (const event of events) if (event.t <= time) state.apply(event);
  }
  return state;
}

function enterSegment(state: TrackState<TrackKind>, index: number): void {
  if (state instanceof FilesState) state.enterSegment(index);
}

function stateOf(reader: ArchiveReader, track: TrackDescription): TrackState<TrackKind> {
  if (track.kind === 'transcript') return new TranscriptState();
  if (track.kind === 'changes') return new FilesState(textsOf(reader, track.entry));
  return new TerminalState({ cols: track.cols!, rows: track.rows! }, { widths: widthRuleOf(track.widths) });
}

function textsOf(reader: ArchiveReader, entry: string): TextSource {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return {
    blob: async (path) => decoder.decode(await reader.readEntry(path)),
    segment: (index) => reader.readSegment<'changes'>(entry, index),
  };
}
