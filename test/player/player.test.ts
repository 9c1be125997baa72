import { describe, expect, it } from '#test';
import { ArchiveError } from '#src/format/index.ts';
import type { ByteSource } from '#src/format/index.ts';
import { Player } from '#src/player/index.ts';
import type { PlayerState } from '#src/player/index.ts';
import { changes, codeOf, FakeArchive, messages, nameOf, outputs, settle } from '../reading/fake-archive.ts';
import type { FakeArchiveOptions } from '../reading/fake-archive.ts';
import { FakeScheduler } from './fake-scheduler.ts';

const TRANSCRIPT = 'transcript/main.ndjson';
const CHANGES = 'changes/main.ndjson';

/** Every 100 ms a message, every 200 ms a change, for four seconds; ten messages and five changes a segment. */
const TRACKS: FakeArchiveOptions = {
  tracks: [
    { kind: 'transcript', events: messages(every(100, 4000)), segmentLength: 10 },
    { kind: 'changes', events: changes(every(200, 4000)), segmentLength: 5 },
  ],
};

function every(step: number, end: number): number[] {
  return Array.from({ length: end / step }, (_, i) => (i + 1) * step);
}

/** A source that is never read: the test's archive stands in for what it holds. */
const source = { name: 'session.reprise' } as ByteSource;

interface Fixture {
  readonly player: Player;
  readonly archive: FakeArchive;
  readonly scheduler: FakeScheduler;
  readonly state: () => PlayerState;
}

function fixture(options: FakeArchiveOptions = TRACKS, shown = [TRANSCRIPT, CHANGES]): Fixture {
  const archive = new FakeArchive(options);
  const scheduler = new FakeScheduler();
  const player = new Player({ scheduler, open: () => Promise.resolve(archive) });
  for (const entry of shown) player.show(entry);
  return { player, archive, scheduler, state: () => player.store.state };
}

async function opened(options?: FakeArchiveOptions, shown?: string[]): Promise<Fixture> {
  const fresh = fixture(options, shown);
  await fresh.player.load(source);
  return fresh;
}

function items(state: PlayerState): readonly string[] {
  return state.transcripts.get('main')!.items.map((item) => item.id);
}

