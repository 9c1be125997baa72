import fc from 'fast-check';
import { describe, expect, it } from '#test';
import type { ChangeEvent, TerminalEvent } from '#src/format/index.ts';
import { ChangeList } from '#src/reading/change-list.ts';
import { playheadAfter } from '#src/reading/playhead.ts';
import type { Playhead } from '#src/reading/playhead.ts';
import { SegmentLoader } from '#src/reading/segment-loader.ts';
import { TrackCursor } from '#src/reading/track-cursor.ts';
import { TranscriptState } from '#src/state/index.ts';
import { changes, EVENT_SIZE, FakeArchive, messages, outputs, OutputList, settle } from './fake-archive.ts';
import { shownAt } from './session-bytes.ts';

const never = new AbortController().signal;

/** Times of events: close together, many of them equal. */
const times = fc
  .array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 40 })
  .map((gaps) => gaps.map((_, i) => gaps.slice(0, i + 1).reduce((sum, gap) => sum + gap, 0)));

const playheads = fc.array(
  fc.record({
    time: fc.integer({ min: 0, max: 100 }),
    fraction: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
  }),
  { minLength: 1, maxLength: 12 },
);

const cuts = fc.constantFrom('next', 'last');

async function go(cursor: Pick<TrackCursor<'terminal'>, 'prepare'>, playhead: Playhead): Promise<boolean> {
  const move = await cursor.prepare(playhead, never);
  return move.finish();
}

