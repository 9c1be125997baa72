/**
 * Writes the conformance fixtures of the format and their list of verdicts, `spec/conformance/manifest.json`. Needs a
 * build. Deterministic: running it again changes nothing.
 *
 *     npm run build && node scripts/conformance/make-fixtures.mjs
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ArchiveWriter, BytesSink } from '../../dist/format/index.js';
import { baseArchive, deflater } from './base-archive.mjs';
import { contentOf, entry, putTogether, takeApart } from './raw-zip.mjs';

const folder = fileURLToPath(new URL('../../spec/conformance/', import.meta.url));
const base = await baseArchive();
const entries = () => takeApart(base);
const named = (name) => entries().findIndex((each) => each.name === name);
/** The base with one entry changed. */
const change = (name, more, options) =>
  putTogether(
    entries().map((each) =>
      each.name === name ? { ...each, ...(typeof more === 'function' ? more(each) : more) } : each,
    ),
    options,
  );
/** The base with the content of one entry changed; the index no longer fits a track that is. */
const rewriteText = (name, edit) => change(name, (each) => entry(name, edit(contentOf(each).toString())));
const editJson = (name, edit) => rewriteText(name, (text) => JSON.stringify(edit(JSON.parse(text))));
/** Bytes of each entry, for making two of them share some. */
const offsetOf = (name) => base.indexOf(Buffer.from(name)) - 30;

/** Of kinds that version 1.0 does not know. */
const LATER_EVENTS = [
  { t: 2200, id: 'z1', sessionUpdate: '_acme/ticket', ticket: 42 },
  { t: 2210, id: 'z2', sessionUpdate: 'agent_message_chunk', content: { type: 'hologram', data: [1, 2] } },
];

/** A note at each kind of anchor; the last ones are of a kind, and have members, that nobody knows yet. */
const NOTES = [
  {
    id: 'n1',
    kind: 'note',
    time: 2100,
    event: 'x2',
    range: { line: [2, 2] },
    text: 'A figure **reads** faster.',
    author: 'Ada',
    at: '2026-01-03T09:30:00Z',
  },
  { id: 'n2', kind: 'highlight', time: 900, event: 'h1', range: { quote: 'Where is it?' } },
  { id: 'n3', kind: 'note', time: 2100, event: 'x2', range: { line: [2, 2], side: 'old' }, text: 'A word.' },
  {
    id: 'n4',
    kind: 'note',
    time: 2700,
    terminal: 'main',
    range: { row: [2, 4], column: [1, 5] },
    text: 'All of it.',
  },
  {
    id: 'n5',
    kind: 'prompt',
    time: 0,
    event: 't1',
    tags: ['wording'],
    template: 'Write [X] instead of [Y].',
  },
  { id: 'n6', kind: '_acme/vote', time: 3400, event: 'm1', score: 3 },
  { id: 'n7', kind: 'note', time: 3400, event: 'm1', text: 'Said so.', mood: 'glad' },
];

/** Anchors that readers find no place for. */
const LOST_NOTES = {
  gone: { time: 900, event: 'h9' },
  'at-another-time': { time: 901, event: 'h1' },
  'on-the-prompt-of-a-turn': { time: 0, event: 'u1' },
  'on-the-update-of-a-call': { time: 2100, event: 'e2' },
  'on-no-terminal': { time: 2700, terminal: 'other' },
};

/** Row of the conversation that the base has for its subagent. */
const CHILD = { track: 'child', start: 3300, end: 3300 };

/**
 * Verdicts: `opens` without a finding; `tolerated`, opens with these diagnostics; `warned`, opens without one, and a
 * validator accepts it with these codes; `refused`, opening or reading fails with this code before anything is shown;
 * `invalid`, opens, and a validator reports this code.
 */
