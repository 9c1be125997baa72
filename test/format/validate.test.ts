import { describe, expect, it } from '#test';
import {
  BytesSource,
  validateArchive,
  type ChangeEvent,
  type TranscriptEvent,
  type ValidationReport,
} from '#src/format/index.ts';
import { buildArchive, type ArchiveInput } from '../helpers/archive-builder.ts';

const text = (t: number, id: string, more: object = {}): TranscriptEvent => ({
  t,
  id,
  sessionUpdate: 'agent_message_chunk',
  content: { type: 'text', text: id },
  ...more,
});

const call = (content: unknown, id = 'call'): TranscriptEvent =>
  ({
    t: 0,
    id,
    sessionUpdate: 'tool_call',
    toolCallId: id,
    title: 'x',
    content: [content],
  }) as TranscriptEvent;

async function validate(input: ArchiveInput): Promise<ValidationReport> {
  const { bytes } = await buildArchive(input);
  return validateArchive(new BytesSource(bytes));
}

async function codesOf(input: ArchiveInput): Promise<string[]> {
  return (await validate(input)).findings.map(({ code }) => code);
}

/** An archive whose transcript is these events, 100 ms long. */
const transcript = (...events: TranscriptEvent[]): ArchiveInput => ({
  transcript: [{ time: 0, keyframe: {}, events }],
  index: { duration: 100 },
});

describe('validateArchive', () => {
  it('finds nothing in what the writer writes', async () => {
    const change: ChangeEvent = { t: 5, id: 'c1', path: 'a.ts', op: 'create', text: 'x' };
    const report = await validate({
      transcript: [
        {
          time: 0,
          keyframe: {},
          events: [
            { t: 0, id: 'turn1', sessionUpdate: '_reprise/turn' },
            call({ type: '_reprise/change', id: 'c1', path: 'a.ts', additions: 1, deletions: 0 }),
          ],
        },
        { time: 50, keyframe: { mode: 'plan' }, events: [text(50, 'e2')] },
      ],
      changes: [{ time: 0, keyframe: { files: {} }, events: [change] }],
      terminal: [
        { time: 0, events: [{ t: 50, code: 'o', data: 'a' }] },
        { time: 60, keyframe: { cols: 80, rows: 24, data: 'a' }, events: [{ t: 70, code: 'x', data: '0' }] },
      ],
      blobs: [[new Uint8Array(1000), 'bin']],
      entries: { 'notes.json': '{"notes":[]}' },
      index: {
        duration: 100,
        turns: [{ time: 0, id: 'turn1', excerpt: 'hi', toolCalls: 1, changes: 1, errors: 0 }],
      },
    });

    expect(report.findings).to.deep.equal([]);
    expect(report.valid).to.equal(true);
    expect(report.counts).to.include({ entries: 9, segments: 5, events: 6 });
  });

  it('reports events that break their schema', async () => {
    expect(await codesOf(transcript(text(0, 'e1', { content: { type: 'text' } })))).to.deep.equal([
      'invalid-record',
    ]);
    expect(await codesOf(transcript(text(0, 'e1', { _meta: { reprise: { record: -1 } } })))).to.deep.equal([
      'invalid-record',
    ]);
    expect(await codesOf(transcript(text(0, '', {})))).to.deep.equal(['invalid-record']);
  });

  it('accepts kinds, keys and blocks of later versions where they are allowed', async () => {
    const future = { t: 0, id: 'e1', sessionUpdate: '_acme/ticket', number: 7, __proto__: null };

    expect(await codesOf(transcript(future as unknown as TranscriptEvent))).to.deep.equal([]);
  });

  it('reports ids that occur twice', async () => {
    expect(await codesOf(transcript(text(0, 'e1'), text(1, 'e1')))).to.deep.equal(['duplicate-id']);
  });

  it('reports references that lead nowhere', async () => {
    const digest = '0'.repeat(64);
    const image = { type: 'image', mimeType: 'image/png', uri: `blobs/${digest}.png` };
    const terminal = { type: 'terminal', terminalId: 'gone', _meta: { reprise: { start: 0, end: 1 } } };
    const change = { type: '_reprise/change', id: 'gone', path: 'a', additions: 0, deletions: 0 };
    for (const content of [{ type: 'content', content: image }, terminal, change]) {
      expect(await codesOf(transcript(call(content)))).to.deep.equal(['dangling-reference']);
    }
    const child: TranscriptEvent = { t: 0, id: 's', sessionUpdate: '_reprise/subagent', track: 'gone' };
    expect(await codesOf(transcript(child))).to.deep.equal(['dangling-reference']);
    const update: TranscriptEvent = { t: 0, id: 'u', sessionUpdate: 'tool_call_update', toolCallId: 'gone' };
    expect(await codesOf(transcript(update))).to.deep.equal(['dangling-reference']);
    expect(
      await codesOf({ ...transcript(), manifest: { chapters: [{ time: 0, title: 'x', event: 'gone' }] } }),
    ).to.deep.equal(['dangling-reference']);
  });

  it('lets links lead out of the archive', async () => {
    const link = { type: 'resource_link', uri: 'https://example.com/', name: 'x' };

    expect(await codesOf(transcript(call({ type: 'content', content: link })))).to.deep.equal([]);
  });

  it('reports times after the end of the session', async () => {
    expect(await codesOf(transcript(text(101, 'e1')))).to.deep.equal(['time-order']);
  });

  it('reports payloads that belong in a blob', async () => {
    const long = text(0, 'e1', { content: { type: 'text', text: 'x'.repeat(32 * 1024 + 1) } });
    const report = await validate(transcript(long));

    expect(report.findings.map(({ code }) => code)).to.deep.equal(['oversized-payload']);
    expect(report.valid).to.equal(false);
  });

  it('reports an index whose turns are not those of the transcript', async () => {
    expect(await codesOf(transcript({ t: 0, id: 't1', sessionUpdate: '_reprise/turn' }))).to.deep.equal([
      'index-mismatch',
    ]);
  });

  it('reports tracks that are not where they should be', async () => {
    const input = transcript(text(0, 'e1'));
    const tracks = [{ id: 'other', kind: 'transcript' as const, entry: 'transcript/main.ndjson' }];

    expect(await codesOf({ ...input, manifest: { tracks } })).to.deep.equal(['track-entry']);
    expect(await codesOf({ ...input, manifest: { tracks: [] } })).to.include('track-entry');
  });

  it('reports at most fifty findings of a code, and how many more there are', async () => {
    const report = await validate(
      transcript(...Array.from({ length: 60 }, (_, index) => text(200, `e${index}`))),
    );

    expect(report.findings).to.have.length(50);
    expect(report.findings.at(-1)?.message).to.contain('10 more');
  });

  it('reports a file that is no archive instead of throwing', async () => {
    const report = await validateArchive(new BytesSource(new TextEncoder().encode('<!doctype html>')));

    expect(report.valid).to.equal(false);
    expect(report.findings.map(({ code }) => code)).to.deep.equal(['not-an-archive']);
    expect(report.manifest).to.equal(undefined);
  });
});
