import { describe, expect, it } from '#test';
import type { KeptFile, RewriteStep } from '#src/encode/index.ts';
import {
  type ArchiveReader,
  BytesSource,
  validateArchive,
  type Json,
  type SessionEvent,
} from '#src/format/index.ts';
import { FileHistory } from '#src/state/files/index.ts';
import { buildArchive } from '../../helpers/archive-builder.ts';
import {
  change,
  message,
  output,
  prompt,
  report,
  session,
  source,
  terminalTrack,
  toolCall,
  toolResult,
  turn,
  update,
} from '../builders.ts';
import { eventsOf, pack } from '../pack.ts';
import { rewritten, unchanged } from './rewritten.ts';

const MAIN = 'transcript/main.ndjson';
const CHANGES = 'changes/main.ndjson';
const SECRET = 'sk-0123456789abcdef';
/** Notes of one that has a secret in its text. */
const noted = (text: string): string =>
  JSON.stringify({ notes: [{ id: 'n1', kind: 'note', time: 0, terminal: 'shell', text }] });
const LONG = 'a sentence of many. '.repeat(3000);

/** Three turns; the second one changes a file, and holds a payload. */
const threeTurns = () =>
  pack([
    source(
      session({ title: 'Three turns', workspace: { root: '/w' } }),
      terminalTrack('shell', { synthesised: true }),
      turn(0, 'first'),
      prompt(0, 'Write the file please', 'p1'),
      toolCall(10, 'call 1'),
      change(20, '/w/a.txt', { op: 'create', after: 'one\ntwo\n', toolCallId: 'call 1' }),
      toolResult(20, 'call 1', [{ type: '_reprise/change', sourceId: 'change-20' }]),
      turn(1000, 'second'),
      prompt(1000, 'And now the private matter', 'p2'),
      message(1010, LONG, 'm2'),
      toolCall(1020, 'call 2'),
      change(1030, '/w/a.txt', { before: 'one\ntwo\n', after: 'one\nprivate\n', toolCallId: 'call 2' }),
      toolResult(1030, 'call 2', [{ type: '_reprise/change', sourceId: 'change-1030' }]),
      turn(2000, 'third'),
      prompt(2000, 'Add a line at the end', 'p3'),
      toolCall(2010, 'call 3'),
      change(2020, '/w/a.txt', {
        before: 'one\nprivate\n',
        after: 'one\nprivate\nthree\n',
        toolCallId: 'call 3',
      }),
      toolResult(2020, 'call 3', [{ type: '_reprise/change', sourceId: 'change-2020' }]),
      report({ records: 1, understood: 1 }),
    ),
  ]);