const FIXTURES = [
  // ------------------------------------------------------------------------------------------ valid
  [
    'valid/every-kind.reprise',
    'opens',
    [],
    ['ZIP-7', 'ZIP-10', 'ZIP-12', 'ZIP-13', 'ZIP-14', 'ENT-1', 'TRN-3', 'CHG-4', 'TRM-2'],
    base,
  ],
  ['valid/marks.reprise', 'opens', [], ['IDX-11', 'IDX-12', 'IDX-13', 'IDX-16'], await withMarks()],
  ['valid/notes.reprise', 'opens', [], ['NTE-1', 'NTE-2', 'NTE-3', 'NTE-5'], await withNotes(NOTES)],
  ['valid/subagents.reprise', 'opens', [], ['IDX-19'], await withSubagents(CHILD)],
  ['valid/calls.reprise', 'opens', [], ['TRM-9', 'TRM-10'], await baseArchive({ call: 'c3' })],
  ['valid/transcript-only.reprise', 'opens', [], ['ENT-1'], await transcriptOnly()],
  ['valid/cuts.reprise', 'opens', [], ['RWR-10', 'RWR-14'], await withCuts()],
  // ------------------------------------------------------------------------------------- the future
  [
    'valid/from-the-future.reprise',
    'tolerated',
    ['newer-version'],
    ['EXT-1', 'MAN-6', 'ENT-5', 'TRN-3', 'EXT-2'],
    await future(),
  ],
  // ---------------------------------------------------------------------------------------- tolerant
  ...(await Promise.all(
    Object.entries(LOST_NOTES).map(async ([name, note]) => [
      `tolerant/note-without-place--${name}.reprise`,
      'warned',
      ['note-without-place'],
      ['NTE-3', 'NTE-4'],
      await withNotes([{ id: 'n1', kind: 'note', text: 'Here?', ...note }]),
    ]),
  )),
  [
    'tolerant/entry-date.reprise',
    'tolerated',
    ['entry-date'],
    ['ZIP-18', 'ZIP-12'],
    change('README.txt', { date: 0x5a21 }),
  ],
  [
    'tolerant/entry-order.reprise',
    'tolerated',
    ['entry-order', 'index-mismatch'],
    ['ZIP-18', 'ZIP-14'],
    reordered(),
  ],
  [
    'tolerant/extra-field.reprise',
    'tolerated',
    ['extra-field', 'index-mismatch'],
    ['ZIP-18', 'ZIP-11'],
    change('README.txt', { extra: Buffer.from([0x55, 0x54, 5, 0, 1, 0, 0, 0, 0]) }),
  ],
  [
    'tolerant/data-descriptor.reprise',
    'tolerated',
    ['data-descriptor'],
    ['ZIP-18', 'ZIP-10'],
    withDescriptor(),
  ],
  [
    'tolerant/entry-padding.reprise',
    'tolerated',
    ['entry-padding'],
    ['ZIP-18'],
    change('README.txt', { after: Buffer.alloc(3) }),
  ],
  [
    'tolerant/archive-comment.reprise',
    'tolerated',
    ['archive-comment', 'index-mismatch'],
    ['ZIP-6'],
    putTogether(entries(), { comment: 'made by another tool' }),
  ],
  [
    'tolerant/index-missing.reprise',
    'tolerated',
    ['index-missing'],
    ['IDX-8'],
    putTogether(entries().filter(({ name }) => name !== 'index.json')),
  ],
  [
    'tolerant/index-unreadable.reprise',
    'tolerated',
    ['index-unreadable'],
    ['IDX-8'],
    rewriteText('index.json', () => '{"version":'),
  ],
  [
    'tolerant/index-unreadable--marks-backwards.reprise',
    'tolerated',
    ['index-unreadable'],
    ['IDX-8', 'IDX-11'],
    editJson('index.json', (index) => ({
      ...index,
      marks: { time: [3000, -900], kind: ['test', 'change'] },
    })),
  ],
  [
    'tolerant/index-mismatch.reprise',
    'tolerated',
    ['digest-mismatch', 'index-mismatch'],
    ['IDX-8'],
    rewriteText('transcript/main.ndjson', (text) =>
      text.replace('Done.', 'Done, and rewritten by another tool.'),
    ),
  ],
  [
    'tolerant/invalid-record.reprise',
    'tolerated',
    ['digest-mismatch', 'invalid-record', 'index-mismatch'],
    ['SEG-10'],
    rewriteText('transcript/main.ndjson', (text) =>
      text.replace(/\n(?=.*"h1")/, '\n{"t":800,"id":"broken\n'),
    ),
  ],
  // ----------------------------------------------------------------------------------------- refused
  ['invalid/not-an-archive--empty.reprise', 'refused', ['not-an-archive'], ['ENT-1'], Buffer.alloc(0)],
  [
    'invalid/not-an-archive--text.reprise',
    'refused',
    ['not-an-archive'],
    ['ENT-1'],
    Buffer.from('{"type":"user"}\n'.repeat(20)),
  ],
  [
    'invalid/not-an-archive--other-zip.reprise',
    'refused',
    ['not-an-archive'],
    ['ENT-1', 'ZIP-13'],
    putTogether([entry('hello.txt', 'hello')]),
  ],
  [
    'invalid/entry-not-found--manifest.reprise',
    'refused',
    ['entry-not-found'],
    ['ENT-1'],
    putTogether(entries().filter(({ name }) => name !== 'manifest.json')),
  ],
  [
    'invalid/ambiguous-archive--bytes-before.reprise',
    'refused',
    ['not-an-archive', 'ambiguous-archive'],
    ['ZIP-4'],
    putTogether(entries(), { prefix: Buffer.from('#!/bin/sh\n') }),
  ],
  [
    'invalid/ambiguous-archive--bytes-after.reprise',
    'refused',
    ['ambiguous-archive'],
    ['ZIP-5'],
    putTogether(entries(), { suffix: Buffer.from('more') }),
  ],
  [
    'invalid/ambiguous-archive--duplicate-name.reprise',
    'refused',
    ['ambiguous-archive'],
    ['ZIP-9'],
    putTogether([...entries(), entry('README.txt', 'another')]),
  ],
  [
    'invalid/ambiguous-archive--duplicate-but-for-case.reprise',
    'refused',
    ['ambiguous-archive'],
    ['ZIP-9'],
    putTogether([...entries(), entry('readme.TXT', 'another')]),
  ],
  [
    'invalid/ambiguous-archive--overlap.reprise',
    'refused',
    ['ambiguous-archive'],
    ['ZIP-16'],
    putTogether([
      ...entries(),
      { ...entries()[named('README.txt')], name: 'README2.txt', offset: offsetOf('README.txt') },
    ]),
  ],
  [
    'invalid/ambiguous-archive--unexplained-bytes.reprise',
    'refused',
    ['ambiguous-archive'],
    ['ZIP-17'],
    change('README.txt', { after: Buffer.from('hidden') }),
  ],
  [
    'invalid/ambiguous-archive--local-name.reprise',
    'refused',
    ['ambiguous-archive'],
    ['ZIP-15'],
    change('transcript/main.ndjson', { local: { name: 'transcript/mine.ndjson' } }),
  ],
  [
    'invalid/ambiguous-archive--local-crc.reprise',
    'refused',
    ['ambiguous-archive'],
    ['ZIP-15'],
    change('transcript/main.ndjson', { local: { crc32: 1 } }),
  ],
  [
    'invalid/ambiguous-archive--local-method.reprise',
    'refused',
    ['ambiguous-archive'],
    ['ZIP-15'],
    change('transcript/main.ndjson', { local: { method: 0 } }),
  ],
  [
    'invalid/ambiguous-archive--encrypted.reprise',
    'refused',
    ['ambiguous-archive'],
    ['ZIP-2'],
    change('transcript/main.ndjson', { flags: 0x801 }),
  ],
  [
    'invalid/ambiguous-archive--method.reprise',
    'refused',
    ['ambiguous-archive'],
    ['ZIP-1'],
    change('transcript/main.ndjson', { method: 93 }),
  ],
  [
    'invalid/ambiguous-archive--multi-disk.reprise',
    'refused',
    ['ambiguous-archive'],
    ['ZIP-3'],
    putTogether(entries(), { end: { disk: 1 } }),
  ],
  [
    'invalid/ambiguous-archive--name-traversal.reprise',
    'refused',
    ['ambiguous-archive'],
    ['ZIP-8', 'SEC-3'],
    putTogether([...entries(), entry('../evil.txt', 'out')]),
  ],
  [
    'invalid/ambiguous-archive--name-absolute.reprise',
    'refused',
    ['ambiguous-archive'],
    ['ZIP-8', 'SEC-3'],
    putTogether([...entries(), entry('/evil.txt', 'out')]),
  ],
  [
    'invalid/truncated-archive--half.reprise',
    'refused',
    ['truncated-archive'],
    [],
    base.subarray(0, base.length >> 1),
  ],
  [
    'invalid/corrupt-entry--deflate-data.reprise',
    'refused',
    ['corrupt-entry'],
    ['ZIP-19', 'SEG-8'],
    flipped('transcript/main.ndjson'),
  ],
  [
    'invalid/corrupt-entry--manifest-crc.reprise',
    'refused',
    ['corrupt-entry'],
    ['ZIP-19'],
    change('manifest.json', { crc32: 1 }),
  ],
  [
    'invalid/corrupt-entry--bytes-behind-the-stream.reprise',
    'refused',
    ['corrupt-entry'],
    ['ZIP-21'],
    change('README.txt', (each) => ({ data: Buffer.concat([each.data, Buffer.from('hidden')]) })),
  ],
  [
    'invalid/segment-form--final-block.reprise',
    'invalid',
    ['segment-form'],
    ['SEG-2'],
    change('terminal/main.cast', ({ data }) => ({
      data: Buffer.concat([data.subarray(0, -1), Buffer.from([4])]),
    })),
  ],
  [
    'invalid/corrupt-entry--larger-than-declared.reprise',
    'refused',
    ['corrupt-entry'],
    ['ZIP-20', 'ZIP-19'],
    change('manifest.json', { size: 10 }),
  ],
  [
    'invalid/unsupported-version--2.0.reprise',
    'refused',
    ['unsupported-version'],
    ['MAN-5'],
    editJson('manifest.json', (manifest) => ({ ...manifest, version: '2.0' })),
  ],
  [
    'invalid/invalid-entry--manifest-not-json.reprise',
    'refused',
    ['invalid-entry'],
    ['MAN-1'],
    rewriteText('manifest.json', () => 'title: none'),
  ],
  [
    'invalid/invalid-entry--manifest-without-title.reprise',
    'refused',
    ['invalid-entry'],
    ['MAN-1'],
    editJson('manifest.json', ({ title: _, ...rest }) => rest),
  ],
  // ---------------------------------------------------------------- what only a validator refuses
  [
    'invalid/invalid-record--no-id.reprise',
    'invalid',
    ['invalid-record'],
    ['TRN-1'],
    await withEvent('u1', ({ id: _, ...event }) => event),
  ],
  [
    'invalid/invalid-record--no-op.reprise',
    'invalid',
    ['invalid-record'],
    ['CHG-1'],
    await withChange('x1', ({ op: _, ...event }) => event),
  ],
  [
    'invalid/invalid-record--image-inline.reprise',
    'invalid',
    ['invalid-record'],
    ['TRN-9'],
    await withEvent('u2', (event) => ({
      ...event,
      content: { type: 'image', mimeType: 'image/png', data: 'iVBORw0KGgo=' },
    })),
  ],
  [
    'invalid/invalid-record--time-fraction.reprise',
    'invalid',
    ['invalid-record'],
    ['TIME-1'],
    rewriteText('transcript/main.ndjson', (text) => text.replace('"t":900', '"t":900.5')),
  ],
  [
    'invalid/time-order--backwards.reprise',
    'invalid',
    ['time-order'],
    ['TIME-2'],
    rewriteText('transcript/main.ndjson', (text) => text.replace('"t":1100', '"t":700')),
  ],
  [
    'invalid/time-order--after-the-end.reprise',
    'invalid',
    ['time-order'],
    ['TIME-3'],
    await baseArchive({ manifest: (manifest) => ({ ...manifest, duration: 3000 }) }),
  ],
  [
    'invalid/duplicate-id--two-tracks.reprise',
    'invalid',
    ['duplicate-id'],
    ['TRN-2'],
    await withChange('x1', (event) => ({ ...event, id: 'u1' })),
  ],
  [
    'invalid/dangling-reference--change.reprise',
    'invalid',
    ['dangling-reference'],
    ['TRN-6'],
    await withContent('e2', (content) => ({ ...content, id: 'x9' })),
  ],
  [
    'invalid/dangling-reference--terminal.reprise',
    'invalid',
    ['dangling-reference'],
    ['TRN-7'],
    await withContent('s2', (content) => ({ ...content, terminalId: 'other' })),
  ],
  [
    'invalid/dangling-reference--blob.reprise',
    'invalid',
    ['dangling-reference'],
    ['ENT-3'],
    await withEvent('u2', (event) => ({ ...event, content: { ...event.content, uri: 'blobs/00.png' } })),
  ],
  [
    'invalid/dangling-reference--subagent.reprise',
    'invalid',
    ['dangling-reference'],
    ['TRN-11'],
    await withEvent('a1', (event) => ({ ...event, track: 'nobody' })),
  ],
  [
    'invalid/dangling-reference--tool-call.reprise',
    'invalid',
    ['dangling-reference'],
    ['TRN-5'],
    await withEvent('r2', (event) => ({ ...event, toolCallId: 'c9' })),
  ],
  [
    'invalid/index-mismatch--subagent-without-track.reprise',
    'invalid',
    ['index-mismatch'],
    ['IDX-19'],
    await withSubagents({ ...CHILD, track: 'nobody' }),
  ],
  [
    'invalid/index-mismatch--subagent-at-another-time.reprise',
    'invalid',
    ['index-mismatch'],
    ['IDX-19'],
    await withSubagents({ ...CHILD, end: 3400 }),
  ],
  [
    'invalid/dangling-reference--terminal-call.reprise',
    'invalid',
    ['dangling-reference'],
    ['TRM-9', 'TRM-10'],
    await baseArchive({ call: 'c9' }),
  ],
  [
    'invalid/invalid-record--calls-upwards.reprise',
    'invalid',
    ['invalid-record'],
    ['TRM-10'],
    await baseArchive({
      call: 'c3',
      screen: (keyframe) => ({ ...keyframe, calls: [...keyframe.calls, ...keyframe.calls] }),
    }),
  ],
  [
    'invalid/duplicate-id--notes.reprise',
    'invalid',
    ['duplicate-id'],
    ['NTE-1'],
    await withNotes([NOTES[0], NOTES[0]]),
  ],
  [
    'invalid/invalid-notes--no-list.reprise',
    'invalid',
    ['invalid-notes'],
    ['NTE-1', 'NTE-7'],
    await withNotes('none'),
  ],
  [
    'invalid/invalid-notes--text-too-long.reprise',
    'invalid',
    ['invalid-notes'],
    ['NTE-6'],
    await withNotes([{ ...NOTES[0], text: 'x'.repeat(10_001) }]),
  ],
  [
    'invalid/oversized-payload--text.reprise',
    'invalid',
    ['oversized-payload'],
    ['ENT-4'],
    await withEvent('m1', (event) => ({ ...event, content: { type: 'text', text: 'x'.repeat(33 * 1024) } })),
  ],
  [
    'invalid/keyframe-line--missing.reprise',
    'invalid',
    ['keyframe-line'],
    ['SEG-4'],
    rewriteText('transcript/main.ndjson', (text) => text.slice(text.indexOf('\n') + 1)),
  ],
  [
    'invalid/digest-mismatch--readme.reprise',
    'invalid',
    ['digest-mismatch'],
    ['MAN-3'],
    rewriteText('README.txt', (text) => text.replace('ordinary', 'unusual')),
  ],
  [
    'invalid/digest-missing--readme.reprise',
    'invalid',
    ['digest-missing'],
    ['MAN-3'],
    editJson('manifest.json', withoutDigest),
  ],
  [
    'invalid/track-entry--missing.reprise',
    'invalid',
    ['track-missing', 'track-entry'],
    ['MAN-2'],
    editJson('manifest.json', withAbsentTrack),
  ],
];

