import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { packFiles } from '../../bench/size.ts';
import {
  ArchiveReader,
  BytesSource,
  segmentIndexAt,
  type Segment,
  type TrackDescription,
  type TrackKind,
  widthRuleOf,
} from '#src/format/index.ts';
import { FilesState, type TextSource } from '#src/state/files/index.ts';
import { TranscriptState, type TrackState } from '#src/state/index.ts';
import { TerminalState } from '#src/state/terminal/index.ts';
import { corpusFolder, NO_CORPUS } from '../helpers/corpus.ts';

const corpus = corpusFolder();
const INPUTS = [
  'claude-code/cc-2.1.7-3compactions-6interrupts.jsonl',
  'claude-code/cc-2.1.219-large-browser-mcp.jsonl',
  'claude-code/cc-1.0.98-sidechains-multiedit.jsonl',
  'asciicast/v2-selfrec-big-repaint.cast',
  'asciicast/v2-selfrec-vim-htop-input.cast',
  'asciicast/v3-big-ghostty.cast',
];

describe('seeking in archives of real files', { skip: corpus === undefined ? NO_CORPUS : false }, () => {
  for (const input of INPUTS) {
    it(`${input}: seeking to any time shows what playing to it shows, on every track [TIME-5]`, async () => {
      const { bytes, manifest } = await packFiles([join(corpus!, input)]);
      const reader = await ArchiveReader.open(new BytesSource(bytes));
      await reader.directory;
      const times = fc.sample(fc.integer({ min: 0, max: manifest.duration }), { numRuns: 25, seed: 7 });
      times.sort((a, b) => a - b);

      for (const track of manifest.tracks) {
        const playing = new Playback(reader, track);
        for (const time of [...times, manifest.duration]) {
          await playing.playTo(time);
          const sought = await seek(reader, track, time);

          expect(playing.state.equals(sought), `${track.entry} at ${time} ms`).to.equal(true);
        }
      }
    });
  }

  it('gives the text of every known file at the end of a log', async () => {
    const { bytes, manifest } = await packFiles([join(corpus!, INPUTS[0]!)]);
    const reader = await ArchiveReader.open(new BytesSource(bytes));
    const track = manifest.tracks.find(({ kind }) => kind === 'changes')!;
    const state = (await seek(reader, track, manifest.duration)) as unknown as FilesState;

    expect(state.paths).to.have.length.greaterThan(10);
    for (const path of state.paths) expect(await state.textAt(path), path).to.be.a('string');
  });
});

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
async function seek(
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
