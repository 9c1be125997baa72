import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { findBlocks, ignoreSpaces, toSplitRows } from '#src/elements/diff-view/diff-blocks.ts';
import { buildRows, wholeHunk } from '#src/elements/diff-view/diff-rows.ts';
import type { DiffRow, LineRow } from '#src/elements/diff-view/diff-rows.ts';
import { applyPatch, createHunks } from '#src/state/files/index.ts';
import { diffArrays } from 'diff';

const text = fc
  .tuple(fc.array(fc.constantFrom('a', 'b', 'c', '  a', ''), { maxLength: 40 }), fc.boolean())
  .map(([lines, closed]) => lines.join('\n') + (closed && lines.length > 0 ? '\n' : ''));

const linesOf = (value: string): string[] => {
  const lines = value.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
};
const isLine = (row: DiffRow): row is LineRow => row.kind !== 'gap';

describe('buildRows', () => {
  it('numbers every line as it stands in the two texts', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const [oldLines, newLines] = [linesOf(before), linesOf(after)];
        for (const row of buildRows(createHunks(before, after)).filter(isLine)) {
          if (row.oldNumber !== undefined) expect(oldLines[row.oldNumber - 1]).to.equal(row.text);
          if (row.newNumber !== undefined) expect(newLines[row.newNumber - 1]).to.equal(row.text);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('shows both texts whole when every gap is opened, and says how much is hidden when not', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const hunks = createHunks(before, after);
        if (hunks.length === 0) return;
        const opened = new Map(Array.from({ length: hunks.length + 1 }, (_, index) => [index, 1_000]));
        const lines = linesOf(before);
        const all = buildRows(hunks, { before: lines, opened }).filter(isLine);

        expect(all.filter(({ kind }) => kind !== 'add').map((row) => row.text)).to.deep.equal(lines);
        expect(all.filter(({ kind }) => kind !== 'delete').map((row) => row.text)).to.deep.equal(
          linesOf(after),
        );
        expect(new Set(all.map(({ key }) => key)).size).to.equal(all.length);

        const folded = buildRows(hunks, { before: lines });
        const hidden = folded.reduce((sum, row) => sum + (row.kind === 'gap' ? (row.hidden ?? 0) : 0), 0);
        expect(hidden + folded.filter((row) => isLine(row) && row.kind !== 'add').length).to.equal(
          lines.length,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('stops after as many rows as were asked for, within a hunk and between two', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `line ${index}\n`);
    const changed = lines.map((line, index) => (index === 5 || index === 50 ? 'changed\n' : line));
    const hunks = createHunks(lines.join(''), changed.join(''));
    const all = buildRows(hunks);

    for (let limit = 0; limit <= all.length + 1; limit += 1)
      expect(buildRows(hunks, { limit })).to.deep.equal(all.slice(0, limit));
  });

  it('gives no numbers where the place is not known', () => {
    const [hunk] = createHunks('a\nb\n', 'a\nc\n');

    const rows = buildRows([{ ...hunk!, oldStart: 0, newStart: 0 }]);

    expect(
      rows.filter(isLine).every((row) => row.oldNumber === undefined && row.newNumber === undefined),
    ).to.equal(true);
  });

  it('tells what a hunk is inside of by its own context first', () => {
    const hunk = { oldStart: 8, oldLines: 3, newStart: 8, newLines: 3, section: 'function before() {' };

    const named = buildRows([{ ...hunk, lines: [' function own() {', '   x', '-  a', '+  b'] }]);
    const above = buildRows([{ ...hunk, lines: ['   x', '-  a', '+  b'] }]);

    expect(named[0]).to.include({ kind: 'gap', section: 'function own() {' });
    expect(above[0]).to.include({ kind: 'gap', section: 'function before() {', hidden: 7 });
  });

  it('hides carriage returns that every line has, and shows those that came or went', () => {
    const same = buildRows(createHunks('a\r\nb\r\n', 'a\r\nc\r\n')).filter(isLine);
    const mixed = buildRows(createHunks('a\nb\n', 'a\nb\r\n')).filter(isLine);

    expect(same.map((row) => row.text)).to.deep.equal(['a', 'b', 'c']);
    expect(mixed.map((row) => row.text)).to.deep.equal(['a', 'b', 'b\r']);
  });

  it('does not take the counts of a header for how many lines there are', () => {
    const rows = buildRows([
      { oldStart: 1, oldLines: 999_999_999, newStart: 1, newLines: 999_999_999, lines: ['-a'] },
    ]);

    expect(rows).to.have.length(1);
  });
});

describe('wholeHunk', () => {
  it('is the patch from nothing, and to nothing', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(applyPatch('', wholeHunk(value, 'add'))).to.equal(value);
        expect(applyPatch(value, wholeHunk(value, 'delete'))).to.equal('');
      }),
      { numRuns: 200 },
    );
  });
});

describe('toSplitRows', () => {
  it('keeps every line of both sides in order', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const rows = buildRows(createHunks(before, after));
        const split = toSplitRows(rows).flatMap((row) => (row.kind === 'pair' ? [row] : []));

        expect(split.flatMap(({ left }) => left ?? [])).to.deep.equal(
          rows.filter((row) => isLine(row) && row.kind !== 'add'),
        );
        expect(split.flatMap(({ right }) => right ?? [])).to.deep.equal(
          rows.filter((row) => isLine(row) && row.kind !== 'delete'),
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('ignoreSpaces', () => {
  it('leaves no change that is white space alone, and every other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const rows = buildRows(createHunks(before, after));
        const kept = ignoreSpaces(rows, (a, b, options) => diffArrays(a, b, options));
        const newLines = (list: readonly DiffRow[]): string[] =>
          list.flatMap((row) => (isLine(row) && row.kind !== 'delete' ? [row.text] : []));

        expect(newLines(kept)).to.deep.equal(newLines(rows));
        for (const { deleted, added } of findBlocks(kept)) {
          const squeeze = (line: LineRow): string => line.text.replace(/\s+/g, '');
          const removed = new Set(deleted.map(squeeze));
          if (deleted.length === 1 && added.length === 1)
            expect(removed.has(squeeze(added[0]!))).to.equal(false);
        }
      }),
      { numRuns: 200 },
    );
  });
});