for (const name of ['valid', 'tolerant', 'invalid'])
  rmSync(join(folder, name), { recursive: true, force: true });
const list = FIXTURES.map(([path, verdict, codes, requirements, bytes]) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
  return { path, verdict, codes, requirements };
});
writeFileSync(
  join(folder, 'manifest.json'),
  `${JSON.stringify({ version: '1.0', fixtures: list }, null, 2)}\n`,
);
console.log(`${list.length} fixtures`);

/** The least an archive can be: a conversation of one message. */
async function transcriptOnly() {
  const writer = new ArchiveWriter({ deflater });
  const track = writer.addTrack('transcript/main.ndjson', 'transcript');
  track.cut(0, {});
  track.append({
    t: 0,
    id: 'a',
    sessionUpdate: 'agent_message_chunk',
    content: { type: 'text', text: 'Hello.' },
  });
  const sink = new BytesSink();
  await writer.finish(
    {
      title: 'Hello',
      duration: 0,
      generator: { name: 'reprise-fixtures', version: '1.0' },
      tracks: [{ id: 'main', kind: 'transcript', entry: 'transcript/main.ndjson' }],
    },
    { duration: 0, activity: [{ start: 0, end: 0 }], turns: [], files: [] },
    sink,
  );
  return Buffer.from(sink.bytes());
}