describe('TrackCursor', () => {
  it('shows the same by seeking as by playing, for terminals', async () => {
    await fc.assert(
      fc.asyncProperty(
        times,
        fc.integer({ min: 1, max: 7 }),
        playheads,
        fc.boolean(),
        cuts,
        async (at, length, heads, sparse, cutAt) => {
          const events = outputs(at);
          const unkeyed = sparse ? [1, 2, 4] : [];
          const archive = new FakeArchive({
            tracks: [{ kind: 'terminal', events, segmentLength: length, unkeyed, cutAt }],
          });
          const state = new OutputList();
          const cursor = new TrackCursor<'terminal'>('terminal/main.cast', state, new SegmentLoader(archive));
          for (const playhead of heads) {
            await go(cursor, playhead);
            const expected = shownAt<TerminalEvent>(events, playhead);
            expect(state.data).to.equal(expected.map(({ data }) => data).join(''));
          }
        },
      ),
    );
  });

  it('plays on into the next segment from where it is, and enters others by their keyframes', async () => {
    const archive = new FakeArchive({
      tracks: [{ kind: 'terminal', events: outputs([0, 10, 20, 30, 40, 50, 60, 70]), segmentLength: 2 }],
    });
    const state = new OutputList();
    const cursor = new TrackCursor<'terminal'>('terminal/main.cast', state, new SegmentLoader(archive));
    const restoresOf = async (time: number): Promise<number> => {
      const before = state.restores;
      await go(cursor, playheadAfter(time));
      return state.restores - before;
    };

    expect(await restoresOf(5)).to.equal(1);
    expect(await restoresOf(15)).to.equal(0);
    expect(await restoresOf(25)).to.equal(0);
    expect(await restoresOf(75)).to.equal(1);
    expect(await restoresOf(25)).to.equal(1);
  });

  it('shows the same by seeking as by playing, for transcripts, once all that came earlier is loaded', async () => {
    await fc.assert(
      fc.asyncProperty(
        times,
        fc.integer({ min: 1, max: 7 }),
        playheads,
        cuts,
        async (at, length, heads, cutAt) => {
          const events = messages(at);
          const archive = new FakeArchive({
            tracks: [{ kind: 'transcript', events, segmentLength: length, cutAt }],
          });
          const state = new TranscriptState();
          const options = { window: 1e6 };
          const cursor = new TrackCursor(
            'transcript/main.ndjson',
            state,
            new SegmentLoader(archive),
            options,
          );
          for (const playhead of heads) {
            await go(cursor, playhead);
            const played = new TranscriptState();
            for (const event of shownAt(events, playhead)) played.apply(event);
            expect(played.items.slice(-state.items.length || Infinity)).to.deep.equal(state.items);
            expect(state.equals(played)).to.equal(true);
          }
          while (cursor.hasEarlier) await cursor.loadEarlier(never);
          const played = new TranscriptState();
          for (const event of shownAt(events, heads.at(-1)!)) played.apply(event);
          expect(state.items).to.deep.equal(played.items);
        },
      ),
    );
  });

  it('enters a segment without a keyframe from the newest keyframe before it', async () => {
    const archive = new FakeArchive({
      tracks: [{ kind: 'terminal', events: outputs([0, 10, 20, 30]), segmentLength: 1, unkeyed: [2, 3] }],
    });
    const state = new OutputList();
    const cursor = new TrackCursor<'terminal'>('terminal/main.cast', state, new SegmentLoader(archive));

    await go(cursor, playheadAfter(30));

    expect(archive.reads.map((read) => read.at(-1))).to.deep.equal(['3', '2', '1']);
    expect(state.data).to.equal('0,1,2,3,');
  });

  it('applies events, and restores nothing, when it goes forward in a segment', async () => {
    const archive = new FakeArchive({
      tracks: [{ kind: 'terminal', events: outputs([0, 10, 20, 30]), segmentLength: 4 }],
    });
    const state = new OutputList();
    const cursor = new TrackCursor<'terminal'>('terminal/main.cast', state, new SegmentLoader(archive));
    await go(cursor, playheadAfter(5));

    expect(cursor.available(playheadAfter(20))!.finish()).to.equal(true);
    expect(cursor.available(playheadAfter(25))!.finish()).to.equal(false);

    expect(state.restores).to.equal(1);
    expect(state.data).to.equal('0,1,2,');
  });

  it('costs one request a seek', async () => {
    const archive = new FakeArchive({
      tracks: [{ kind: 'transcript', events: messages([0, 10, 20, 30, 40, 50]), segmentLength: 2 }],
    });
    const options = { window: 1e6 };
    const cursor = new TrackCursor(
      'transcript/main.ndjson',
      new TranscriptState(),
      new SegmentLoader(archive),
      options,
    );

    for (const time of [45, 5, 25]) {
      const before = archive.reads.length;
      await go(cursor, playheadAfter(time));
      expect(archive.reads.length - before).to.equal(1);
    }
    await go(cursor, playheadAfter(50));
    expect(archive.reads).to.have.length(3);
  });

  it('shows the event that a segment ends with when it goes to its very time', async () => {
    const archive = new FakeArchive({
      tracks: [{ kind: 'changes', events: changes([0, 10, 20, 30]), segmentLength: 2, cutAt: 'last' }],
    });
    const state = new ChangeList();
    const cursor = new TrackCursor<'changes'>('changes/main.ndjson', state, new SegmentLoader(archive), {
      window: 1e6,
    });

    await go(cursor, playheadAfter(10));

    expect(state.changes.map(({ id }) => id)).to.deep.equal(['c0', 'c1']);
  });

  it('keeps its window in bounds while playing, and what was asked for by loadEarlier', async () => {
    const events = changes(Array.from({ length: 40 }, (_, i) => i * 10));
    const archive = new FakeArchive({ tracks: [{ kind: 'changes', events, segmentLength: 2 }] });
    const state = new ChangeList();
    const options = { window: 8 * EVENT_SIZE };
    const cursor = new TrackCursor<'changes'>(
      'changes/main.ndjson',
      state,
      new SegmentLoader(archive),
      options,
    );

    for (let time = 0; time <= 200; time += 1) {
      await go(cursor, playheadAfter(time));
      expect(state.changes.length).to.be.within(1, 8);
      expect(state.changes.at(-1)).to.equal(shownAt<ChangeEvent>(events, playheadAfter(time)).at(-1));
    }
    const before = state.changes.length;
    for (let i = 0; i < 4; i += 1) await cursor.loadEarlier(never);
    await go(cursor, playheadAfter(201));

    expect(state.changes.length).to.equal(before + 8);
  });

  it('drops an earlier segment that arrives after it went elsewhere', async () => {
    const archive = new FakeArchive({
      tracks: [{ kind: 'changes', events: changes([0, 10, 20, 30]), segmentLength: 1 }],
    });
    const state = new ChangeList();
    const cursor = new TrackCursor<'changes'>('changes/main.ndjson', state, new SegmentLoader(archive), {
      window: 1e6,
    });
    await go(cursor, playheadAfter(30));
    archive.hold = true;
    const earlier = cursor.loadEarlier(never);
    await settle();
    archive.hold = false;
    await go(cursor, playheadAfter(0));
    await archive.release();

    expect(await earlier).to.equal(false);
    expect(state.changes.map(({ id }) => id)).to.deep.equal(['c0']);
  });

  it('is at the beginning of a track without segments', async () => {
    const archive = new FakeArchive({ tracks: [{ kind: 'changes', events: [], segmentLength: 1 }] });
    const cursor = new TrackCursor<'changes'>(
      'changes/main.ndjson',
      new ChangeList(),
      new SegmentLoader(archive),
    );

    expect(await go(cursor, playheadAfter(50))).to.equal(true);
    expect(cursor.available({ time: 70, fraction: 0.5 })!.finish()).to.equal(false);
    expect(archive.reads).to.deep.equal([]);
  });
});
