import { describe, expect, it } from '#test';
import type { ByteSource } from '#src/format/index.ts';
import { createRequest, handleRequest, Player, PLAYER_REQUESTS } from '#src/player/index.ts';
import type { PlayerState } from '#src/player/index.ts';
import { FakeArchive, messages, settle } from '../reading/fake-archive.ts';
import { FakeScheduler } from './fake-scheduler.ts';

const TRANSCRIPT = 'transcript/main.ndjson';

async function opened(): Promise<{ player: Player; state: () => PlayerState }> {
  const archive = new FakeArchive({
    tracks: [{ kind: 'transcript', events: messages([0, 100, 200, 300]), segmentLength: 1 }],
  });
  const player = new Player({ scheduler: new FakeScheduler(), open: () => Promise.resolve(archive) });
  await player.load({ name: 'session.reprise' } as ByteSource);
  return { player, state: () => player.store.state };
}

describe('createRequest', () => {
  it('makes an event that leaves shadow roots', () => {
    const request = createRequest('reprise-seek-request', { time: 5 });

    expect(request).to.include({ type: 'reprise-seek-request', bubbles: true, composed: true });
    expect(request.detail).to.deep.equal({ time: 5 });
  });
});

describe('handleRequest', () => {
  it('does what each request asks for', async () => {
    const { player, state } = await opened();
    handleRequest(player, createRequest('reprise-show-request', { track: TRANSCRIPT }));
    await player.settled();
    expect(state().transcripts.get('main')!.ready).to.equal(true);

    handleRequest(player, createRequest('reprise-seek-request', { time: 250 }));
    await settle();
    expect(state().time).to.equal(250);
    handleRequest(player, createRequest('reprise-seek-request', { by: -50 }));
    expect(state().position).to.equal(200);
    handleRequest(player, createRequest('reprise-seek-request', { position: 220 }));
    expect(state().position).to.equal(220);
    expect(state().transcripts.get('main')!.items).to.have.length(1);
    handleRequest(player, createRequest('reprise-earlier-request', { track: TRANSCRIPT }));
    await settle();
    expect(state().transcripts.get('main')!.items).to.have.length(2);
    handleRequest(player, createRequest('reprise-step-request', { to: 'event', direction: -1 }));
    while (state().seeking) await new Promise((resolve) => player.store.subscribe(resolve));
    expect(state().time).to.equal(200);

    handleRequest(player, createRequest('reprise-play-request'));
    expect(state().paused).to.equal(false);
    handleRequest(player, createRequest('reprise-pause-request'));
    expect(state().paused).to.equal(true);
    handleRequest(player, createRequest('reprise-rate-request', { rate: 2 }));
    expect(state().rate).to.equal(2);
    handleRequest(player, createRequest('reprise-loop-request', { loop: true }));
    expect(state().loop).to.equal(true);
    handleRequest(player, createRequest('reprise-clock-request', { clock: 'wall' }));
    expect(state().clock).to.equal('wall');
    handleRequest(player, createRequest('reprise-hide-request', { track: TRANSCRIPT }));
    expect(state().transcripts.get('main')!.ready).to.equal(false);
    handleRequest(player, createRequest('reprise-reload-request'));
    await settle();
    expect(state()).to.include({ status: 'ready', time: 200 });
  });

  it('leaves errors to the state', async () => {
    const player = new Player({ scheduler: new FakeScheduler() });

    handleRequest(player, createRequest('reprise-seek-request', { time: 5 }));
    await settle();

    expect(player.store.state.status).to.equal('empty');
  });

  it('knows every request', () => {
    expect(PLAYER_REQUESTS).to.have.length(15);
    expect(PLAYER_REQUESTS.every((type) => /^reprise-[a-z]+-request$/.test(type))).to.equal(true);
  });
});