/** An index that tells where things happened; the last mark is of a kind that nobody knows yet. */
function withMarks() {
  return baseArchive({
    index: (index) => ({
      ...index,
      marks: [
        { time: 2100, kind: 'change', text: 'numbers.txt', additions: 1, deletions: 1 },
        { time: 2400, kind: 'error', text: 'npm run build: exit 1' },
        { time: 3000, kind: 'test', text: 'npm test', passed: 12, failed: 0 },
        { time: 3000, kind: 'test', text: 'make check' },
        { time: 3350, kind: 'commit', text: 'Write 2 instead of two', hash: '1a2b3c4' },
        { time: 3400, kind: 'release', text: '1.0' },
      ],
      asked: 'Write 2 instead of two.\n[image]',
      ending: 'finished',
    }),
  });
}

/** An index that lists these conversations of subagents. */
function withSubagents(...subagents) {
  return baseArchive({ index: (index) => ({ ...index, subagents }) });
}

/** The base with notes. */
function withNotes(notes) {
  return baseArchive({ entries: { 'notes.json': `${JSON.stringify({ notes }, null, 2)}\n` } });
}

/** What a later minor version may bring: entries, keys, kinds of tracks, events and content that nobody knows yet. */
async function future() {
  const later = await baseArchive({
    manifest: (manifest) => ({ ...manifest, mood: { of: 'the session' } }),
    entries: { 'audio/main.ogg': 'OggS', 'later.json': '{}' },
    transcript: (events, segment) => (segment === 0 ? [...events, ...LATER_EVENTS] : events),
  });
  const track = { id: 'main', kind: 'audio', entry: 'audio/main.ogg' };
  return putTogether(
    takeApart(later).map((each) => {
      if (each.name !== 'manifest.json') return each;
      const manifest = JSON.parse(contentOf(each).toString());
      const tracks = [...manifest.tracks, track];
      return entry('manifest.json', JSON.stringify({ ...manifest, version: '1.9', tracks }));
    }),
  );
}

