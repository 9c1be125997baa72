import fc from 'fast-check';
import { describe, expect, it } from '#test';
import {
  applyPatch,
  countChanges,
  createHunks,
  createPatch,
  parsePatch,
  reversePatch,
} from '#src/state/files/index.ts';

const RUNS = { numRuns: 500 };

/** Texts that differ in what patches get wrong: line ends, missing final newlines, odd characters. */
const line = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'b',
    '-a',
    '+a',
    '--- a',
    '+++ b',
    '@@ -1 +1 @@',
    '\\ No newline',
    '\t',
    '\r',
    'x\r',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom('\ud83d', '\udc00', '\u2028', '😀', '\0'),
);
const text = fc
  .tuple(fc.array(line, { maxLength: 30 }), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean())
  .map(([lines, end, closed]) => lines.join(end) + (closed ? end : ''));

describe('createPatch', () => {
  it('gives a patch that leads from any text to any other', () => {
    fc.assert(
      fc.property(text, text, fc.constantFrom(0, 1, 3, Infinity), (before, after, context) => {
        expect(applyPatch(before, createPatch(before, after, { context }))).to.equal(after);
      }),
      RUNS,
    );
  });

  it('still does when the texts differ by more than the search may cost', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(applyPatch(before, createPatch(before, after, { maxEditLength: 1 }))).to.equal(after);
      }),
      RUNS,
    );
  });

  it('writes hunks as git does', () => {
    const before = Array.from({ length: 20 }, (_, index) => `line ${index + 1}\n`).join('');
    const after = before
      .replace('line 2\n', 'LINE 2\n')
      .replace('line 12\n', '')
      .replace('line 20\n', 'line 20');

    expect(createPatch(before, after)).to.equal(
      '@@ -1,5 +1,5 @@\n line 1\n-line 2\n+LINE 2\n line 3\n line 4\n line 5\n' +
        '@@ -9,7 +9,6 @@ line 8\n line 9\n line 10\n line 11\n-line 12\n line 13\n line 14\n line 15\n' +
        '@@ -17,4 +16,4 @@ line 16\n line 17\n line 18\n line 19\n-line 20\n+line 20\n\\ No newline at end of file\n',
    );
    expect(createPatch('', 'a\n')).to.equal('@@ -0,0 +1 @@\n+a\n');
    expect(createPatch('a\nb\n', '')).to.equal('@@ -1,2 +0,0 @@\n-a\n-b\n');
    expect(createPatch('same', 'same')).to.equal('');
  });

  it('joins changes whose contexts touch, and no others', () => {
    const hunks = (between: number) => {
      const same = Array.from({ length: between }, (_, index) => `same ${index}\n`).join('');
      return createHunks(`a\n${same}b\n`, `A\n${same}B\n`, { context: 3 });
    };

    expect(hunks(6)).to.have.length(1);
    expect(hunks(7)).to.have.length(2);
  });

  it('keeps carriage returns in their lines', () => {
    expect(createPatch('a\r\nb\rc\r\n', 'a\r\nb\rd\r\n')).to.equal(
      '@@ -1,2 +1,2 @@\n a\r\n-b\rc\r\n+b\rd\r\n',
    );
  });

  it('replaces everything when two large texts have little in common, within its bound', () => {
    const before = Array.from({ length: 20_000 }, (_, index) => `old ${index}\n`).join('');
    const after = Array.from({ length: 20_000 }, (_, index) => `new ${index}\n`).join('');

    const hunks = createHunks(before, after);

    expect(hunks).to.have.length(1);
    expect(countChanges(hunks)).to.deep.equal({ additions: 20_000, deletions: 20_000 });
  });
});

describe('applyPatch', () => {
  it('refuses a patch whose lines, numbers or counts do not fit', () => {
    const source = 'a\nb\nc\n';

    expect(applyPatch(source, '@@ -2 +2 @@\n-b\n+B\n')).to.equal('a\nB\nc\n');
    expect(applyPatch(source, '@@ -1 +1 @@\n-b\n+B\n')).to.equal(undefined);
    expect(applyPatch(source, '@@ -2 +3 @@\n-b\n+B\n')).to.equal(undefined);
    expect(applyPatch(source, '@@ -2,2 +2 @@\n-b\n+B\n')).to.equal(undefined);
    expect(applyPatch(source, '@@ -2 +2,9999 @@\n-b\n+B\n')).to.equal(undefined);
    expect(applyPatch(source, '@@ -2 +2 @@\n-b \n+B\n')).to.equal(undefined);
    expect(applyPatch(source, '@@ -9 +9 @@\n-b\n+B\n')).to.equal(undefined);
    expect(applyPatch(source, '@@ -3 +3 @@\n-c\n\\ No newline at end of file\n+C\n')).to.equal(undefined);
    expect(applyPatch(source, '@@ -1 +1 @@\n-a\n+A\n\\ No newline at end of file\n')).to.equal(undefined);
    expect(applyPatch(source, 'b\n')).to.equal(undefined);
  });

  it('refuses hunks out of order', () => {
    expect(applyPatch('a\nb\n', '@@ -2 +2 @@\n-b\n+B\n@@ -1 +1 @@\n-a\n+A\n')).to.equal(undefined);
  });
});

describe('parsePatch', () => {
  it('reads what formatPatch wrote, with the section behind the numbers', () => {
    expect(parsePatch('@@ -1,2 +3 @@ fn main()\n a\n-b\n')).to.deep.equal([
      { oldStart: 1, oldLines: 2, newStart: 3, newLines: 1, section: 'fn main()', lines: [' a', '-b'] },
    ]);
    expect(parsePatch('@@ -1 +1 @@\n-- a\n')?.[0]?.lines).to.deep.equal(['-- a']);
    expect(parsePatch('')).to.deep.equal([]);
  });

  it('gives nothing for what is no patch', () => {
    expect(parsePatch('hello')).to.equal(undefined);
    expect(parsePatch('@@ -1 +1 @@\nhello\n')).to.equal(undefined);
    expect(parsePatch('@@ -99999999999999999999 +1 @@\n a\n')).to.equal(undefined);
  });
});

describe('reversePatch', () => {
  it('undoes any patch', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const reversed = reversePatch(createPatch(before, after));

        expect(applyPatch(after, reversed!)).to.equal(before);
      }),
      RUNS,
    );
  });
});