describe('Player.load', () => {
  it('goes from empty over loading to ready', async () => {
    const { player, state } = fixture();
    const statuses: string[] = [state().status];
    player.store.subscribe(({ status }) => statuses.push(status));

    await player.load(source);

    expect([...new Set(statuses)]).to.deep.equal(['empty', 'loading', 'ready']);
    expect(state().source).to.equal('session.reprise');
    expect(state().duration).to.equal(4000);
    expect(state().clocks).to.deep.equal(['active', 'wall']);
    expect(state().transcripts.get('main')!.ready).to.equal(true);
    expect(state().paused).to.equal(true);
  });

  it('can be closed while the first segments are on their way', async () => {
    const { player, archive, state } = fixture();
    archive.hold = true;
    const loaded = nameOf(player.load(source));
    await settle();
    expect(archive.held).to.have.length(2);

    player.close();

    expect(await loaded).to.equal('AbortError');
    expect(state().status).to.equal('empty');
  });

  it('loads the first segments of the visible tracks beside the directory, and shows nothing before that', async () => {
    let check!: () => void;
    const directory = new Promise<void>((resolve) => (check = resolve));
    const { player, archive, state } = fixture({ ...TRACKS, directory });
    const loaded = player.load(source);
    await settle();

    expect(archive.reads).to.deep.equal([`${TRANSCRIPT} 0`, `${CHANGES} 0`]);
    expect(state().status).to.equal('loading');
    expect(state().manifest).to.equal(archive.manifest);
    expect(state().transcripts.get('main')!.ready).to.equal(false);
    expect(await Promise.race([nameOf(player.fileText('a', 0)), settle().then(() => 'waits')])).to.equal(
      'waits',
    );
    check();
    await loaded;

    expect(state().status).to.equal('ready');
    expect(state().transcripts.get('main')!.ready).to.equal(true);
    expect(archive.reads).to.have.length(2);
  });

  it('loads the segment of a track that will be shown at once, and once', async () => {
    const { player, archive, state } = fixture(TRACKS, []);
    player.store.subscribe(({ manifest }) => manifest && player.expect(TRANSCRIPT));

    const loaded = player.load(source);
    await settle();
    expect(archive.reads).to.deep.equal([`${TRANSCRIPT} 0`]);
    player.show(TRANSCRIPT);
    await loaded;
    await player.settled();

    expect(archive.reads).to.deep.equal([`${TRANSCRIPT} 0`]);
    expect(state().transcripts.get('main')!.ready).to.equal(true);
  });

  it('expects a track where playing begins, and no track of the source before', async () => {
    const { player, archive } = fixture(TRACKS, []);
    const loaded = player.load(source);
    void player.seek(2050);
    player.expect(TRANSCRIPT);
    await loaded;
    await player.load(source);

    expect(archive.reads).to.deep.equal([`${TRANSCRIPT} 1`]);
  });

  it('begins where a seek during loading says, and loads nothing else', async () => {
    const { player, archive, state } = fixture();
    const loaded = player.load(source);
    const sought = player.seek(2050);
    await Promise.all([loaded, sought]);

    expect(state().time).to.equal(2050);
    expect(archive.reads).to.deep.equal([`${TRANSCRIPT} 1`, `${CHANGES} 1`]);
  });

  it('replaces the source and aborts all that went before', async () => {
    const { player, archive, state } = await opened();
    archive.hold = true;
    const sought = nameOf(player.seek(3500));
    await settle();
    const signals = archive.held.map(({ signal }) => signal!);

    await player.load(undefined);

    expect(await sought).to.equal('AbortError');
    expect(signals.every(({ aborted }) => aborted)).to.equal(true);
    expect(state().status).to.equal('empty');
    expect(state().manifest).to.equal(undefined);
    expect(await codeOf(player.seek(0))).to.equal('no-archive');
  });

  it('rejects the load that another one overtook', async () => {
    const slow = new FakeArchive(TRACKS);
    const fast = new FakeArchive({ ...TRACKS, manifest: { title: 'fast' } });
    let openSlow!: (archive: FakeArchive) => void;
    const archives = [new Promise<FakeArchive>((resolve) => (openSlow = resolve)), Promise.resolve(fast)];
    const player = new Player({ scheduler: new FakeScheduler(), open: () => archives.shift()! });

    const first = nameOf(player.load(source));
    await player.load(source);
    openSlow(slow);

    expect(await first).to.equal('AbortError');
    expect(player.store.state.manifest!.title).to.equal('fast');
  });

  for (const code of ['unsupported-version', 'truncated-archive', 'not-an-archive'] as const) {
    it(`tells ${code} in its state and to its caller`, async () => {
      const error = new ArchiveError(code, 'cannot be read');
      const player = new Player({ scheduler: new FakeScheduler(), open: () => Promise.reject(error) });

      expect(await codeOf(player.load(source))).to.equal(code);
      expect(player.store.state.status).to.equal('error');
      expect(player.store.state.error).to.deep.equal({ code, message: 'cannot be read' });
    });
  }

  it('shows nothing of an archive whose directory does not agree with its head', async () => {
    const directory = Promise.reject(new ArchiveError('ambiguous-archive', 'two sessions'));
    const { player, state } = fixture({ ...TRACKS, directory });

    expect(await codeOf(player.load(source))).to.equal('ambiguous-archive');
    expect(state().status).to.equal('error');
    expect(state().transcripts.get('main')?.ready ?? false).to.equal(false);
  });

  it('opens again after an error, at the moment where it was', async () => {
    const { player, archive, state } = await opened();
    await player.seek(1500);
    archive.hold = true;
    const failed = codeOf(player.seek(3500));
    await settle();
    archive.held[0]!.fail(new ArchiveError('source-changed', 'it changed'));

    expect(await failed).to.equal('source-changed');
    expect(state().status).to.equal('error');
    archive.hold = false;
    await player.reload();

    expect(state().status).to.equal('ready');
    expect(state().error).to.equal(undefined);
    expect(state().time).to.equal(1500);
  });
});