describe('a step of a rewrite', () => {
  it('drops a turn: nothing points at it, and what it held is gone [RWR-5] [RWR-6]', async () => {
    const { bytes, reader } = await threeTurns();
    const second = reader.index.turns[1]!;
    const before = await eventsOf<'transcript'>(reader, MAIN);

    const cut = await rewritten(bytes, dropTurn(second.id));

    expect((await validateArchive(new BytesSource(cut.bytes))).findings).to.deep.equal([]);
    expect(cut.reader.index.turns.map(({ excerpt }) => excerpt)).to.deep.equal([
      'Write the file please',
      'Add a line at the end',
    ]);
    const kept = before.filter(({ t }) => t < 1000 || t >= 2000).map(({ id }) => id);
    expect((await eventsOf<'transcript'>(cut.reader, MAIN)).map(({ id }) => id)).to.deep.equal(kept);
    const chapters = reader.manifest.chapters!.filter(({ event }) => event !== second.id);
    expect(reader.manifest.chapters).to.have.length(3);
    expect(cut.manifest.chapters).to.deep.equal(chapters);
    expect(cut.manifest.stats).to.deep.include({ turns: 2, toolCalls: 2, changes: 2 });
    expect([...(await reader.directory).keys()].filter(isBlob)).to.have.length(1);
    expect([...(await cut.reader.directory).keys()].filter(isBlob)).to.deep.equal([]);
    expect(cut.manifest.derivedFrom?.id).to.equal(reader.manifest.id);
  });

  it('drops a change: later states of the file are what they were', async () => {
    const { bytes, reader } = await threeTurns();

    const cut = await rewritten(bytes, dropTurn(reader.index.turns[1]!.id));

    const history = historyOf(cut.reader);
    expect(await history.textAt('a.txt', 1999)).to.equal('one\ntwo\n');
    expect(await history.textAt('a.txt', 2020)).to.equal('one\nprivate\nthree\n');
    expect((await eventsOf<'changes'>(cut.reader, CHANGES)).map(({ op }) => op)).to.deep.equal([
      'create',
      'observe',
      'modify',
    ]);
  });

  it('replaces a text everywhere, which it learns of late', async () => {
    const { bytes } = await pack(
      [
        source(
          session({ title: `Use ${SECRET}`, workspace: { root: '/w' } }),
          terminalTrack('shell'),
          turn(0, 'first'),
          prompt(0, `My key is ${SECRET}, keep it`, 'p1'),
          update(5, {
            sessionUpdate: 'tool_call',
            toolCallId: 'call',
            title: 'write',
            rawInput: { text: `${LONG}${SECRET}` },
          }),
          change(10, '/w/.env', { op: 'create', after: `A=1\nKEY=${SECRET}\n`, toolCallId: 'call' }),
          change(20, '/w/.env', {
            before: `A=1\nKEY=${SECRET}\n`,
            after: `A=2\nKEY=${SECRET}\n`,
            toolCallId: 'call',
          }),
          toolResult(20, 'call', [
            { type: '_reprise/change', sourceId: 'change-10' },
            { type: '_reprise/read', path: '/w/.env', text: `A=2\nKEY=${SECRET}`, startLine: 1 },
          ]),
          output(30, `echo ${SECRET}\r\n`, 'shell'),
          { type: 'chapter', time: 40, title: `About ${SECRET}` },
          message(50, `${LONG}${SECRET}`, 'm1'),
          update(60, { sessionUpdate: '_reprise/system', text: `secret: ${SECRET}` }),
          report(),
        ),
      ],
      { entries: () => entries({ 'notes.json': noted(SECRET) }) },
    );

    const masked = await rewritten(bytes, mask(/secret: (\S+)/));

    expect((await validateArchive(new BytesSource(masked.bytes))).findings).to.deep.equal([]);
    const { reader } = masked;
    for (const path of (await reader.directory).keys()) {
      expect(await reader.readText(path), path).to.not.include(SECRET);
    }
    expect(reader.manifest.title).to.equal('Use [secret]');
    expect(reader.manifest['redactions']).to.deep.equal([{ class: 'secret', count: 1, rules: 'test' }]);
    const history = historyOf(reader);
    expect(await history.textAt('.env', 10)).to.equal('A=1\nKEY=[secret]\n');
    expect(await history.textAt('.env', 20)).to.equal('A=2\nKEY=[secret]\n');
    const [, second] = await eventsOf<'changes'>(reader, CHANGES);
    expect(second).to.include({ additions: 1, deletions: 1 }).and.to.have.property('patch');
    expect(await reader.readText('notes.json')).to.equal(noted('[secret]'));
  });

  it('adds a key to the manifest: the tracks stay, the archive is a new one [RWR-3]', async () => {
    const { bytes, reader, sha256 } = await threeTurns();

    const noted = await rewritten(bytes, { manifest: (content) => ({ ...content, ticket: 'ACME-1' }) });

    const { digests, tracks } = reader.manifest;
    expect(noted.manifest).to.deep.include({
      ticket: 'ACME-1',
      digests,
      tracks,
      version: reader.manifest.version,
      generator: { name: 'rewriter', version: '2.0.0' },
      derivedFrom: { id: reader.manifest.id, sha256 },
    });
    expect(noted.manifest.id).to.not.equal(reader.manifest.id);
    expect(noted.reader.index.turns).to.deep.equal(reader.index.turns);
  });

  it('adds an entry, replaces one and drops one, and keeps the others', async () => {
    const { bytes } = await pack([source(session(), turn(0), prompt(0, 'Hello there'))], {
      entries: () =>
        entries({ 'notes.json': '{"notes":[]}', 'future.bin': 'later', 'source/log.txt': 'a log' }),
    });

    for (const step of [changeEntries, { ...changeEntries, ...unchanged }]) {
      const { reader } = await rewritten(bytes, step);

      const paths = [...(await reader.directory).keys()].slice(5);
      expect(paths.sort()).to.deep.equal(['future.bin', 'notes.json', 'summary.json']);
      expect(await reader.readText('notes.json')).to.equal('{"notes":[1]}');
      expect(await reader.readText('future.bin')).to.equal('later');
    }
  });

  it('drops a kept source: the manifest says of it what it was, and no longer where it is [RWR-5]', async () => {
    const keep = () => [{ path: 'log.txt', chunks: () => chunksOf('a log') }];
    const { bytes, manifest } = await pack([source(session(), turn(0), prompt(0, 'Hello there'))], {
      files: [[{ tool: 'test', name: 'log.txt', size: 5, keep }]],
    });
    expect(manifest.sources).to.deep.equal([
      { tool: 'test', name: 'log.txt', size: 5, entry: 'source/log.txt' },
    ]);

    const dropped = await rewritten(bytes, changeEntries);

    expect(dropped.manifest.sources).to.deep.equal([{ tool: 'test', name: 'log.txt', size: 5 }]);
    expect((await validateArchive(new BytesSource(dropped.bytes))).findings).to.deep.equal([]);
  });

  it('takes no name that every object has for an entry that is there [RWR-5]', async () => {
    const { bytes } = await threeTurns();
    const log = { tool: 'test', name: 'log.txt', size: 5 };

    const { manifest } = await rewritten(bytes, {
      manifest: (content) => ({ ...content, sources: [{ ...log, entry: 'constructor' }] }),
    });

    expect(manifest.sources).to.deep.equal([log]);
  });

  it('adds events, which get ids that no other event has', async () => {
    const { bytes, reader } = await threeTurns();
    const before = await eventsOf<'transcript'>(reader, MAIN);
    const [call] = before.filter(({ sessionUpdate }) => sessionUpdate === 'tool_call');

    const { reader: after } = await rewritten(bytes, {
      async *events(events) {
        for await (const event of events) {
          yield event;
          if (event.type !== 'transcript' || event.id !== call!.id) continue;
          // A note of one's own, and one more update of the call that was just begun.
          yield {
            type: 'transcript',
            track: 'main',
            time: event.time,
            update: { sessionUpdate: '_reprise/system', text: 'note' },
          };
          yield toolResult(event.time, call!.id);
        }
      },
    });

    const added = (await eventsOf<'transcript'>(after, MAIN)).filter(
      ({ id }) => !before.some((old) => old.id === id),
    );
    expect(added.map(({ sessionUpdate }) => sessionUpdate)).to.deep.equal([
      '_reprise/system',
      'tool_call_update',
    ]);
    expect(added.map(({ id }) => id).every((id) => /^[0-9a-z]{10}$/.test(id))).to.equal(true);
    expect(
      (await eventsOf<'transcript'>(after, MAIN)).filter(({ id }) => before.some((old) => old.id === id)),
    ).to.deep.equal(before);
  });

  it('writes the later version of an archive that is newer, however it is rewritten [RWR-1]', async () => {
    const versionAfter = async (version: string, step: RewriteStep) => {
      const manifest: object = { version };
      const { bytes } = await buildArchive({ transcript: [{ time: 0, keyframe: {}, events: [] }], manifest });
      return (await rewritten(bytes, step)).manifest.version;
    };
    const titled: RewriteStep = { manifest: (content) => ({ ...content, title: 'Another' }) };

    expect(await versionAfter('1.7', titled)).to.equal('1.7');
    expect(await versionAfter('1.7', { ...titled, ...unchanged })).to.equal('1.7');
    expect(await versionAfter('1.0', titled)).to.equal('1.0');
    expect(await versionAfter('0.1', titled)).to.equal('1.0');
  });

  it('passes on what it throws, with nothing written', async () => {
    const { bytes } = await threeTurns();
    const failing: RewriteStep = {
      async *events(events) {
        for await (const event of events) {
          if ('time' in event && event.time > 500) throw new RangeError('no further');
          yield event;
        }
      },
    };

    const error = await rewritten(bytes, failing).catch((reason: unknown) => reason);

    expect(error).to.be.instanceOf(RangeError);
  });
});

