import { describe, expect, it } from '#test';
import type { ByteSource } from '#src/format/index.ts';
import { Player } from '#src/player/index.ts';
import { FakeArchive, messages } from '../reading/fake-archive.ts';
import { FakeScheduler } from './fake-scheduler.ts';

const FRAME = 16;
const HOUR = 3_600_000;
const QUIET = 60_000;

/** Messages that come one a second after the first minute, in a session of an hour. */
const TIMES = [QUIET, QUIET + 1000, QUIET + 2000, QUIET + 2040, HOUR];

async function playing(from: number): Promise<{ player: Player; scheduler: FakeScheduler }> {
  const archive = new FakeArchive({
    tracks: [{ kind: 'transcript', events: messages(TIMES), segmentLength: 10 }],
  });
  const scheduler = new FakeScheduler();
  const player = new Player({ scheduler, open: () => Promise.resolve(archive) });
  player.setClock('wall');
  player.show('transcript/main.ndjson');
  await player.load({ name: 'session.reprise' } as ByteSource);
  await player.seek(from);
  player.play();
  return { player, scheduler };
}

const shown = (player: Player): number => player.store.state.transcripts.get('main')!.items.length;

describe('playing while nothing happens', () => {
  it('moves the playhead ten times a second, and not with every frame', async () => {
    const { player, scheduler } = await playing(1000);
    let changes = 0;
    player.store.subscribe(() => (changes += 1));
    scheduler.run(5000, FRAME);

    expect(changes).to.be.within(40, 60);
    expect(player.store.state.position).to.be.within(5890, 6000);
  });

  it('shows every event with its frame, at any speed', async () => {
    for (const rate of [0.25, 1, 16]) {
      const { player, scheduler } = await playing(QUIET - 5000);
      player.setRate(rate);
      const start = scheduler.now();
      const seen: number[] = [];
      while (seen.length < 4) {
        scheduler.frame(FRAME);
        while (seen.length < shown(player)) seen.push(scheduler.now());
      }

      TIMES.slice(0, 4).forEach((time, i) => {
        const due = start + (time - (QUIET - 5000)) / rate;
        expect(seen[i]! - due, `event ${i} at ${rate}x`).to.be.within(0, 2 * FRAME);
      });
    }
  });

  it('moves it with every frame where the session is short', async () => {
    const archive = new FakeArchive({
      tracks: [{ kind: 'transcript', events: messages([10_000]), segmentLength: 10 }],
    });
    const scheduler = new FakeScheduler();
    const player = new Player({ scheduler, open: () => Promise.resolve(archive) });
    player.setClock('wall');
    await player.load({ name: 'session.reprise' } as ByteSource);
    player.play();
    let changes = 0;
    player.store.subscribe(() => (changes += 1));
    scheduler.run(1000, FRAME);

    expect(changes).to.be.at.least(60);
  });
});