describe('Player.seek', () => {
  it('shows on every visible track what happened up to then', async () => {
    const { player, state } = await opened();

    await player.seek(1250);

    expect(state().time).to.equal(1250);
    expect(items(state()).at(-1)).to.equal('e11');
    expect(state().changes!.current!.id).to.equal('c5');
  });

  it('costs at most one request a visible track', async () => {
    const { player, archive } = await opened();
    for (const time of [3950, 120, 2480, 2490, 1010, 3999, 0]) {
      const before = archive.reads.length;
      await player.seek(time);
      expect(archive.reads.length - before).to.be.at.most(2);
    }
  });

  it('says that it is under way, and shows the moment before until it is done', async () => {
    const { player, archive, state } = await opened();
    archive.hold = true;
    const sought = player.seek(2500);
    await settle();

    expect(state().seeking).to.equal(true);
    expect(state().time).to.equal(0);
    await archive.release();
    await sought;

    expect(state().seeking).to.equal(false);
    expect(state().time).to.equal(2500);
  });

  it('lets the newest win, whatever order the segments arrive in', async () => {
    const { player, archive, state } = await opened();
    archive.hold = true;
    const first = nameOf(player.seek(1500));
    await settle();
    const stale = archive.held.splice(0);
    const second = nameOf(player.seek(2500));
    await settle();
    await archive.release();
    for (const read of stale) read.release();
    await settle();

    expect(await first).to.equal('AbortError');
    expect(await second).to.equal('resolved');
    expect(stale.every(({ signal }) => signal!.aborted)).to.equal(true);
    expect(state().time).to.equal(2500);
    expect(items(state()).at(-1)).to.equal('e24');
  });

  it('shares what two seeks both need', async () => {
    const { player, archive, state } = await opened();
    archive.hold = true;
    const before = archive.reads.length;
    const first = nameOf(player.seek(2500));
    const second = nameOf(player.seek(2700));
    await settle();
    await archive.release();

    expect([await first, await second]).to.deep.equal(['AbortError', 'resolved']);
    expect(archive.reads.length - before).to.equal(2);
    expect(state().time).to.equal(2700);
  });

  it('stays inside the session', async () => {
    const { player, state } = await opened();

    await player.seek(1e9);
    expect(state().time).to.equal(4000);
    await player.seek(-5);
    expect(state().time).to.equal(0);
    await player.seek(Number.NaN);
    expect(state().time).to.equal(0);
  });

  it('goes by ms of the clock from where it is on its way to', async () => {
    const { player, archive, state } = await opened();
    archive.hold = true;
    void player.seekBy(1000).catch(() => undefined);
    const second = player.seekBy(1000);
    await settle();
    await archive.release();
    await second;

    expect(state().position).to.equal(2000);
  });

  it('says that it seeks until every pane is there, the conversation first', async () => {
    const { player, state } = await opened();
    await player.seek(3500);
    await player.seek(500);
    const commits: unknown[] = [];
    const itemsAt = (shown: PlayerState): number => shown.transcripts.get('main')!.items.at(-1)!.time;
    player.store.subscribe((shown) =>
      commits.push([shown.seeking, shown.time, itemsAt(shown), shown.changes!.current!.t]),
    );

    await player.seek(3500);

    expect(commits).to.deep.equal([
      [true, 500, 500, 400],
      [true, 3500, 3500, 400],
      [false, 3500, 3500, 3400],
    ]);
    expect(state().time).to.equal(3500);
    expect(Object.isFrozen(state())).to.equal(true);
  });
});