function reordered() {
  const all = entries();
  return putTogether([all[0], ...all.slice(1).reverse()]);
}

function withDescriptor() {
  return change('README.txt', (each) => {
    const after = Buffer.alloc(16);
    after.writeUInt32LE(0x08074b50, 0);
    after.writeUInt32LE(each.crc32, 4);
    after.writeUInt32LE(each.data.length, 8);
    after.writeUInt32LE(each.size, 12);
    return { flags: 0x808, local: { crc32: 0, size: 0, storedSize: 0 }, after };
  });
}

function flipped(name) {
  return change(name, ({ data }) => {
    const damaged = Buffer.from(data);
    damaged[20] ^= 0xff;
    return { data: damaged };
  });
}

/** The base with one event of the transcript changed. */
function withEvent(id, edit) {
  return baseArchive({
    transcript: (events) => events.map((event) => (event.id === id ? edit(event) : event)),
  });
}

/** The base with one event of the changes changed. */
function withChange(id, edit) {
  return baseArchive({ changes: (events) => events.map((event) => (event.id === id ? edit(event) : event)) });
}

/** The base with the content of one tool call changed. */
function withContent(id, edit) {
  return withEvent(id, (event) => ({ ...event, content: event.content.map(edit) }));
}

function withoutDigest(manifest) {
  const { 'README.txt': _, ...digests } = manifest.digests;
  return { ...manifest, digests };
}

