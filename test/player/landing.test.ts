/** Panes land one after another: what a seek does in one task is bounded, and an abandoned seek does nothing more. */
import { describe, expect, it } from '#test';
import type { ByteSource } from '#src/format/index.ts';
import { Player } from '#src/player/index.ts';
import type { PlayerState } from '#src/player/index.ts';
import { MAX_STEP } from '#src/player/pane.ts';
import { TranscriptState } from '#src/state/index.ts';
import { changes, FakeArchive, messages, settle } from '../reading/fake-archive.ts';
import { FakeScheduler } from './fake-scheduler.ts';

const TRANSCRIPT = 'transcript/main.ndjson';
const CHANGES = 'changes/main.ndjson';
const LENGTH = 4 * MAX_STEP;

const times = Array.from({ length: LENGTH }, (_, index) => index + 1);

/** A segment of each track holds four tasks' worth of events; both are loaded. */
async function opened() {
  const archive = new FakeArchive({
    tracks: [
      { kind: 'transcript', events: messages(times), segmentLength: LENGTH },
      { kind: 'changes', events: changes(times), segmentLength: LENGTH },
    ],
  });
  const scheduler = new FakeScheduler();
  const player = new Player({ scheduler, open: () => Promise.resolve(archive) });
  for (const entry of [TRANSCRIPT, CHANGES]) player.show(entry);
  await player.load({ name: 'session.reprise' } as ByteSource);
  scheduler.holdsTasks = true;
  return { player, archive, scheduler, state: () => player.store.state };
}

const storyAt = ({ transcripts }: PlayerState) => transcripts.get('main')!.items.at(-1)?.time;
const changesAt = ({ changes }: PlayerState) => changes!.current?.t;

/** Counts the events that states take while something is done. */
function appliedBy(action: () => void): number {
  const { prototype } = TranscriptState;
  const original = Object.getOwnPropertyDescriptor(prototype, 'apply')!;
  let count = 0;
  prototype.apply = function (event) {
    count += 1;
    (original.value as TranscriptState['apply']).call(this, event);
  };
  try {
    action();
  } finally {
    Object.defineProperty(prototype, 'apply', original);
  }
  return count;
}

describe('a seek', () => {
  it('applies no more events in one task than the budget, and shows nothing of the way', async () => {
    const { player, scheduler, state } = await opened();
    const steps = [appliedBy(() => void player.seek(LENGTH))];
    while (storyAt(state()) === undefined) {
      expect(state().time).to.equal(0);
      steps.push(appliedBy(() => expect(scheduler.task()).to.equal(true)));
    }

    expect(steps.reduce((sum, step) => sum + step)).to.equal(LENGTH);
    expect(Math.max(...steps)).to.be.at.most(MAX_STEP);
    expect(storyAt(state())).to.equal(LENGTH);
  });

  it('shows the conversation first, and says that the others are behind', async () => {
    const { player, scheduler, state } = await opened();
    const sought = player.seek(10);

    expect(storyAt(state())).to.equal(10);
    expect(changesAt(state())).to.equal(undefined);
    expect([state().time, state().seeking, state().behind]).to.deep.equal([10, true, true]);

    while (scheduler.task());
    await sought;
    expect(changesAt(state())).to.equal(10);
    expect([state().seeking, state().behind]).to.deep.equal([false, false]);
  });

  it('does nothing more once a newer one has taken its place', async () => {
    const { player, scheduler, state } = await opened();
    const abandoned = player.seek(LENGTH).catch((error: unknown) => (error as Error).name);
    scheduler.task();

    const applied = appliedBy(() => void player.seek(5));
    expect(await abandoned).to.equal('AbortError');
    const shown = new Set<number | undefined>();
    player.store.subscribe((now) => shown.add(changesAt(now)));
    const after = appliedBy(() => {
      while (scheduler.task());
    });

    expect(applied + after).to.equal(5);
    expect([...shown]).to.deep.equal([5]);
    expect(storyAt(state())).to.equal(5);
  });

  it('shows a moment that an abandoned one has stopped at', async () => {
    const { player, scheduler, state } = await opened();
    player.seek(LENGTH).catch(() => undefined);
    scheduler.task();

    const sought = player.seek(2 * MAX_STEP);
    while (scheduler.task());
    await sought;

    expect([storyAt(state()), changesAt(state())]).to.deep.equal([2 * MAX_STEP, 2 * MAX_STEP]);
  });

  it('shows the conversation as soon as that has come, whatever the others wait for', async () => {
    const archive = new FakeArchive({
      tracks: [
        { kind: 'transcript', events: messages(times), segmentLength: 100 },
        { kind: 'changes', events: changes(times), segmentLength: 100 },
      ],
    });
    const scheduler = new FakeScheduler();
    const player = new Player({ scheduler, open: () => Promise.resolve(archive) });
    for (const entry of [TRANSCRIPT, CHANGES]) player.show(entry);
    await player.load({ name: 'session.reprise' } as ByteSource);
    archive.hold = true;
    const sought = player.seek(350);
    await settle();

    archive.held.find(({ name }) => name.startsWith(TRANSCRIPT))!.release();
    await settle();
    expect(storyAt(player.store.state)).to.equal(350);
    expect(player.store.state.seeking).to.equal(true);

    await archive.release();
    await sought;
    expect(changesAt(player.store.state)).to.equal(350);
  });
});

describe('scrolling', () => {
  it('takes the evidence to the newest place only', async () => {
    const { player, scheduler, state } = await opened();
    const shown = new Set<number | undefined>();
    player.store.subscribe((now) => shown.add(changesAt(now)));

    for (const time of [10, 20, 30]) player.follow(time);
    while (scheduler.task());

    expect([...shown]).to.deep.equal([undefined, 30]);
    expect(state().time).to.equal(30);
    expect(state().behind).to.equal(false);
  });
});