describe('Player.play', () => {
  it('moves the playhead with time and shows what happens', async () => {
    const { player, scheduler, state } = await opened();

    player.play();
    scheduler.run(600);

    expect(state().paused).to.equal(false);
    expect(state().position).to.equal(600);
    expect(items(state())).to.deep.equal(['e0', 'e1', 'e2', 'e3', 'e4', 'e5']);
  });

  it('shows the same as a seek, all the way', async () => {
    const playing = await opened();
    const seeking = await opened();
    playing.player.play();
    while (!playing.state().ended) {
      playing.scheduler.frame(37);
      await settle();
      const { time, transcripts, changes: view } = playing.state();
      await seeking.player.seek(time);
      const { items: sought } = seeking.state().transcripts.get('main')!;
      expect(transcripts.get('main')!.items.slice(-sought.length || Infinity)).to.deep.equal(sought);
      expect(view!.current).to.equal(seeking.state().changes!.current);
    }
    expect(items(playing.state())).to.have.length(40);
  });

  it('loads each segment once, ahead of time, and never waits for it', async () => {
    const { player, archive, scheduler, state } = await opened();
    const waits: boolean[] = [];
    player.store.subscribe(({ waiting }) => waits.push(waiting));

    player.play();
    for (let time = 0; time < 4000; time += 20) {
      scheduler.frame(20);
      await settle();
    }

    expect(state().ended).to.equal(true);
    expect(waits).not.to.include(true);
    expect(archive.reads).to.have.length(8);
    expect(new Set(archive.reads).size).to.equal(8);
  });

  it('waits, without frames, for a segment that is late, and goes on when it comes', async () => {
    const { player, archive, scheduler, state } = await opened();
    archive.hold = true;
    player.play();
    scheduler.run(1000, 100);
    await settle();
    scheduler.frame(100);

    expect(state().waiting).to.equal(true);
    expect(state().position).to.equal(1000);
    expect(scheduler.pending).to.equal(0);
    scheduler.frame(5000);
    await archive.release();

    expect(state().waiting).to.equal(false);
    expect(state().position).to.equal(1100);
    expect(scheduler.pending).to.equal(1);
  });

  it('holds no timer while paused, ended, waiting or without a source', async () => {
    const players = await Promise.all(Array.from({ length: 20 }, () => opened()));
    expect(players.reduce((sum, { scheduler }) => sum + scheduler.pending, 0)).to.equal(0);
    const [first] = players;

    first!.player.play();
    expect(first!.scheduler.pending).to.equal(1);
    first!.player.pause();
    expect(first!.scheduler.pending).to.equal(0);
    first!.player.play();
    first!.player.close();
    expect(first!.scheduler.pending).to.equal(0);
  });

  it('ends at the end, paused, and begins again from the start', async () => {
    const { player, scheduler, state } = await opened();
    await player.seek(3900);
    player.play();
    scheduler.run(200);

    expect(state().ended).to.equal(true);
    expect(state().paused).to.equal(true);
    expect(state().time).to.equal(4000);
    expect(scheduler.pending).to.equal(0);
    player.play();
    await settle();

    expect(state().ended).to.equal(false);
    expect(state().position).to.equal(0);
  });

  it('loops', async () => {
    const { player, scheduler, state } = await opened();
    player.setLoop(true);
    await player.seek(3900);
    const ended: boolean[] = [];
    player.store.subscribe((after) => ended.push(after.ended));
    player.play();
    scheduler.run(200);
    await settle();
    scheduler.run(300);

    expect(state().paused).to.equal(false);
    expect(ended).to.include(false).and.not.include(true);
    expect(state().position).to.be.within(200, 400);
  });

  it('obeys the rate, within its bounds', async () => {
    const { player, scheduler, state } = await opened();
    player.setRate(2);
    player.play();
    scheduler.run(100);
    expect(state().position).to.equal(200);

    player.setRate(100);
    expect(state().rate).to.equal(16);
    player.setRate(0);
    expect(state().rate).to.equal(0.25);
    expect(() => player.setRate(Number.NaN)).to.throw(RangeError);
  });

  it('does not jump when frames stop coming for a while', async () => {
    const { player, scheduler, state } = await opened();
    player.play();
    scheduler.frame(3500);

    expect(state().position).to.equal(1000);
  });

  it('ends at once in a session without length', async () => {
    const { player, scheduler, state } = await opened({ tracks: [] }, []);
    player.setLoop(true);
    player.play();
    scheduler.run(100);

    expect(state().ended).to.equal(true);
    expect(scheduler.pending).to.equal(0);
  });

  it('starts once the source is open when asked before', async () => {
    const { player, scheduler, state } = fixture();
    const loaded = player.load(source);
    player.play();
    await loaded;
    scheduler.run(100);

    expect(state().position).to.equal(100);
  });
});

describe('Player.setClock', () => {
  const reading = { time: [0, 1000, 1000, 4000], position: [0, 0, 8000, 20_000], folds: [] };
  const options = {
    tracks: [
      { kind: 'transcript' as const, events: messages([1000, 1000, 1000, 1000, 4000]), segmentLength: 3 },
    ],
    index: { reading, marks: [] },
  };

  it('keeps session time', async () => {
    const { player, state } = await opened(options, [TRANSCRIPT]);
    await player.seek(2500);
    expect(state().clock).to.equal('reading');
    expect(state().position).to.equal(14_000);

    player.setClock('wall');

    expect(state().time).to.equal(2500);
    expect(state().position).to.equal(2500);
    expect(state().duration).to.equal(4000);
    expect(state().timeMap!.positionOf(4000)).to.equal(4000);
  });

  it('shows events of one millisecond one after another on the reading clock', async () => {
    const { player, scheduler, state } = await opened(options, [TRANSCRIPT]);
    const counts: number[] = [];
    player.store.subscribe((next) => counts.push(next.transcripts.get('main')!.items.length));

    player.play();
    for (let time = 0; time < 9000; time += 100) {
      scheduler.frame(100);
      await settle();
    }

    expect([...new Set(counts)]).to.deep.equal([1, 2, 3, 4]);
    expect(state().time).to.be.greaterThan(1000);
  });

  it('never goes back when the clock changes in the middle of a step', async () => {
    const { player, scheduler, state } = await opened(options, [TRANSCRIPT]);
    await player.seekPosition(5000);
    const before = items(state()).length;
    player.setClock('wall');
    expect(items(state())).to.have.length(before);
    player.setClock('reading');
    player.play();
    scheduler.run(200);

    expect(state().position).to.equal(5200);
    expect(items(state()).length).to.be.at.least(before);
  });

  it('begins later sources with the clock that was chosen', async () => {
    const { player, state } = fixture(options, []);
    player.setClock('wall');
    await player.load(source);

    expect(state().clock).to.equal('wall');
  });
});

