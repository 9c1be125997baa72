/** The archive that the fixtures are made from: small, but with every kind of track, event and reference. */
import { constants, deflateRawSync } from 'node:zlib';
import { ArchiveWriter, BytesSink, sha256Hex } from '../../dist/format/index.js';
import { TerminalState } from '../../dist/state/terminal/index.js';

export const deflater = {
  segment: (bytes) => deflateRawSync(bytes, { level: 9, finishFlush: constants.Z_FULL_FLUSH }),
  entry: (bytes) => deflateRawSync(bytes, { level: 9 }),
};

/** A PNG of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const BEFORE = 'one\ntwo\nthree\n';
const AFTER = 'one\n2\nthree\n';

/**
 * @param {{ transcript?: (events: object[], segment: number) => object[], changes?: (events: object[]) => object[],
 *   manifest?: (manifest: object) => object, index?: (index: object) => object,
 *   screen?: (keyframe: object) => object, entries?: Record<string, string>, call?: string }} [edit] - changes what is written;
 *   `screen`: the keyframe of the terminal; `entries`: more of them; `call`: the terminal is made from tool calls, and names
 *   this one
 * @returns {Promise<Buffer>} an archive of format 1.0, valid unless `edit` makes it otherwise
 */
export async function baseArchive(edit = {}) {
  const same = (value) => value;
  const {
    transcript: editTranscript = same,
    changes: editChanges = same,
    manifest = same,
    index = same,
    screen: editScreen = same,
    entries = {},
    call,
  } = edit;
  const writer = new ArchiveWriter({ deflater });
  const image = await writer.addBlob(PIXEL, 'png');
  const long = await writer.addBlob(Buffer.from('a long line\n'.repeat(4000)), 'txt');

  const transcript = writer.addTrack('transcript/main.ndjson', 'transcript');
  transcript.cut(0, {});
  const say = (t, id, sessionUpdate, text) => ({
    t,
    id,
    sessionUpdate,
    messageId: id,
    content: { type: 'text', text },
  });
  for (const event of editTranscript(
    [
      { t: 0, id: 't1', sessionUpdate: '_reprise/turn' },
      say(0, 'u1', 'user_message_chunk', 'Write 2 instead of two.'),
      {
        t: 10,
        id: 'u2',
        sessionUpdate: 'user_message_chunk',
        content: { type: 'image', mimeType: 'image/png', uri: image },
      },
      say(900, 'h1', 'agent_thought_chunk', 'Where is it?'),
      {
        t: 1000,
        id: 'r1',
        sessionUpdate: 'tool_call',
        toolCallId: 'c1',
        title: 'numbers.txt',
        kind: 'read',
        status: 'in_progress',
      },
      {
        t: 1100,
        id: 'r2',
        sessionUpdate: 'tool_call_update',
        toolCallId: 'c1',
        status: 'completed',
        content: [{ type: '_reprise/file', path: 'numbers.txt', sha256: sha256Hex(Buffer.from(BEFORE)) }],
      },
      {
        t: 2000,
        id: 'e1',
        sessionUpdate: 'tool_call',
        toolCallId: 'c2',
        title: 'numbers.txt',
        kind: 'edit',
        status: 'in_progress',
      },
      {
        t: 2100,
        id: 'e2',
        sessionUpdate: 'tool_call_update',
        toolCallId: 'c2',
        status: 'completed',
        content: [{ type: '_reprise/change', id: 'x2', path: 'numbers.txt', additions: 1, deletions: 1 }],
      },
    ],
    0,
  )) {
    transcript.append(event);
  }
  transcript.cut(2500, { openToolCalls: [], turns: 1 });
  for (const event of editTranscript(
    [
      {
        t: 2500,
        id: 's1',
        sessionUpdate: 'tool_call',
        toolCallId: 'c3',
        title: 'cat numbers.txt',
        kind: 'execute',
        status: 'in_progress',
      },
      {
        t: 3000,
        id: 's2',
        sessionUpdate: 'tool_call_update',
        toolCallId: 'c3',
        status: 'completed',
        content: [
          {
            type: 'terminal',
            terminalId: 'main',
            _meta: { reprise: { start: 2500, end: 3000, exitCode: 0, excerpt: 'one 2 three' } },
          },
        ],
      },
      {
        t: 3100,
        id: 'l1',
        sessionUpdate: 'agent_message_chunk',
        content: { type: 'resource_link', uri: long, name: 'long.txt', size: 48000 },
      },
      {
        t: 3200,
        id: 'k1',
        sessionUpdate: '_reprise/unknown',
        recordType: 'vendor-thing',
        value: { kept: true },
      },
      {
        t: 3300,
        id: 'a1',
        sessionUpdate: '_reprise/subagent',
        track: 'child',
        toolCallId: 'c3',
        title: 'a child',
      },
      say(3400, 'm1', 'agent_message_chunk', 'Done.'),
    ],
    1,
  )) {
    transcript.append(event);
  }

  const child = writer.addTrack('transcript/child.ndjson', 'transcript');
  child.cut(3300, {});
  child.append(say(3300, 'm2', 'agent_message_chunk', 'I am the child.'));

  const changes = writer.addTrack('changes/main.ndjson', 'changes');
  changes.cut(0, { files: {} });
  const [observed, changed] = editChanges([
    {
      t: 1100,
      id: 'x1',
      path: 'numbers.txt',
      op: 'observe',
      text: BEFORE,
      after: sha256Hex(Buffer.from(BEFORE)),
    },
    {
      t: 2100,
      id: 'x2',
      path: 'numbers.txt',
      op: 'modify',
      patch: '@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n',
      before: sha256Hex(Buffer.from(BEFORE)),
      after: sha256Hex(Buffer.from(AFTER)),
      toolCallId: 'c2',
    },
  ]);
  changes.append(observed);
  changes.append(changed);
  changes.cut(2500, {
    files: { 'numbers.txt': { sha256: sha256Hex(Buffer.from(AFTER)), from: 'x1', segment: 0 } },
  });
  changes.append({
    t: 3350,
    id: 'x3',
    path: 'empty.txt',
    op: 'create',
    text: '',
    after: sha256Hex(Buffer.from('')),
    toolCallId: 'c3',
  });

  const synthesised = call !== undefined;
  const state = new TerminalState({ cols: 20, rows: 4 }, { synthesised });
  const terminal = writer.addTrack('terminal/main.cast', 'terminal', {
    version: 3,
    term: { cols: 20, rows: 4 },
    title: 'sample',
  });
  const happen = (event) => {
    terminal.append(event);
    state.apply(event);
  };
  const output = (t, data) => happen({ t, code: 'o', data });
  const nameCall = (t, data) => synthesised && happen({ t, code: 'c', data });
  terminal.cut(0, state.snapshot());
  nameCall(2500, call);
  output(2500, '\u001b[1;32m$\u001b[0m cat numbers.txt\r\n');
  output(2600, 'one\r\n2\r\nthree\r\n');
  terminal.cut(2600, editScreen(state.snapshot()));
  nameCall(3000, '');
  output(3000, '\u001b[1;32m$\u001b[0m ');

  for (const [path, text] of Object.entries(entries)) writer.addEntry(path, Buffer.from(text));

  const sink = new BytesSink();
  const title = 'A small session with every kind of track';
  await writer.finish(
    manifest({
      title,
      startedAt: '2026-01-02T03:04:05.000Z',
      duration: 3400,
      generator: { name: 'reprise-fixtures', version: '1.0' },
      agent: { name: 'claude-code', models: ['scripted'] },
      workspace: { root: '/tmp/numbers' },
      tracks: [
        { id: 'main', kind: 'transcript', entry: 'transcript/main.ndjson' },
        {
          id: 'child',
          kind: 'transcript',
          entry: 'transcript/child.ndjson',
          parent: 'main',
          spawnedBy: 'c3',
        },
        { id: 'main', kind: 'changes', entry: 'changes/main.ndjson' },
        {
          ...{ id: 'main', kind: 'terminal', entry: 'terminal/main.cast', cols: 20, rows: 4 },
          ...(synthesised && { synthesised }),
        },
      ],
      chapters: [{ time: 0, title: 'Write 2 instead of two.', event: 't1' }],
      stats: { turns: 1, toolCalls: 3, changes: 2, errors: 0 },
      fidelity: { records: 12, understood: 11, kept: 1, unreadable: 0 },
    }),
    index({
      duration: 3400,
      activity: [{ start: 0, end: 3400 }],
      turns: [{ time: 0, id: 't1', excerpt: 'Write 2 instead of two.', toolCalls: 3, changes: 2, errors: 0 }],
      files: [
        { path: 'numbers.txt', first: 2100, last: 2100, additions: 1, deletions: 1 },
        { path: 'empty.txt', first: 3350, last: 3350, additions: 0, deletions: 0 },
      ],
      reading: { time: [0, 3400], position: [0, 6000], folds: [] },
    }),
    sink,
  );
  return Buffer.from(sink.bytes());
}
