import { readProjectFile } from '#fixtures';
import { describe, expect, it } from '#test';
import { ArchiveReader, BytesSource, hasNotes, readNotes } from '#src/format/index.ts';

describe('notes of an archive', () => {
  it('are read at each kind of anchor, without those of a later version [NTE-1] [NTE-5]', async () => {
    const archive = await readProjectFile('spec/conformance/valid/notes.reprise');
    const reader = await ArchiveReader.open(new BytesSource(archive));

    expect(hasNotes(reader.manifest)).to.equal(true);
    const { notes, diagnostics } = readNotes(await reader.readEntry('notes.json'));
    expect(diagnostics).to.deep.equal([]);
    expect(notes.map(({ id, kind, time, range }) => ({ id, kind, time, range }))).to.deep.equal([
      { id: 'n5', kind: 'prompt', time: 0, range: undefined },
      { id: 'n2', kind: 'highlight', time: 900, range: { quote: 'Where is it?' } },
      { id: 'n1', kind: 'note', time: 2100, range: { line: [2, 2] } },
      { id: 'n3', kind: 'note', time: 2100, range: { line: [2, 2], side: 'old' } },
      { id: 'n4', kind: 'note', time: 2700, range: { row: [2, 4], column: [1, 5] } },
      { id: 'n7', kind: 'note', time: 3400, range: undefined },
    ]);
  });
});
