import { describe, expect, it } from '#test';
import { BytesSource, sha256Hex } from '#src/format/index.ts';
import type { ByteSource, ChangeEvent, TerminalEvent, TranscriptEvent } from '#src/format/index.ts';
import { openSession } from '#src/reading/index.ts';
import type { Session } from '#src/reading/index.ts';
import { buildArchive } from '../helpers/archive-builder.ts';
import { codeOf, messages, nameOf } from './fake-archive.ts';
import { longBytes } from './long-session.ts';
import { sessionBytes } from './session-bytes.ts';

const LONG = `A pasted log.\n${'line\n'.repeat(8000)}the end`;
const LONG_PATH = `blobs/${sha256Hex(LONG)}.txt`;

const event = (t: number, id: string, sessionUpdate: string, rest: object = {}): TranscriptEvent =>
  ({ t, id, sessionUpdate, ...rest }) as TranscriptEvent;
const chunk = (t: number, id: string, author: 'user' | 'agent', content: object): TranscriptEvent =>
  event(t, id, `${author}_message_chunk`, { messageId: id, content });
const text = (words: string): object => ({ type: 'text', text: words });

/** Two turns; a call of the first ends in the second, at whose very millisecond the first goes on. */
const transcript: readonly TranscriptEvent[] = [
  event(0, 't1', '_reprise/turn'),
  chunk(0, 'p1', 'user', text('Why does it fail?')),
  chunk(100, 'm1', 'agent', text('I will look.')),
  event(200, 'call', 'tool_call', { toolCallId: 'c', title: 'npm test', status: 'pending' }),
  chunk(1000, 'm2', 'agent', text('It runs.')),
  event(1000, 't2', '_reprise/turn'),
  chunk(1000, 'p2', 'user', text('Look at this:')),
  {
    ...chunk(1000, 'p3', 'user', { type: 'resource_link', uri: LONG_PATH, mimeType: 'text/plain' }),
    messageId: 'p2',
  } as TranscriptEvent,
  {
    ...chunk(1000, 'p4', 'user', { type: 'image', mimeType: 'image/png', uri: 'x' }),
    messageId: 'p2',
  } as TranscriptEvent,
  event(1500, 'done', 'tool_call_update', { toolCallId: 'c', status: 'completed' }),
  chunk(2000, 'm3', 'agent', text('I see.')),
];

function version(t: number, id: string, path: string, fields: object): ChangeEvent {
  return { t, id, path, op: 'modify', ...fields };
}

const ONE = 'one\n';
const TWO = 'two\n';
const changes: readonly ChangeEvent[] = [
  version(100, 'o1', 'a.txt', { op: 'observe', text: ONE, after: sha256Hex(ONE) }),
  version(200, 'c1', 'a.txt', {
    patch: '@@ -1 +1 @@\n-one\n+two\n',
    before: sha256Hex(ONE),
    after: sha256Hex(TWO),
  }),
  version(250, 'o2', 'a.txt', { op: 'observe', text: TWO, after: sha256Hex(TWO) }),
  version(300, 'c2', 'other.txt', { op: 'create', text: ONE, after: sha256Hex(ONE) }),
  version(1200, 'c3', 'b.txt', {
    op: 'rename',
    from: 'a.txt',
    before: sha256Hex(TWO),
    after: sha256Hex(TWO),
  }),
  version(1900, 'c4', 'b.txt', { op: 'delete', before: sha256Hex(TWO) }),
];

const terminal: readonly TerminalEvent[] = [
  { t: 100, code: 'o', data: '$ npm te' },
  { t: 150, code: 'i', data: 'st' },
  { t: 200, code: 'o', data: 'st\r\n\u001b[3' },
  { t: 1100, code: 'o', data: '1mfailed\u001b[m\r\n' },
];

async function bytesOf(): Promise<Uint8Array<ArrayBuffer>> {
  const { bytes } = await buildArchive({
    transcript: [{ time: 0, keyframe: {}, events: transcript }],
    changes: [
      { time: 0, keyframe: { files: {} }, events: changes.slice(0, 3) },
      {
        time: 300,
        keyframe: { files: { 'a.txt': { sha256: sha256Hex(TWO), from: 'o2', segment: 0 } } },
        events: changes.slice(3),
      },
    ],
    terminal: [{ time: 0, events: terminal }],
    blobs: [[new TextEncoder().encode(LONG), 'txt']],
    entries: { 'notes/a.md': '# Notes' },
    index: {
      duration: 2000,
      turns: [
        { time: 0, id: 't1', excerpt: 'Why does it fail?', toolCalls: 1, changes: 2, errors: 0 },
        { time: 1000, id: 't2', excerpt: 'Look at this:', toolCalls: 0, changes: 2, errors: 0 },
      ],
    },
  });
  return bytes;
}

