import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { ArchiveError, BytesSource } from '#src/format/index.ts';
import type { ByteSource } from '#src/format/index.ts';
import { Player } from '#src/player/index.ts';
import type { PlayerState } from '#src/player/index.ts';
import { damagedArchive, openDamaged } from '../helpers/damaged-segments.ts';
import type { IsDamaged } from '../helpers/damaged-segments.ts';
import { changes, FakeArchive, messages, nameOf, outputs, settle } from '../reading/fake-archive.ts';
import { screenOf } from '../reading/screen-of.ts';
import { sessionBytes, sessions } from '../reading/session-bytes.ts';
import { FakeScheduler } from './fake-scheduler.ts';

const TRANSCRIPT = 'transcript/main.ndjson';
const CHANGES = 'changes/main.ndjson';
const TERMINAL = 'terminal/main.cast';

const source = { name: 'session.reprise' } as ByteSource;

interface Fixture {
  readonly player: Player;
  readonly archive: FakeArchive;
  readonly scheduler: FakeScheduler;
  readonly state: () => PlayerState;
  /** Damaged segments that were asked for. */
  readonly asked: readonly string[];
}

/** Four seconds of a message and a change every 100 ms, ten a segment; those that are named are damaged. */
async function opened(...damaged: string[]): Promise<Fixture> {
  const times = Array.from({ length: 40 }, (_, i) => (i + 1) * 100);
  const archive = new FakeArchive({
    tracks: [
      { kind: 'transcript', events: messages(times), segmentLength: 10 },
      { kind: 'changes', events: changes(times), segmentLength: 10 },
    ],
  });
  const asked: string[] = [];
  const isDamaged: IsDamaged = (entry, index) => {
    const name = `${entry} ${index}`;
    return damaged.includes(name) && asked.push(name) > 0;
  };
  const scheduler = new FakeScheduler();
  const player = new Player({ scheduler, open: () => Promise.resolve(damagedArchive(archive, isDamaged)) });
  for (const entry of [TRANSCRIPT, CHANGES]) player.show(entry);
  await player.load(source);
  return { player, archive, scheduler, state: () => player.store.state, asked };
}

