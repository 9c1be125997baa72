import { readProjectFile } from '#fixtures';
import { describe, expect, it } from '#test';
import { ArchiveReader, BytesSource } from '#src/format/index.ts';

describe('marks of an archive', () => {
  it('are read from the head, without those of a later version [IDX-11] [IDX-16]', async () => {
    const archive = await readProjectFile('spec/conformance/valid/marks.reprise');
    const { index, indexRebuilt } = await ArchiveReader.open(new BytesSource(archive));

    expect(indexRebuilt).to.equal(false);
    expect(index.marks).to.deep.equal([
      { time: 2100, kind: 'change', text: 'numbers.txt', additions: 1, deletions: 1 },
      { time: 2400, kind: 'error', text: 'npm run build: exit 1' },
      { time: 3000, kind: 'test', text: 'npm test', passed: 12, failed: 0 },
      { time: 3000, kind: 'test', text: 'make check' },
      { time: 3350, kind: 'commit', text: 'Write 2 instead of two', hash: '1a2b3c4' },
    ]);
    expect(index.asked).to.equal('Write 2 instead of two.\n[image]');
    expect(index.ending).to.equal('finished');
  });
});
