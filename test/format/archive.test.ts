import { describe, expect, it } from '#test';
import { ArchiveReader, BytesSource, type TranscriptEvent } from '#src/format/index.ts';
import { buildArchive } from '../helpers/archive-builder.ts';

const message = (t: number, id: string, text: string): TranscriptEvent => ({
  t,
  id,
  sessionUpdate: 'agent_message_chunk',
  content: { type: 'text', text },
});

describe('an archive', () => {
  it('gives back what was written', async () => {
    const events = [message(10, 'e1', 'hello'), message(20, 'e2', 'wörld \ud800')];
    const { bytes, manifest } = await buildArchive({
      transcript: [
        { time: 0, keyframe: {}, events },
        { time: 30, keyframe: { mode: 'plan' }, events: [message(40, 'e3', 'x')] },
      ],
      terminal: [
        { time: 0, events: [{ t: 1500, code: 'o', data: 'a' }] },
        {
          time: 1500,
          keyframe: { cols: 80, rows: 24, data: 'A' },
          events: [{ t: 1501, code: 'o', data: 'b' }],
        },
      ],
      blobs: [[new TextEncoder().encode('blob '.repeat(100)), 'txt']],
      entries: { 'notes.json': '{}' },
      index: { duration: 1501 },
    });

    const reader = await ArchiveReader.open(new BytesSource(bytes));
    const directory = await reader.directory;

    expect(reader.manifest).to.deep.equal(manifest);
    expect(reader.indexRebuilt).to.equal(false);
    expect(reader.diagnostics).to.deep.equal([]);
    expect([...directory.keys()].slice(0, 6)).to.deep.equal([
      'mimetype',
      'README.txt',
      'manifest.json',
      'index.json',
      'transcript/main.ndjson',
      'terminal/main.cast',
    ]);
    const first = await reader.readSegment<'transcript'>('transcript/main.ndjson', 0);
    expect(first).to.deep.equal({ kind: 'transcript', index: 0, time: 0, keyframe: {}, events });
    const second = await reader.readSegment<'terminal'>('terminal/main.cast', 1);
    expect(second.events).to.deep.equal([{ t: 1501, code: 'o', data: 'b' }]);
    expect(second.time).to.equal(1500);
    expect(await reader.readText('notes.json')).to.equal('{}');
  });
});