describe('a session of which a segment is damaged', () => {
  it('opens and says what cannot be read, where the hole is in sight', async () => {
    const { state } = await opened(`${CHANGES} 0`);

    expect(state().status).to.equal('ready');
    expect(state().changes).to.deep.include({ ready: true, changes: [], files: [] });
    expect(state().changes!.hole).to.deep.include({ start: 0, end: 1100, code: 'corrupt-entry' });
    expect(state().transcripts.get('main')!.hole).to.equal(undefined);
  });

  it('shows nothing of the moment before in a hole, and goes on behind it', async () => {
    const { player, state } = await opened(`${CHANGES} 1`);
    await player.seek(1000);
    expect(state().changes!.files).to.have.length(10);

    await player.seek(1500);
    expect(state().changes).to.deep.include({
      changes: [],
      files: [],
      current: undefined,
      hasEarlier: false,
    });
    expect(state().changes!.hole).to.deep.include({ start: 1100, end: 2100 });
    expect(state().transcripts.get('main')!.items).to.have.length(15);

    await player.seek(2500);
    expect(state().changes!.hole).to.equal(undefined);
    expect(state().changes!.files.map(({ path }) => path)).to.include('file-12.txt');
    expect(state().changes!.hasEarlier).to.equal(false);

    await player.seek(500);
    expect(state().changes!.files).to.have.length(5);
  });

  it('plays into a hole, through it and on, and asks for the damaged segment once', async () => {
    const { player, scheduler, state, asked } = await opened(`${CHANGES} 1`, `${TRANSCRIPT} 2`);
    player.setClock('wall');
    const seen = new Set<string>();
    player.store.subscribe(({ changes: view, transcripts }) => {
      const holes = [view?.hole, transcripts.get('main')?.hole];
      seen.add(holes.map((hole) => (hole ? `${hole.start}-${hole.end}` : '')).join(' '));
    });
    player.play();
    for (let i = 0; i < 60 && !state().ended; i += 1) {
      scheduler.frame(100);
      await settle();
    }

    expect(state().ended).to.equal(true);
    expect([...seen]).to.deep.equal([' ', '1100-2100 ', ' 2100-3100']);
    expect(asked).to.have.members([`${CHANGES} 1`, `${TRANSCRIPT} 2`]);
    expect(state().holes.map(({ track, start, end }) => `${track.kind} ${start}-${end}`)).to.deep.equal([
      'changes 1100-2100',
      'transcript 2100-3100',
    ]);
  });

  it('has a place in the conversation where a part of it is lost', async () => {
    const { player, scheduler, state } = await opened(`${TRANSCRIPT} 1`);
    player.want(TRANSCRIPT, 0, 3);
    scheduler.frame(200);
    await settle();

    const { parts } = state().transcripts.get('main')!;
    expect(parts.map(({ items, lost }) => (lost ? 'lost' : items?.length))).to.deep.equal([
      10,
      'lost',
      10,
      10,
    ]);
  });

  it('takes neighbouring damage as one hole, up to the end of the session', async () => {
    const { player, state } = await opened(`${CHANGES} 2`, `${CHANGES} 3`);
    await player.seek(2500);
    await player.seek(4000);

    expect(state().changes!.hole).to.deep.include({ start: 2100, end: 4000 });
    expect(state().holes).to.have.length(1);
  });

  it('steps over a hole', async () => {
    const { player, state } = await opened(`${CHANGES} 1`);
    await player.seek(1000);
    await player.step({ to: 'change', direction: 1 });

    expect(state().status).to.equal('ready');
    expect(state().time).to.equal(2100);
  });

  it('does not answer from what is damaged as if it were whole', async () => {
    const { player } = await opened(`${CHANGES} 1`);

    expect(await nameOf(player.changedFiles(1500))).to.equal('ArchiveError');
    expect(await nameOf(player.squash(4000))).to.equal('ArchiveError');
  });

  it('keeps a terminal unknown until a segment tells all of its screen', async () => {
    const times = [100, 200, 300, 400];
    const archive = new FakeArchive({
      tracks: [{ kind: 'terminal', events: outputs(times), segmentLength: 1, unkeyed: [2] }],
    });
    const isDamaged: IsDamaged = (_, index) => index === 1;
    const player = new Player({
      scheduler: new FakeScheduler(),
      open: () => Promise.resolve(damagedArchive(archive, isDamaged)),
    });
    player.show(TERMINAL);
    await player.load(source);
    const terminal = () => player.store.state.terminals.get('main')!;

    await player.seek(300);
    expect(terminal()).to.deep.include({ ready: true, screen: undefined });
    expect(terminal().hole).to.deep.include({ start: 200, end: 400 });
    await player.seek(400);
    expect(terminal().hole).to.equal(undefined);
    expect(terminal().screen!.lines[0]).to.equal('0,1,2,3,');
  });

  it('shows outside its holes what it shows whole, sought and played', async () => {
    const lost = fc.array(fc.tuple(fc.constantFrom(TRANSCRIPT, CHANGES, TERMINAL), fc.nat(5)), {
      minLength: 1,
      maxLength: 3,
    });
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(sessions, fc.integer({ min: 1, max: 12 }), lost, shares, async (...values) => {
        const [session, length, damaged, targets] = values;
        const bytes = await sessionBytes(session, length);
        const isDamaged: IsDamaged = (entry, index) =>
          damaged.some(([path, at]) => path === entry && at === index);
        const [whole, holed] = [await open(bytes, () => false), await open(bytes, isDamaged)];
        for (const share of targets) {
          for (const { player } of [whole, holed])
            await player.seekPosition(share * player.store.state.duration);
          expectAlike(whole.player, holed.player);
          for (const each of [whole, holed]) await play(each);
          expectAlike(whole.player, holed.player);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('a segment that does not travel', () => {
  const offline = new ArchiveError('source-unavailable', 'the server sent nothing');

  it('stalls the session, which goes on at the same place when it is asked for again', async () => {
    const { player, archive, state } = await opened();
    archive.hold = true;
    const sought = nameOf(player.seek(2500));
    await settle();
    expect(archive.held).to.have.length(2);
    for (const read of archive.held.splice(0)) read.fail(offline);
    expect(await sought).to.equal('ArchiveError');

    expect(state()).to.deep.include({ status: 'ready', time: 2500, seeking: false });
    expect(state().stalled).to.deep.equal({ code: 'source-unavailable', message: 'the server sent nothing' });
    expect(state().changes!.ready).to.equal(false);

    player.retry();
    expect(state().stalled).to.equal(undefined);
    await settle();
    await archive.release();
    await settle();
    expect(state().time).to.equal(2500);
    expect(state().changes!.files).to.have.length(25);
    expect(state().transcripts.get('main')!.items.at(-1)!.id).to.equal('e24');
  });

  it('leaves the panes that have what they need where they were to go', async () => {
    const { player, archive, state } = await opened();
    archive.hold = true;
    void nameOf(player.seek(2500));
    await settle();
    const [conversation, evidence] = archive.held.splice(0);
    evidence!.fail(offline);
    conversation!.release();
    await settle();

    expect(state().transcripts.get('main')!.current).to.equal('e24');
    expect(state().changes!.ready).to.equal(false);
    expect(state().stalled?.code).to.equal('source-unavailable');
  });

  it('goes on playing what it was playing, once it comes', async () => {
    const { player, archive, scheduler, state } = await opened();
    player.setClock('wall');
    player.play();
    archive.hold = true;
    for (let i = 0; i < 12; i += 1) {
      scheduler.frame(100);
      await settle();
      for (const read of archive.held.splice(0)) read.fail(offline);
      await settle();
    }
    expect(state().stalled).not.to.equal(undefined);
    expect(state().paused).to.equal(false);
    const { time } = state();
    scheduler.frame(500);
    await settle();
    expect(state().time).to.equal(time);

    archive.hold = false;
    player.retry();
    await settle();
    scheduler.frame(100);
    scheduler.frame(300);
    await settle();
    expect(state().stalled).to.equal(undefined);
    expect(state().time).to.be.greaterThan(time);
  });

  it('is forgotten when somebody goes to what is loaded', async () => {
    const { player, archive, state } = await opened();
    archive.hold = true;
    void nameOf(player.seek(2500));
    await settle();
    for (const read of archive.held.splice(0)) read.fail(offline);
    await settle();

    await player.seek(500);
    expect(state()).to.deep.include({ status: 'ready', stalled: undefined, time: 500 });
    expect(state().changes!.files).to.have.length(5);
  });

  it('is asked for again where somebody looked at a part of the conversation', async () => {
    const { player, archive, scheduler, state } = await opened();
    archive.hold = true;
    player.want(TRANSCRIPT, 2, 2);
    scheduler.frame(200);
    await settle();
    for (const read of archive.held.splice(0)) read.fail(offline);
    await settle();
    expect(state().stalled?.code).to.equal('source-unavailable');

    archive.hold = false;
    player.retry();
    scheduler.frame(200);
    await settle();
    expect(state().stalled).to.equal(undefined);
    expect(state().transcripts.get('main')!.parts[2]!.items).to.have.length(10);
  });
});

interface Opened {
  readonly player: Player;
  readonly scheduler: FakeScheduler;
}

async function open(bytes: Uint8Array<ArrayBuffer>, isDamaged: IsDamaged): Promise<Opened> {
  const scheduler = new FakeScheduler();
  const player = new Player({ scheduler, open: openDamaged(isDamaged) });
  player.setClock('wall');
  for (const entry of [TRANSCRIPT, CHANGES, TERMINAL]) player.show(entry);
  await player.load(new BytesSource(bytes, 'session.reprise'));
  return { player, scheduler };
}

async function play({ player, scheduler }: Opened): Promise<void> {
  player.play();
  for (let i = 0; i < 3; i += 1) {
    scheduler.frame(400);
    await player.settled();
  }
  player.pause();
  await player.settled();
}

/** What neither depends on where a window begins nor is in a hole. */
function expectAlike(whole: Player, holed: Player): void {
  const [a, b] = [whole.store.state, holed.store.state];
  expect(b.status).to.equal('ready');
  expect(b.time).to.equal(a.time);
  const [conversationA, conversationB] = [a.transcripts.get('main')!, b.transcripts.get('main')!];
  if (!conversationB.hole) {
    const { plan, model, mode, usage } = conversationA;
    expect(conversationB).to.deep.include({ plan, model, mode, usage });
    const items = conversationB.items.map(({ id }) => id);
    if (items.length > 0) expect(conversationB.current).to.equal(conversationA.current);
    expect(conversationA.items.map(({ id }) => id).slice(-items.length || Infinity)).to.deep.equal(
      items.slice(-conversationA.items.length),
    );
  }
  if (!b.changes!.hole) expect(b.changes!.files).to.deep.equal(a.changes!.files);
  else expect(b.changes!.files).to.deep.equal([]);
  const [screenA, screenB] = [a.terminals.get('main')!, b.terminals.get('main')!];
  if (screenB.hole) expect(screenB.screen).to.equal(undefined);
  else expect(screenOf(screenB.screen!)).to.deep.equal(screenOf(screenA.screen!));
}