describe('Player.setPace', () => {
  const reading = { time: [0, 1000, 4000], position: [0, 6000, 12_000], folds: [] };
  const options: FakeArchiveOptions = { ...TRACKS, index: { reading, marks: [] } };

  it('scales the reading clock alone, and session time stays', async () => {
    const { player, state } = await opened(options);
    await player.seek(1000);

    player.setPace(480);

    expect(state().lengths).to.deep.equal({ reading: 6000, active: 4000, wall: 4000 });
    expect([state().time, state().position, state().duration]).to.deep.equal([1000, 3000, 6000]);
  });

  it('counts for the sources that are opened later', async () => {
    const { player, state } = fixture(options);
    player.setPace(120);
    await player.load(source);

    expect(state().duration).to.equal(24_000);
  });

  it('takes no pace that nobody reads at', async () => {
    const { player } = await opened(options);
    for (const pace of [0, -1, Number.NaN, Infinity]) expect(() => player.setPace(pace)).to.throw(RangeError);
  });
});

describe('Player.terminalPreview', () => {
  const TERMINAL = 'terminal/main.cast';
  const options: FakeArchiveOptions = {
    tracks: [{ kind: 'terminal', events: outputs(every(100, 1000)), segmentLength: 5 }],
  };
  /** Asks until it is told: the first questions only make ready for the answer. */
  const told = async ({ player }: Fixture, time: number): Promise<readonly string[]> => {
    for (;;) {
      const lines = player.terminalPreview('main', time);
      if (lines) return lines;
      await new Promise((resolve) => setTimeout(resolve));
    }
  };

  it('tells another moment of a terminal that is shown, from what is loaded alone', async () => {
    const it = await opened(options, [TERMINAL]);
    await it.player.seek(100);

    expect((await told(it, 300))[0]).to.equal('0,1,2,');
    expect(it.player.terminalPreview('main', 200)?.[0]).to.equal('0,1,');
    expect(it.player.terminalPreview('main', 900)).to.equal(undefined);
    expect(it.archive.reads).to.deep.equal([`${TERMINAL} 0`]);
    expect(it.player.terminalLines('main')?.[0]).to.equal('0,');
  });

  it('tells nothing of a terminal that nobody shows', async () => {
    const it = await opened(options, [TERMINAL]);
    await told(it, 300);
    it.player.hide(TERMINAL);

    expect(it.player.terminalPreview('main', 300)).to.equal(undefined);
  });
});

describe('Player.terminalPoster', () => {
  const TERMINAL = 'terminal/main.cast';
  const track = { kind: 'terminal', events: outputs(every(100, 1000)), segmentLength: 5 } as const;
  const description = { id: 'main', kind: 'terminal', entry: TERMINAL } as const;

  it('shows the moment that the archive names, for one request, and leaves the playhead where it is', async () => {
    const manifest = { tracks: [{ ...description, poster: 700 }] };
    const { player, archive, state } = await opened({ tracks: [track], manifest }, [TERMINAL]);

    const poster = await player.terminalPoster('main');

    expect(poster?.time).to.equal(700);
    expect(poster?.screen.lines[0]).to.equal('0,1,2,3,4,5,6,');
    expect(archive.reads).to.deep.equal([`${TERMINAL} 0`, `${TERMINAL} 1`]);
    expect(player.terminalLines('main')?.[0]).to.equal('');
    expect(state().time).to.equal(0);
    await player.terminalPoster('main');
    expect(archive.reads).to.have.length(2);
  });

  it('looks through the last segment where the archive names none', async () => {
    const { player, archive } = await opened({ tracks: [track] }, [TERMINAL]);

    const poster = await player.terminalPoster('main');

    expect(poster?.time).to.equal(1000);
    expect(poster?.screen.lines[0]).to.equal('0,1,2,3,4,5,6,7,8,9,');
    expect(archive.reads).to.deep.equal([`${TERMINAL} 0`, `${TERMINAL} 1`]);
  });

  it('knows a moment before the end of such a segment too', async () => {
    const output = (t: number, data: string) => ({ t, code: 'o', data });
    const events = [
      output(100, 'a full screen, read by all'),
      output(900, '\x1b[H\x1b[2J'),
      output(1000, '$'),
    ];
    const { player } = await opened({ tracks: [{ ...track, events }] }, [TERMINAL]);

    const poster = await player.terminalPoster('main');

    expect(poster?.time).to.equal(100);
    expect(poster?.screen.lines[0]).to.equal('a full screen, read by all');
  });

  it('never lies after the end, whatever the archive says', async () => {
    const manifest = { tracks: [{ ...description, poster: 999_999 }] };
    const { player } = await opened({ tracks: [track], manifest }, [TERMINAL]);

    expect((await player.terminalPoster('main'))?.time).to.equal(1000);
  });

  it('is none where there is no such terminal, or it shows nothing', async () => {
    const { player } = await opened({ tracks: [{ ...track, events: [] }] }, [TERMINAL]);

    expect(await player.terminalPoster('main')).to.equal(undefined);
    expect(await player.terminalPoster('other')).to.equal(undefined);
  });

  it('is given up with its session', async () => {
    const { player, archive } = await opened({ tracks: [track] }, [TERMINAL]);
    archive.hold = true;
    const poster = nameOf(player.terminalPoster('main'));
    await settle();
    player.close();

    expect(await poster).to.equal('AbortError');
  });
});

