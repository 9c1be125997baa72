import { diffWordsWithSpace } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { findWords, MAX_BLOCK_CHARACTERS } from '#src/elements/diff-view/word-ranges.ts';
import type { WordRange } from '#src/elements/diff-view/word-ranges.ts';

/** Lines with their marked words in brackets. */
function marked(lines: readonly string[], ranges: readonly (readonly WordRange[])[]): string[] {
  return lines.map((line, index) =>
    [...(ranges[index] ?? [])]
      .reverse()
      .reduce(
        (text, { start, end }) => `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`,
        line,
      ),
  );
}

const find = (before: string[], after: string[]) => findWords(before, after, diffWordsWithSpace);

describe('findWords', () => {
  it('marks the words that changed, over lines', () => {
    const before = ['  const token = await refreshToken();'];
    const after = [
      '  const token = await (pending ??= refreshToken()',
      '    .finally(() => { pending = undefined; }));',
    ];

    const words = find(before, after)!;

    expect(marked(after, words.after)).to.deep.equal([
      '  const token = await [(pending ??= ]refreshToken()',
      '    [.finally(() => { pending = undefined; }))];',
    ]);
    expect(marked(before, words.before)).to.deep.equal(before);
  });

  it('marks words that only a space parts as one', () => {
    const words = find(['let one two = 3;'], ['let four five = 3;'])!;

    expect(marked(['let four five = 3;'], words.after)).to.deep.equal(['let [four five] = 3;']);
  });

  it('marks nothing in what was rewritten', () => {
    expect(find(['alpha beta gamma'], ['delta epsilon zeta'])).to.equal(undefined);
  });

  it('keeps within its limits', () => {
    const long = 'a'.repeat(MAX_BLOCK_CHARACTERS + 1);
    const many = 'a b '.repeat(1_001);
    const never = () => expect.fail('compared in spite of its size');

    expect(findWords([long], ['b'], never)).to.equal(undefined);
    expect(findWords([many], [many], never)).to.equal(undefined);
  });

  it('marks ranges inside their lines, in order, for any lines', () => {
    const lines = fc.array(
      fc.string({ unit: fc.constantFrom('a', 'b', ' ', '(', ';', '😀'), maxLength: 20 }),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const words = find(before, after);
        for (const [own, all] of [
          [before, words?.before ?? []],
          [after, words?.after ?? []],
        ] as const) {
          all.forEach((ranges, index) => {
            let position = 0;
            for (const { start, end } of ranges) {
              expect(start).to.be.at.least(position);
              expect(end).to.be.above(start);
              position = end;
            }
            expect(position).to.be.at.most(own[index]!.length);
          });
          if (words) expect(all).to.have.length(own.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
