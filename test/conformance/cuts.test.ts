import { readProjectFile } from '#fixtures';
import { describe, expect, it } from '#test';
import { ArchiveReader, BytesSource } from '#src/format/index.ts';
import { TranscriptState } from '#src/state/index.ts';

describe('an archive that its author has cut', () => {
  it('says how much and where, in the manifest and in the conversation [RWR-10]', async () => {
    const bytes = await readProjectFile('spec/conformance/valid/cuts.reprise');
    const reader = await ArchiveReader.open(new BytesSource(bytes));
    await reader.directory;
    const state = new TranscriptState();
    for (const index of reader.segments('transcript/main.ndjson').keys())
      for (const event of (await reader.readSegment<'transcript'>('transcript/main.ndjson', index)).events)
        state.apply(event);

    const marks = state.items.flatMap((item) =>
      item.type === 'notice' && item.notice === 'cut' ? [{ time: item.time, ...item.data }] : [],
    );
    expect(marks).to.deep.equal(reader.manifest.cuts);
    // A call that stays, of which part was taken out, says so as well.
    const calls = state.items.flatMap((item) => (item.type === 'tool' ? [[item.id, item.cut]] : []));
    expect(calls).to.deep.include(['s1', true]);
    expect(calls.filter(([, cut]) => cut)).to.have.length(1);
  });
});