describe('Player.show', () => {
  it('is settled when a pane that came late shows the playhead', async () => {
    const { player, state } = await opened(TRACKS, [TRANSCRIPT]);
    await player.seek(2000);

    player.show(CHANGES);
    const before = state().changes?.ready;
    await player.settled();

    expect(before).to.equal(false);
    expect(state().changes?.ready).to.equal(true);
    expect(state().time).to.equal(2000);
  });

  it('is settled when it is closed on the way', async () => {
    const { player } = await opened(TRACKS, [TRANSCRIPT]);
    player.show(CHANGES);
    const settled = player.settled();

    player.close();

    await settled;
  });

  it('loads what an element shows, and nothing else', async () => {
    const { player, archive, state } = await opened(TRACKS, []);
    expect(archive.reads).to.deep.equal([]);

    player.show(CHANGES);
    await settle();

    expect(archive.reads).to.deep.equal([`${CHANGES} 0`]);
    expect(state().changes!.ready).to.equal(true);
    expect(state().transcripts.get('main')!.ready).to.equal(false);
  });

  it('counts the elements that show a track', async () => {
    const { player, state } = await opened();
    player.show(CHANGES);
    player.hide(CHANGES);
    expect(state().changes!.ready).to.equal(true);
    player.hide(CHANGES);
    expect(state().changes!.ready).to.equal(false);
    expect(state().changes!.changes).to.deep.equal([]);
  });

  it('keeps a seek that is under way, and takes the new pane along', async () => {
    const { player, archive, state } = await opened(TRACKS, [TRANSCRIPT]);
    archive.hold = true;
    const sought = player.seek(2500);
    await settle();
    player.show(CHANGES);
    await settle();
    await archive.release();
    await sought;

    expect(state().changes!.ready).to.equal(true);
    expect(state().changes!.current!.id).to.equal('c11');
  });

  it('does not wait for a pane that was hidden meanwhile', async () => {
    const { player, archive, state } = await opened();
    archive.hold = true;
    const sought = player.seek(2500);
    await settle();
    player.hide(CHANGES);
    archive.held.find(({ name }) => name.startsWith(TRANSCRIPT))!.release();
    await sought;

    expect(state().time).to.equal(2500);
    expect(state().seeking).to.equal(false);
  });

  it('arrives when the last pane that it waits for is hidden', async () => {
    const { player, archive, state } = await opened();
    archive.hold = true;
    const sought = player.seek(2500);
    await settle();
    archive.held.find(({ name }) => name.startsWith(TRANSCRIPT))!.release();
    await settle();
    expect(state().seeking).to.equal(true);

    player.hide(CHANGES);
    await settle();

    expect(state().seeking).to.equal(false);
    expect(state().time).to.equal(2500);
    await sought;
  });

  it('ignores a track that the session does not have', async () => {
    const { player, archive } = await opened(TRACKS, []);
    player.show('terminal/none.cast');
    player.hide('terminal/none.cast');
    player.hide('terminal/none.cast');
    await settle();

    expect(archive.reads).to.deep.equal([]);
  });

  it('tells what is loaded on all visible tracks', async () => {
    const { player, state } = await opened();
    expect(state().buffered).to.deep.equal([{ start: 0, end: 1100 }]);

    await player.seek(2500);
    expect(state().buffered).to.deep.equal([
      { start: 0, end: 1100 },
      { start: 2200, end: 3100 },
    ]);
  });
});

