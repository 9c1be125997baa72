import { describe, expect, it } from '#test';
import { ArchiveError, BytesSource } from '#src/format/index.ts';
import type { ByteSource, TerminalEvent, TranscriptEvent } from '#src/format/index.ts';
import { Player } from '#src/player/index.ts';
import { CountingSource } from '../helpers/counting-source.ts';
import { codeOf, settle } from '../reading/fake-archive.ts';
import { FakeScheduler } from './fake-scheduler.ts';
import { sessionBytes } from '../reading/session-bytes.ts';
import type { SessionEvents } from '../reading/session-bytes.ts';

const TRANSCRIPT = 'transcript/main.ndjson';
const TERMINAL = 'terminal/main.cast';

/** Text that deflate cannot shorten much, the same each time. */
function noise(length: number, seed: number): string {
  let state = seed + 1;
  let text = '';
  while (text.length < length) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += state.toString(36);
  }
  return text.slice(0, length);
}

/** Ten minutes of 60 events a track, so large that only the first few segments lie in the head of the archive. */
const session: SessionEvents = {
  transcript: Array.from({ length: 60 }, (_, i): TranscriptEvent => ({
    t: i * 10_000,
    id: `e${i}`,
    sessionUpdate: 'agent_message_chunk',
    messageId: `m${i}`,
    content: { type: 'text', text: noise(9000, i) },
  })),
  changes: [],
  terminal: Array.from({ length: 60 }, (_, i): TerminalEvent => ({
    t: i * 10_000 + 500,
    code: 'o',
    data: `${noise(9000, 100 + i)}\r\n`,
  })),
};

const bytes = await sessionBytes(session, 6);

interface Opened {
  readonly player: Player;
  readonly scheduler: FakeScheduler;
  readonly source: CountingSource;
}

async function open(content: Uint8Array<ArrayBuffer> = bytes): Promise<Opened> {
  const scheduler = new FakeScheduler();
  const player = new Player({ scheduler });
  const source = new CountingSource(new BytesSource(content, 'session.reprise'));
  player.setClock('wall');
  for (const entry of [TRANSCRIPT, TERMINAL]) player.show(entry);
  await player.load(source);
  return { player, scheduler, source };
}

/** The same archive with its index made unreadable: one byte of its data is another one. */
function withoutIndex(): Uint8Array<ArrayBuffer> {
  const damaged = bytes.slice();
  const name = new TextEncoder().encode('index.json');
  const at = damaged.findIndex((_, i) => name.every((byte, j) => damaged[i + j] === byte));
  damaged[at + name.length + 20]! ^= 0xff;
  return damaged;
}

describe('opening an archive', () => {
  it('takes the head, then the tail and the first segments: four requests and few of the bytes', async () => {
    const { source } = await open();

    expect(source.reads).to.be.at.most(4);
    expect(source.ranges[0]).to.deep.equal([0, 65_536]);
    expect(source.bytes).to.be.at.most(150_000);
    expect(bytes.length).to.be.greaterThan(600_000);
  });

  it('takes at most one request a visible track for a seek, and none for what is loaded', async () => {
    const { player, source } = await open();
    for (const time of [599_000, 71_000, 305_000, 306_000, 183_000]) {
      source.reset();
      await player.seek(time);
      expect(source.reads).to.be.at.most(2);
      source.reset();
      await player.seek(time);
      expect(source.reads).to.equal(0);
    }
  });

  it('takes one request a segment to play, ahead of time', async () => {
    const { player, scheduler, source } = await open();
    let waits = 0;
    player.store.subscribe(({ waiting }) => (waits += waiting ? 1 : 0));
    player.setRate(16);
    player.play();
    while (!player.store.state.ended) {
      scheduler.frame(200);
      await settle();
    }

    expect(waits).to.equal(0);
    const ranges = source.ranges.map(([offset]) => offset);
    expect(new Set(ranges).size).to.equal(ranges.length);
    // Head, tail and twenty segments, some of which lie in the head.
    expect(source.reads).to.be.at.most(22);
  });

  it('makes a lost index anew from the tracks', async () => {
    const good = await open();
    const { player } = await open(withoutIndex());
    const { timeline, clocks, duration } = player.store.state;

    expect(timeline).to.deep.equal(good.player.store.state.timeline);
    expect(clocks).to.deep.equal(good.player.store.state.clocks);
    expect(duration).to.equal(good.player.store.state.duration);
    expect(player.store.state.diagnostics).not.to.deep.equal([]);
    for (const { player: each } of [good, { player }]) await each.seek(305_000);
    const [items, others] = [good.player, player].map(
      (each) => each.store.state.transcripts.get('main')!.items.at(-1)!.id,
    );
    expect(items).to.equal(others);
    expect(player.terminalLines('main')).to.deep.equal(good.player.terminalLines('main'));
  });

  it('says that an archive is cut off, and shows nothing of it', async () => {
    const player = new Player({ scheduler: new FakeScheduler() });
    player.show(TRANSCRIPT);
    const load = player.load(new BytesSource(bytes.slice(0, -200), 'cut.reprise'));

    expect(await codeOf(load)).to.be.oneOf(['truncated-archive', 'ambiguous-archive']);
    expect(player.store.state.status).to.equal('error');
    expect(player.store.state.transcripts.get('main')?.ready ?? false).to.equal(false);
  });

  it('says that something is no archive', async () => {
    const player = new Player({ scheduler: new FakeScheduler() });
    const source = new BytesSource(new TextEncoder().encode('hello'), 'hello.txt');

    expect(await codeOf(player.load(source))).to.equal('not-an-archive');
    expect(player.store.state.error!.code).to.equal('not-an-archive');
  });

  it('ends with the source that changes under it', async () => {
    const inner = new BytesSource(bytes, 'session.reprise');
    let changed = false;
    const source: ByteSource = {
      name: inner.name,
      size: () => inner.size(),
      readHead: (length) => inner.read(0, length).then((head) => ({ bytes: head, size: bytes.length })),
      read: (offset, length) =>
        changed
          ? Promise.reject(new ArchiveError('source-changed', 'it is another file now'))
          : inner.read(offset, length),
    };
    const player = new Player({ scheduler: new FakeScheduler() });
    player.show(TRANSCRIPT);
    await player.load(source);
    changed = true;

    expect(await codeOf(player.seek(599_000))).to.equal('source-changed');
    expect(player.store.state).to.include({ status: 'error', paused: true, seeking: false });
    expect(player.store.state.error).to.deep.equal({
      code: 'source-changed',
      message: 'it is another file now',
    });
  });
});