function withAbsentTrack(manifest) {
  const track = { id: 'absent', kind: 'terminal', entry: 'terminal/absent.cast' };
  return { ...manifest, tracks: [...manifest.tracks, track] };
}

/** The base of which its author has cut a read and 400 ms around it: marked where it was, and in what stays of a call. */
async function withCuts() {
  const cuts = [
    { time: 900, length: 400, messages: 1, toolCalls: 1 },
    { time: 3200, pictures: 1 },
  ];
  const mark = ({ time, ...data }, id, text) => ({ t: time, id, sessionUpdate: '_reprise/cut', text, data });
  const isCut = ({ t }) => t >= 900 && t < 1300;
  return baseArchive({
    manifest: (manifest) => ({ ...manifest, cuts }),
    transcript: (events, segment) =>
      segment === 0
        ? events.flatMap((event) =>
            event.id === 'h1'
              ? [mark(cuts[0], 'q1', 'Cut by the author: 0.4 s, 1 message, 1 call')]
              : isCut(event)
                ? []
                : [event],
          )
        : events.flatMap((event) =>
            event.id === 'k1'
              ? [mark(cuts[1], 'q3', 'Cut by the author: 1 picture'), event]
              : [event.id === 's2' ? { ...event, _meta: { reprise: { cut: true } } } : event],
          ),
  });
}