describe('Player.loadEarlier', () => {
  it('puts the segment before in front of the first loaded one', async () => {
    const { player, state } = await opened();
    await player.seek(2550);
    const view = state().transcripts.get('main')!;
    expect(view.items[0]!.id).to.equal('e20');
    expect(view.hasEarlier).to.equal(true);

    await player.loadEarlier(TRANSCRIPT);

    const after = state().transcripts.get('main')!;
    expect(after.items[0]!.id).to.equal('e10');
    expect(after.items.at(-1)!.id).to.equal('e24');
  });
});

describe('Player.step', () => {
  const events = messages([0, 500, 500, 500, 900, 1500, 2100]).map((event, i) => {
    if (i === 5) return { ...event, sessionUpdate: '_reprise/error' as const };
    return i === 6 ? { ...event, sessionUpdate: '_reprise/commit' as const } : event;
  });
  const options: FakeArchiveOptions = {
    tracks: [
      { kind: 'transcript', events, segmentLength: 2 },
      { kind: 'changes', events: changes([200, 800, 1600]), segmentLength: 1 },
    ],
    index: {
      turns: [
        { time: 0, id: 'e0', excerpt: 'one', toolCalls: 0, changes: 2, errors: 0 },
        { time: 900, id: 'e4', excerpt: 'two', toolCalls: 0, changes: 1, errors: 1 },
      ],
    },
  };

  it('goes through events one by one, also those of one millisecond', async () => {
    const { player, state } = await opened({ tracks: [{ kind: 'transcript', events, segmentLength: 5 }] }, [
      TRANSCRIPT,
    ]);
    const seen: string[] = [];
    const go = async (direction: 1 | -1): Promise<void> => {
      await player.step({ to: 'event', direction });
      seen.push(`${state().time} ${items(state()).at(-1)}`);
    };
    await player.seek(0);
    for (let i = 0; i < 6; i += 1) await go(1);
    for (let i = 0; i < 6; i += 1) await go(-1);

    const there = ['500 e1', '500 e2', '500 e3', '900 e4', '1500 e5', '2100 e6'];
    expect(seen.slice(0, 6)).to.deep.equal(there);
    expect(seen.slice(6)).to.deep.equal([...there.slice(0, 5).reverse(), '0 e0']);
  });

  it('goes to turns, chapters and changes', async () => {
    const { player, state } = await opened(options, [TRANSCRIPT]);
    await player.seek(0);
    await player.step({ to: 'turn', direction: 1 });
    expect(state().time).to.equal(900);
    await player.step({ to: 'chapter', direction: -1 });
    expect(state().time).to.equal(0);
    await player.step({ to: 'change', direction: 1 });
    await player.step({ to: 'change', direction: 1 });
    expect(state().time).to.equal(800);
    await player.step({ to: 'change', direction: -1 });
    expect(state().time).to.equal(200);
  });

  it('finds errors and commits, and reads no segment that the index rules out', async () => {
    const { player, archive, state } = await opened(options, [TRANSCRIPT]);
    await player.seek(0);
    const before = archive.reads.length;
    await player.step({ to: 'error', direction: 1 });

    expect(state().time).to.equal(1500);
    expect(archive.reads.slice(before).some((read) => read.startsWith(`${TRANSCRIPT} 0`))).to.equal(false);
    await player.step({ to: 'commit', direction: 1 });
    expect(state().time).to.equal(2100);
  });

  it('goes to exact marks of the index, and reads no track for them', async () => {
    const marks = (['error', 'test', 'commit', 'change'] as const).flatMap((kind, index) => [
      { time: 300 + index, kind },
      { time: 1300 + index, kind },
    ]);
    marks.sort((a, b) => a.time - b.time);
    const { player, archive, state } = await opened({ ...options, index: { ...options.index, marks } }, []);
    const seen: number[] = [];

    for (const to of ['error', 'test', 'commit', 'change'] as const) {
      await player.seek(0);
      for (const direction of [1, 1, -1] as const) {
        await player.step({ to, direction });
        seen.push(state().time);
      }
    }

    expect(seen).to.deep.equal([300, 1300, 300, 301, 1301, 301, 302, 1302, 302, 303, 1303, 303]);
    expect(archive.reads).to.deep.equal([]);
  });

  it('stays where it is when there is nothing that way', async () => {
    const { player, state } = await opened(options, [TRANSCRIPT]);
    await player.seek(2100);
    await player.step({ to: 'commit', direction: 1 });

    expect(state().time).to.equal(2100);
    expect(state().seeking).to.equal(false);
  });

  it('goes to the thing before when it is asked for right behind one while playing', async () => {
    const { player, scheduler, state } = await opened(options, [TRANSCRIPT]);
    await player.seek(900);
    player.play();
    scheduler.run(300);
    await player.step({ to: 'turn', direction: -1 });

    expect(state().time).to.equal(0);
  });

  it('gives way to a seek', async () => {
    const { player, archive, state } = await opened(options, [TRANSCRIPT]);
    archive.hold = true;
    const stepped = nameOf(player.step({ to: 'commit', direction: 1 }));
    await settle();
    const sought = player.seek(100);
    await settle();
    await archive.release();
    await sought;

    expect(await stepped).to.equal('AbortError');
    expect(state().time).to.equal(100);
    expect(state().seeking).to.equal(false);
  });
});

