import { describe, expect, it } from '#test';
import { readSession } from '#src/encode/index.ts';
import {
  ArchiveReader,
  BytesSource,
  validateArchive,
  type SessionEvent,
  type SourceChange,
  type SourceTranscriptEvent,
  type TranscriptEvent,
} from '#src/format/index.ts';
import { buildArchive } from '../../helpers/archive-builder.ts';
import {
  change,
  collect,
  message,
  report,
  session,
  source,
  toolCall,
  toolResult,
  update,
} from '../builders.ts';
import { eventsOf, pack } from '../pack.ts';
import { rewritten, unchanged } from './rewritten.ts';

const MAIN = 'transcript/main.ndjson';
const CHANGES = 'changes/main.ndjson';
const LONG = 'a sentence of many. '.repeat(3000);

async function read(reader: ArchiveReader): Promise<SessionEvent[]> {
  return collect(readSession(reader).events());
}

function updatesOf(events: readonly SessionEvent[]) {
  return events.filter((event) => event.type === 'transcript').map((event) => event.update);
}

describe('readSession', () => {
  it('gives texts, pictures and values back where they were taken out', async () => {
    const image = { type: 'image', mimeType: 'image/png', data: btoa(`\x89PNG\r\n\x1a\n${LONG}`) } as const;
    const updates = [
      { sessionUpdate: 'agent_message_chunk', content: { type: 'text', text: LONG } },
      { sessionUpdate: 'agent_message_chunk', content: { type: 'text', text: `${LONG}\ud800` } },
      { sessionUpdate: 'user_message_chunk', content: image },
      {
        sessionUpdate: 'tool_call',
        toolCallId: 'c1',
        title: LONG,
        rawInput: { a: [{ b: LONG }], image: image.data },
      },
      {
        sessionUpdate: 'plan',
        entries: [
          { content: 'short', status: 'pending' },
          { content: LONG, status: 'pending' },
        ],
      },
      { sessionUpdate: '_reprise/system', text: LONG },
      { sessionUpdate: '_reprise/unknown', value: LONG },
      { sessionUpdate: '_reprise/unknown', value: Array.from({ length: 4000 }, (_, n) => ({ n })) },
    ] as const;
    const { reader } = await pack([source(session(), ...updates.map((one, n) => update(n, one)))]);

    const given = updatesOf(await read(reader));

    const call = given[3] as { toolCallId: string };
    expect(given).to.deep.equal(
      updates.map((one, n) => (n === 3 ? { ...one, toolCallId: call.toolCallId } : one)),
    );
  });

  it('gives whole texts around a change, and the text in place of a reference to it', async () => {
    const { reader } = await pack([
      source(
        session({ workspace: { root: '/w' } }),
        toolCall(0, 'c1'),
        change(1, '/w/a.txt', { op: 'create', after: 'one\ntwo\n', toolCallId: 'c1' }),
        change(2, '/w/a.txt', { edits: [{ oldText: 'two', newText: 'zwei' }], toolCallId: 'c1' }),
        toolResult(3, 'c1', [{ type: '_reprise/read', path: '/w/a.txt', text: 'zwei', startLine: 2 }]),
        change(4, '/w/b.txt', {
          hunks: [{ oldStart: 7, oldLines: 1, newStart: 7, newLines: 1, lines: ['-x', '+y'] }],
        }),
      ),
    ]);

    const events = await read(reader);

    const changes = events.filter((event): event is SourceChange => event.type === 'change');
    expect(
      changes.map(({ path, op, before, after, exact }) => [path, op, before, after, exact]),
    ).to.deep.equal([
      ['a.txt', 'create', undefined, 'one\ntwo\n', undefined],
      ['a.txt', 'modify', 'one\ntwo\n', 'one\nzwei\n', undefined],
      ['b.txt', 'modify', undefined, undefined, false],
    ]);
    expect(changes[2]!.hunks?.[0]).to.deep.include({ oldStart: 7, lines: ['-x', '+y'] });
    expect(updatesOf(events).at(-1)).to.deep.include({
      content: [{ type: '_reprise/read', path: 'a.txt', text: 'zwei', startLine: 2 }],
    });
  });

  it('can be opened again, and gives the same', async () => {
    const { reader } = await pack([source(session(), message(0, 'hello'), message(5, LONG), report())]);
    const again = readSession(reader);

    expect(await collect(again.events())).to.deep.equal(await collect(again.events()));
  });

  it('tells of every event its id, and drops what only the encoder makes', async () => {
    const { reader } = await pack([source(session(), message(0, 'a', 'm'), message(1, 'b', 'm'))]);

    const events = await read(reader);

    const records = events.filter((event): event is SourceTranscriptEvent => event.type === 'transcript');
    expect(records.map(({ id }) => id)).to.deep.equal(
      (await eventsOf<'transcript'>(reader, MAIN)).map(({ id }) => id),
    );
    expect(JSON.stringify(events)).to.not.include('keyframe');
  });

  it('keeps kinds and keys of later versions, everywhere [TRN-3] [MAN-6] [ENT-5]', async () => {
    const later = {
      t: 5,
      id: 'x1',
      sessionUpdate: '_acme/mood',
      text: LONG,
      toolCallId: 'of theirs',
      _meta: { acme: 1 },
    };
    const blob = new TextEncoder().encode('named by nothing that is known');
    const { bytes } = await buildArchive({
      transcript: [
        {
          time: 0,
          keyframe: {},
          events: [
            later as unknown as TranscriptEvent,
            {
              t: 6,
              id: 'x2',
              sessionUpdate: '_reprise/turn',
              mood: 'new',
              _meta: { acme: 2, reprise: { later: 3 } },
            } as unknown as TranscriptEvent,
          ],
        },
      ],
      changes: [
        {
          time: 0,
          keyframe: { files: {} },
          events: [
            { t: 1, id: 'c1', path: 'a', op: 'create', text: 'x', mode: 0o755, _meta: { acme: 4 } },
            { t: 2, id: 'c2', path: 'a', op: 'chmod', mode: 0o644 },
            {
              t: 3,
              id: 'c3',
              path: 'a',
              op: 'modify',
              patch: '@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+y\n',
              before: X,
              after: Y,
            },
          ] as never[],
        },
      ],
      blobs: [[blob, 'txt']],
      entries: { 'audio/main.opus': 'noise', 'notes.json': '{}' },
      manifest: {
        duration: 10,
        mood: 'kept',
        stats: { turns: 1, toolCalls: 0, changes: 3, errors: 0, smiles: 4 } as never,
        tracks: [
          { id: 'main', kind: 'transcript', entry: MAIN, lang: 'de' } as never,
          { id: 'main', kind: 'changes', entry: CHANGES },
          { id: 'main', kind: 'audio', entry: 'audio/main.opus' } as never,
        ],
      },
    });

    const { reader } = await rewritten(bytes, unchanged);

    const [first, second] = (await eventsOf<'transcript'>(reader, MAIN)) as unknown[];
    expect(first).to.deep.equal(later);
    expect(second).to.deep.include({ id: 'x2', mood: 'new', _meta: { acme: 2, reprise: { later: 3 } } });
    const changes = (await eventsOf<'changes'>(reader, CHANGES)) as unknown as Record<string, unknown>[];
    expect(changes.map(({ id, op, mode }) => [id, op, mode])).to.deep.equal([
      ['c1', 'create', 0o755],
      ['c2', 'chmod', 0o644],
      ['c3', 'modify', undefined],
    ]);
    expect(changes[0]!['_meta']).to.deep.equal({ acme: 4 });
    expect(changes[2]).to.include({ before: X, after: Y });
    expect(reader.manifest['mood']).to.equal('kept');
    expect(reader.manifest.stats).to.include({ smiles: 4 });
    expect(reader.manifest.tracks.map((track) => [track.kind, 'lang' in track])).to.deep.equal([
      ['transcript', true],
      ['changes', false],
      ['audio', false],
    ]);
    const paths = [...(await reader.directory).keys()];
    expect(paths).to.include.members(['audio/main.opus', 'notes.json']);
    expect(paths.filter((path) => path.startsWith('blobs/'))).to.have.length(1);
  });

  it('keeps blocks, kinds and states that a later version has added to what is known [EXT-1]', async () => {
    const blob = `blobs/${Z}.txt`;
    const events = [
      {
        t: 0,
        id: 'a',
        sessionUpdate: 'agent_message_chunk',
        content: { type: 'audio', uri: blob, mimeType: 'a/b' },
      },
      {
        t: 1,
        id: 'b',
        sessionUpdate: 'tool_call',
        toolCallId: 'b',
        title: 'x',
        kind: 'deploy',
        status: 'paused',
        content: [
          { type: 'diff', path: 'a', newText: 'y' },
          { type: 'content', content: { type: 'resource', resource: { text: 'z' } } },
        ],
      },
      {
        t: 2,
        id: 'c',
        sessionUpdate: 'plan',
        entries: [{ content: 'do', status: 'blocked', priority: 'urgent' }],
      },
    ];
    const { bytes } = await buildArchive({
      transcript: [{ time: 0, keyframe: {}, events: events as never[] }],
      blobs: [[new TextEncoder().encode('z'), 'txt']],
    });

    const { reader } = await rewritten(bytes, unchanged);

    const cut = await rewritten(bytes, {
      async *events(all) {
        for await (const event of all) if (event.type !== 'transcript' || event.id !== 'a') yield event;
      },
    });

    expect(await eventsOf(reader, MAIN)).to.deep.equal(events);
    expect(await reader.readText(blob)).to.equal('z');
    expect([...(await cut.reader.directory).keys()]).to.not.include(blob);
  });

  it('makes a valid archive of events that are not as their schema has them', async () => {
    const odd = [
      { t: 0, id: 'a', sessionUpdate: 'agent_message_chunk' },
      {
        t: 0,
        id: 'b',
        sessionUpdate: 'tool_call',
        toolCallId: 5,
        title: { no: 'title' },
        content: [null, 'x'],
      },
      { t: 1, id: 'c', sessionUpdate: 'plan', entries: 'none' },
      { t: 2, id: 'd', sessionUpdate: 'tool_call_update', toolCallId: 'never begun', status: 'failed' },
      {
        t: 3,
        id: 'e',
        sessionUpdate: 'user_message_chunk',
        content: { type: 'image', mimeType: 'image/png', uri: `blobs/${X}.png` },
      },
      { t: 4, id: 'a', sessionUpdate: '_reprise/turn' },
    ];
    const { bytes } = await buildArchive({
      transcript: [{ time: 0, keyframe: {}, events: odd as never[] }],
      changes: [
        {
          time: 0,
          keyframe: { files: {} },
          events: [{ t: 1, id: 'f', path: 'a', op: 'modify', patch: 7 }] as never[],
        },
      ],
      manifest: { duration: 10, chapters: [{ time: 0, title: 'lost', event: 'nowhere' }] },
    });

    const again = await rewritten(bytes, unchanged);

    expect((await validateArchive(new BytesSource(again.bytes))).findings).to.deep.equal([]);
    const events = await eventsOf<'transcript'>(again.reader, MAIN);
    expect(events.map(({ sessionUpdate }) => sessionUpdate)).to.deep.equal([
      '_reprise/unknown',
      '_reprise/unknown',
      '_reprise/unknown',
      'tool_call',
      'user_message_chunk',
      '_reprise/turn',
    ]);
    expect(events.slice(0, 5).map(({ id }) => id)).to.deep.equal(['a', 'b', 'c', 'd', 'e']);
    expect(events[0]).to.deep.include({ recordType: 'agent_message_chunk', value: odd[0] });
    expect(again.diagnostics.map(({ code }) => code)).to.deep.equal(['id-replaced']);
    expect(again.manifest).to.not.have.property('chapters');
  });

  it('puts no more than a bound of payloads into one event, and loses none', async () => {
    const blob = new TextEncoder().encode('x'.repeat(2 ** 20));
    const { bytes: sample, reader } = await pack([source(session(), message(0, 'x'.repeat(2 ** 20)))]);
    expect(sample.length).to.be.greaterThan(0);
    const [{ content: link }] = (await eventsOf<'transcript'>(reader, MAIN)) as unknown as [
      { content: object },
    ];
    const { bytes } = await buildArchive({
      transcript: [
        {
          time: 0,
          keyframe: {},
          events: [
            {
              t: 0,
              id: 'a',
              sessionUpdate: '_reprise/hook',
              data: { all: Array.from({ length: 100 }, () => link) },
            } as never,
          ],
        },
      ],
      blobs: [[blob, 'txt']],
    });
    const hostile = await ArchiveReader.open(new BytesSource(bytes));

    const [given] = updatesOf(await read(hostile)) as unknown as [{ data: { all: unknown[] } }];
    const again = await rewritten(bytes, unchanged);

    expect(given.data.all.filter((item) => typeof item === 'string')).to.have.length(64);
    expect(given.data.all.at(-1)).to.deep.equal(link);
    expect((await eventsOf(again.reader, MAIN)).length).to.equal(1);
    expect((await validateArchive(new BytesSource(again.bytes))).valid).to.equal(true);
  });
});

/** SHA-256 of `x`, of `y` with a newline, and of `z`. */
const X = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881';
const Y = '3bb2abb69ebb27fbfe63c7639624c6ec5e331b841a5bc8c3ebc10b9285e90877';
const Z = '594e519ae499312b29433b7dd8a97ff068defcba9755b6d5d00e84c524d67b06';