/** Leaves out everything from the beginning of a turn to that of the next. */
function dropTurn(id: string): RewriteStep {
  let inTurn = false;
  return {
    async *events(events) {
      for await (const event of events) {
        if (event.type === 'transcript' && event.update.sessionUpdate === '_reprise/turn')
          inTurn = event.id === id;
        const isOfSession = 'time' in event && event.type !== 'chapter';
        if (!(inTurn && isOfSession)) yield event;
      }
    },
  };
}

/** Replaces what a pattern finds in any text of the session, wherever else it stands. */
function mask(pattern: RegExp): RewriteStep {
  const found = new Set<string>();
  const replace = (text: string): string =>
    [...found].reduce((rest, value) => rest.replaceAll(value, '[secret]'), text);
  return {
    async survey(session) {
      for await (const event of session.events()) {
        mapStrings(event, (text) => {
          const [, value] = pattern.exec(text) ?? [];
          if (value !== undefined) found.add(value);
          return text;
        });
      }
    },
    async *events(events) {
      for await (const event of events) yield mapStrings(event, replace);
    },
    async *entries(files) {
      for await (const file of files) yield { path: file.path, chunks: () => textOf(file, replace) };
    },
    manifest: (content) => ({
      ...content,
      redactions: [{ class: 'secret', count: found.size, rules: 'test' }],
    }),
  };
}