describe('Player readers', () => {
  const options: FakeArchiveOptions = {
    tracks: [
      { kind: 'transcript', events: messages(every(100, 4000)), segmentLength: 10 },
      {
        kind: 'changes',
        segmentLength: 1,
        events: [
          { t: 100, id: 'c0', path: 'a.txt', op: 'create', text: 'one\n', after: sha('one') },
          { t: 200, id: 'c1', path: 'b.txt', op: 'create', text: 'two\n', after: sha('two') },
          { t: 300, id: 'c2', path: 'a.txt', op: 'delete' },
        ],
      },
    ],
    blobs: { 'blobs/x.png': 'PNG' },
  };

  /** SHA-256 of `one\n` and `two\n`. */
  function sha(word: 'one' | 'two'): string {
    return word === 'one'
      ? '2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806'
      : '27dd8ed44a83ff94d557f9fd0412ed5a8cbca69ea04922d88c01184a07300a5a';
  }

  it('give the files at a time, without moving the playhead', async () => {
    const { player, state } = await opened(options, []);

    expect([...(await player.files(250))]).to.deep.equal([
      ['a.txt', 'one\n'],
      ['b.txt', 'two\n'],
    ]);
    expect([...(await player.files(4000))]).to.deep.equal([['b.txt', 'two\n']]);
    expect(await player.fileText('a.txt', 150)).to.equal('one\n');
    expect(await player.fileText('a.txt', 350)).to.equal(undefined);
    expect(state().time).to.equal(0);
  });

  it('give the files where the index has merged segments', async () => {
    const [transcript, track] = options.tracks;
    const merged = await opened({ tracks: [transcript!, { ...track!, merged: 2 }] }, []);
    const plain = await opened({ tracks: [transcript!, track!] }, []);
    const later = changes([400, 500, 600, 700]);
    const long = { ...track!, merged: 2, events: [...track!.events, ...later] };
    const { player } = await opened({ tracks: [transcript!, long] }, []);

    for (const time of [100, 250, 4000]) {
      expect(await merged.player.files(time)).to.deep.equal(await plain.player.files(time));
    }
    expect([...(await player.files(700))]).to.deep.equal([['b.txt', 'two\n']]);
  });

  it('give the items of a stretch of the transcript', async () => {
    const { player } = await opened(options, []);
    const ids: string[] = [];
    for await (const item of player.transcript({ from: 950, to: 1250 })) ids.push(item.id);

    expect(ids).to.deep.equal(['e9', 'e10', 'e11']);
    const all: string[] = [];
    for await (const item of player.transcript()) all.push(item.id);
    expect(all).to.have.length(40);
    expect(await codeOf(player.transcript({ track: 'none' }).next())).to.equal('unknown-track');
  });

  it('give blobs with their media type', async () => {
    const { player } = await opened(options, []);
    const blob = await player.blob('blobs/x.png');

    expect(blob.type).to.equal('image/png');
    expect(await blob.text()).to.equal('PNG');
  });

  it('find the time of an event', async () => {
    const { player } = await opened(options, []);

    expect(await player.timeOf('e25')).to.equal(2600);
    expect(await player.timeOf('c2')).to.equal(300);
    expect(await player.timeOf('nothing')).to.equal(undefined);
  });
});

describe('PlayerStore', () => {
  it('lets nobody hear after unsubscribing', async () => {
    const { player } = await opened();
    const heard: number[] = [];
    const stop = player.store.subscribe(({ time }) => heard.push(time));
    await player.seek(100);
    stop();
    await player.seek(200);

    expect(heard.at(-1)).to.equal(100);
  });

  it('shares nothing between two players', async () => {
    const a = await opened();
    const b = await opened();
    const before = b.state();

    await a.player.seek(2500);
    a.player.play();
    a.scheduler.run(100);
    a.player.close();

    expect(b.state()).to.equal(before);
    expect(b.scheduler.pending).to.equal(0);
  });
});
