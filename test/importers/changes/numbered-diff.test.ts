import { describe, expect, it } from '#test';
import { parseNumberedDiff } from '#src/importers/changes/numbered-diff.ts';

describe('parseNumberedDiff', () => {
  it('begins a hunk where lines were passed over, and counts on what came before', () => {
    const diff = [
      '   1 one',
      '-  2 two',
      '+  2 two and',
      '+  3 a half',
      '   3 three',
      '     ...',
      '  40 forty',
      '- 41 forty-one',
    ].join('\n');

    expect(parseNumberedDiff(diff)).to.deep.equal([
      {
        oldStart: 1,
        oldLines: 3,
        newStart: 1,
        newLines: 4,
        lines: [' one', '-two', '+two and', '+a half', ' three'],
      },
      { oldStart: 40, oldLines: 2, newStart: 41, newLines: 1, lines: [' forty', '-forty-one'] },
    ]);
  });

  it('puts lines that are only added behind the line before them', () => {
    expect(parseNumberedDiff('+8 new')).to.deep.equal([
      { oldStart: 7, oldLines: 0, newStart: 8, newLines: 1, lines: ['+new'] },
    ]);
  });

  it('keeps blanks and empty lines as they are', () => {
    const [hunk] = parseNumberedDiff(' 1   indented\n-2 \n+2  x');

    expect(hunk?.lines).to.deep.equal(['   indented', '-', '+ x']);
  });

  it('has no hunk of what is no such diff', () => {
    expect(parseNumberedDiff('--- a/x\n+++ b/x\nplain words')).to.deep.equal([]);
    expect(parseNumberedDiff(' 1 nothing changed')).to.deep.equal([]);
  });
});
