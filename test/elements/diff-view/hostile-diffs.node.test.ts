import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diffArrays, diffWordsWithSpace } from 'diff';
import { describe, expect, it } from '#test';
import { findBlocks, ignoreSpaces, toSplitRows } from '#src/elements/diff-view/diff-blocks.ts';
import { buildRows } from '#src/elements/diff-view/diff-rows.ts';
import { findWords } from '#src/elements/diff-view/word-ranges.ts';
import { applyPatch, createPatch, parsePatch } from '#src/state/files/index.ts';
import { hostileFolder } from '../../helpers/corpus.ts';
import { workOf } from '../../helpers/work.ts';

interface HostileDiff {
  readonly id: string;
  readonly name: string;
  readonly parts: readonly (readonly [string, number])[];
}

const folder = hostileFolder();
const cases = folder
  ? readFileSync(join(folder, 'diff/diffs.ndjson'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as HostileDiff)
  : [];

/** As `MAX_ROWS` of the diff view, which cannot be imported without a page. */
const SHOWN = 500;

/** Blocks of code that showing a diff may run, whatever its length, and for each of its characters. */
const FIXED = 10_000;
const PER_CHARACTER = 6;

describe(
  'hostile diffs',
  { skip: folder ? false : 'no hostile folder: set REPRISE_HOSTILE to run this test' },
  () => {
    for (const { id, name, parts } of cases) {
      it(`are shown with work in proportion to their length: ${id} ${name}`, () => {
        const whole = parts.map(([part, count]) => part.repeat(count)).join('');
        // An archive holds hunks without the lines before them.
        const start = whole.indexOf('@@');
        for (const patch of [whole, start < 0 ? whole : whole.slice(start)]) {
          const work = workOf(() => {
            const hunks = parsePatch(patch);
            const rows = buildRows(hunks ?? [], { limit: SHOWN });
            toSplitRows(rows);
            ignoreSpaces(rows, diffArrays);
            for (const { deleted, added } of findBlocks(rows)) {
              findWords(
                deleted.map(({ text }) => text),
                added.map(({ text }) => text),
                diffWordsWithSpace,
              );
            }
            applyPatch('a\n', patch);
            expect(rows.length).to.be.at.most(SHOWN);
          });
          expect(work).to.be.below(FIXED + PER_CHARACTER * patch.length);
        }
      });
    }

    it('are computed with bounded work when two large texts differ throughout', () => {
      const before = 'x\ny\n'.repeat(50_000);
      const work = workOf(() => {
        const patch = createPatch(before, 'y\nx\n'.repeat(50_000) + 'end');

        expect(patch).to.not.equal('');
      });
      expect(work).to.be.below(PER_CHARACTER * 2 * before.length);
    });
  },
);