function mapStrings(event: SessionEvent, change: (text: string) => string): SessionEvent {
  const map = (value: Json): Json => {
    if (typeof value === 'string') return change(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return (value as readonly Json[]).map(map);
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, map(member as Json)]));
  };
  return map(event as unknown as Json) as unknown as SessionEvent;
}

const changeEntries: RewriteStep = {
  async *entries(files) {
    for await (const file of files) {
      if (file.path === 'notes.json') yield* entries({ 'notes.json': '{"notes":[1]}' });
      else if (!file.path.startsWith('source/')) yield file;
    }
    yield* entries({ 'summary.json': '{}' });
  },
};

async function* entries(contents: Record<string, string>): AsyncGenerator<KeptFile, void> {
  for (const [path, text] of Object.entries(contents)) {
    yield { path, chunks: () => chunksOf(text) };
  }
}

async function* chunksOf(text: string): AsyncGenerator<Uint8Array, void> {
  yield new TextEncoder().encode(text);
}

async function* textOf(file: KeptFile, change: (text: string) => string): AsyncGenerator<Uint8Array, void> {
  let text = '';
  for await (const chunk of file.chunks()) text += new TextDecoder().decode(chunk);
  yield new TextEncoder().encode(change(text));
}

function isBlob(path: string): boolean {
  return path.startsWith('blobs/');
}

function historyOf(reader: ArchiveReader): FileHistory {
  return new FileHistory({
    times: reader.segments(CHANGES).map(({ time }) => time),
    blob: (path) => reader.readText(path),
    segment: (index) => reader.readSegment<'changes'>(CHANGES, index),
  });
}