const bytes = await bytesOf();
const open = (source: ByteSource = new BytesSource(bytes)): Promise<Session> => openSession(source);

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const value of values) list.push(value);
  return list;
}

describe('a session', () => {
  it('tells what the archive says of itself', async () => {
    const session = await open();

    expect(session.manifest.title).to.equal('Test session');
    expect(session.duration).to.equal(2000);
    expect(session.turns.map(({ id }) => id)).to.deep.equal(['t1', 't2']);
    expect(session.chapters.map(({ title }) => title)).to.deep.equal(['Why does it fail?', 'Look at this:']);
    expect(session.tracks.map(({ entry }) => entry)).to.have.members([
      'transcript/main.ndjson',
      'changes/main.ndjson',
      'terminal/main.cast',
    ]);
    expect(session.index.segments.get('changes/main.ndjson')).to.have.length(2);
    expect(session.diagnostics).to.deep.equal([]);
  });

  it('reads the items of a stretch of the transcript as they stand at its end', async () => {
    const session = await open();
    const early = await all(session.transcript({ from: 50, to: 1200 }));
    const late = await all(session.transcript({ from: 50 }));

    expect(early.map(({ id }) => id)).to.deep.equal(['m1', 'call', 'm2', 't2']);
    expect(late.map(({ id }) => id)).to.deep.equal(['m1', 'call', 'm2', 't2', 'm3']);
    expect([early[1], late[1]].map((item) => item?.type === 'tool' && item.status)).to.deep.equal([
      'pending',
      'completed',
    ]);
  });

  it('reads all items of a millisecond, wherever it is cut', async () => {
    const times = [0, 10, 10, 10, 20];
    const events = { transcript: messages(times), changes: [], terminal: [] };
    for (const length of [1, 2, 3, 4]) {
      const session = await openSession(new BytesSource(await sessionBytes(events, length)));
      const items = await all(session.transcript({ from: 10, to: 10 }));

      expect(items.map(({ id }) => id)).to.deep.equal(['e1', 'e2', 'e3']);
    }
  });

  it('reads a turn by number and by id: from its prompt to the event before the next one', async () => {
    const session = await open();
    const first = await session.turn(1);
    const second = await session.turn('t2');

    expect(first).to.include({ number: 1, id: 't1', time: 0, end: 1000 });
    expect(first.prompt?.content).to.deep.equal([text('Why does it fail?')]);
    expect(first.items.map(({ id }) => id)).to.deep.equal(['t1', 'm1', 'call', 'm2']);
    expect(second).to.include({ number: 2, id: 't2', time: 1000, end: 2000 });
    expect(second.items.map(({ id }) => id)).to.deep.equal(['t2', 'm3']);
    expect(second).to.deep.equal(await session.turn(2));
  });

  it('gives the whole text of a prompt, long parts too', async () => {
    const session = await open();
    const { prompt } = await session.turn(2);

    expect(await session.contentText(prompt!.content)).to.equal(`Look at this:\n\n${LONG}\n\n[image]`);
  });

  it('reads changes of a stretch, and the files changed by a time', async () => {
    const session = await open();

    expect((await all(session.changes())).map(({ id }) => id)).to.deep.equal(['c1', 'c2', 'c3', 'c4']);
    expect((await all(session.changes({ from: 201, to: 1200 }))).map(({ id }) => id)).to.deep.equal([
      'c2',
      'c3',
    ]);
    expect((await session.changedFiles(299)).map(({ path }) => path)).to.deep.equal(['a.txt']);
    expect((await session.changedFiles(300)).map(({ path }) => path)).to.include('other.txt');
  });

  it('reads files and their texts at a time', async () => {
    const session = await open();

    expect([...(await session.files(199))]).to.deep.equal([['a.txt', ONE]]);
    expect([...(await session.files(1200))]).to.deep.equal([
      ['b.txt', TWO],
      ['other.txt', ONE],
    ]);
    expect((await session.knownFiles(1200)).map(({ path }) => path)).to.deep.equal(['b.txt', 'other.txt']);
    expect(await session.fileText('a.txt', 200)).to.equal(TWO);
    expect(await session.fileText('a.txt', 1200)).to.equal(undefined);
    expect(await session.changeTexts(changes[1]!)).to.deep.equal({ before: ONE, after: TWO });
    expect((await session.squash(2000)).map(({ path }) => path)).to.include('other.txt');
  });

  it('tells the history of a file across renames, without what was read and known', async () => {
    const session = await open();
    const history = await session.fileHistory('b.txt');

    expect(history.map(({ id, t }) => [id, t])).to.deep.equal([
      ['o1', 100],
      ['c1', 200],
      ['c3', 1200],
      ['c4', 1900],
    ]);
    expect((await session.fileHistory('other.txt')).map(({ id }) => id)).to.deep.equal(['c2']);
    expect((await session.fileHistory('a.txt')).map(({ id }) => id)).to.deep.equal(['o1', 'c1', 'c3']);
    expect(await session.fileHistory('none.txt')).to.deep.equal([]);
  });

  it('says who wrote the lines of a file at a time', async () => {
    const session = await open();
    const writers = async (path: string, time: number): Promise<string[] | undefined> =>
      (await session.blame(path, time))?.lines.map(({ text: line, origin }) =>
        origin.kind === 'change' ? `${line} ${origin.change}` : `${line} ${origin.kind}`,
      );

    expect(await writers('a.txt', 199)).to.deep.equal(['one before']);
    expect(await writers('a.txt', 299)).to.deep.equal(['two c1']);
    expect(await writers('b.txt', 1300)).to.deep.equal(['two c1']);
    expect(await writers('b.txt', 2000)).to.equal(undefined);
    expect(await writers('none.txt', 2000)).to.equal(undefined);
  });

  it('says what is left of changes at the end', async () => {
    const session = await open();

    expect(await session.survivors({ from: 0, to: 999 })).to.deep.equal([
      { change: 'c1', path: 'b.txt', written: 1, kept: 0, ranges: [] },
      { change: 'c2', path: 'other.txt', written: 1, kept: 1, ranges: [[1, 1]] },
    ]);
  });

  it('folds the changes of one file', async () => {
    const session = await open();

    expect(await session.squashFile('b.txt', 1300)).to.include({
      path: 'b.txt',
      from: 'a.txt',
      status: 'renamed',
    });
    expect((await session.squashFile('a.txt', 299))?.times).to.deep.equal([200]);
    expect(await session.squashFile('a.txt', 199)).to.equal(undefined);
  });

  it('reads the screen of a terminal at a time, and what it wrote over a stretch', async () => {
    const session = await open();
    const screen = await session.terminalAt('main', 200);

    expect(screen).to.include({ cols: 80, rows: 24 });
    expect(screen.lines.slice(0, 2)).to.deep.equal(['$ npm test', '']);
    expect(screen.cursor).to.include({ x: 0, y: 1 });
    expect((await session.terminalAt('main', 2000)).lines[1]).to.equal('failed');
    expect((await all(session.terminalText('main'))).join('')).to.equal('$ npm test\nfailed\n');
    expect((await all(session.terminalText('main', { to: 150 }))).join('')).to.equal('$ npm te');
  });

  it('finds events, blobs and entries', async () => {
    const session = await open();

    expect(await session.timeOf('t2')).to.equal(1000);
    expect(await session.timeOf('m3')).to.equal(2000);
    expect(await session.timeOf('c4')).to.equal(1900);
    expect(await session.timeOf('none')).to.equal(undefined);
    const blob = await session.blob(LONG_PATH);
    expect(blob.type).to.match(/^text\/plain/);
    expect(await blob.text()).to.equal(LONG);
    expect(new TextDecoder().decode(await session.entry('notes/a.md'))).to.equal('# Notes');
  });

  it('says by code what it does not have', async () => {
    const session = await open();

    expect(await codeOf(session.turn(3))).to.equal('unknown-turn');
    expect(await codeOf(session.turn(0))).to.equal('unknown-turn');
    expect(await codeOf(session.turn('m3'))).to.equal('unknown-turn');
    expect(await codeOf(session.transcript({ track: 'none' }).next())).to.equal('unknown-track');
    expect(await codeOf(session.terminalAt('none', 0))).to.equal('unknown-track');
    expect(await codeOf(session.terminalText('none').next())).to.equal('unknown-track');
    expect(await codeOf(session.entry('none'))).to.equal('entry-not-found');
  });

  it('has nothing to say of tracks that are not there', async () => {
    const { bytes: small } = await buildArchive({ terminal: [{ time: 0, events: terminal }] });
    const session = await openSession(new BytesSource(small));

    expect(await all(session.changes())).to.deep.equal([]);
    expect(await session.changedFiles(0)).to.deep.equal([]);
    expect(await session.fileHistory('a.txt')).to.deep.equal([]);
    expect((await session.files(0)).size).to.equal(0);
    expect(await session.knownFiles(0)).to.deep.equal([]);
    expect(await session.fileText('a.txt', 0)).to.equal(undefined);
    expect(await session.squash(0)).to.deep.equal([]);
    expect(await session.changeTexts(changes[0]!)).to.deep.equal({});
  });

  it('reads nothing after it was closed, and ends what is under way', async () => {
    const waiting = new WaitingSource(new BytesSource(longBytes));
    const session = await openSession(waiting);
    waiting.wait = true;
    const codes = [session.turn(1), session.changedFiles(0), session.terminalAt('main', 9000)].map(codeOf);
    session.close();

    expect(await Promise.all(codes)).to.deep.equal(codes.map(() => 'session-closed'));
    expect(await codeOf(session.fileText('a.txt', 0))).to.equal('session-closed');
    expect(await codeOf(session.transcript().next())).to.equal('session-closed');
  });

  it('ends what is under way when its signal aborts, and nothing else', async () => {
    const waiting = new WaitingSource(new BytesSource(longBytes));
    const session = await openSession(waiting);
    waiting.wait = true;
    const controller = new AbortController();
    const { signal } = controller;
    const aborted = [
      session.turn(1, { signal }),
      session.transcript({ from: 8000 }, { signal }).next(),
      session.terminalAt('main', 9000, { signal }),
      session.fileText('src/1.ts', 9000, { signal }),
      session.timeOf('e35', { signal }),
    ].map(nameOf);
    const other = session.terminalAt('main', 9000);
    controller.abort();

    expect(await Promise.all(aborted)).to.deep.equal(aborted.map(() => 'AbortError'));
    waiting.release();
    expect((await other).cols).to.equal(80);
  });

  it('can be given up while it is opened', async () => {
    const controller = new AbortController();
    const opening = openSession(new WaitingSource(new BytesSource(bytes), true), {
      signal: controller.signal,
    });
    controller.abort();

    expect(await nameOf(opening)).to.equal('AbortError');
  });

  it('is not opened where the archive is cut off', async () => {
    expect(await codeOf(open(new BytesSource(bytes.slice(0, -100))))).to.be.oneOf([
      'truncated-archive',
      'ambiguous-archive',
    ]);
  });

  it('makes a lost index anew', async () => {
    const whole = await openSession(new BytesSource(longBytes));
    const damaged = longBytes.slice();
    const name = new TextEncoder().encode('index.json');
    const at = damaged.findIndex((_, i) => name.every((byte, j) => damaged[i + j] === byte));
    damaged[at + name.length + 20]! ^= 0xff;
    const session = await openSession(new BytesSource(damaged));

    expect(session.timeline).to.deep.equal(whole.timeline);
    expect(session.diagnostics).to.not.deep.equal([]);
    expect(await session.turn(1)).to.deep.equal(await whole.turn(1));
  });
});

/** Answers reads when it is told to. */
class WaitingSource implements ByteSource {
  readonly name = 'waiting';
  wait: boolean;
  readonly #source: ByteSource;
  #release: () => void = () => undefined;
  readonly #released = new Promise<void>((resolve) => (this.#release = resolve));

  constructor(source: ByteSource, wait = false) {
    this.#source = source;
    this.wait = wait;
  }

  release(): void {
    this.#release();
  }

  size(): Promise<number> {
    return this.#source.size();
  }

  async read(...[offset, length, options]: Parameters<ByteSource['read']>): Promise<Uint8Array> {
    await this.#turn(options?.signal);
    return this.#source.read(offset, length);
  }

  async readHead(...[length, options]: Parameters<ByteSource['readHead']>) {
    await this.#turn(options?.signal);
    return {
      bytes: await this.#source.read(0, Math.min(length, await this.size())),
      size: await this.size(),
    };
  }

  #turn(signal: AbortSignal | undefined): Promise<void> {
    if (!this.wait) return Promise.resolve();
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      void this.#released.then(resolve);
    });
  }
}
