import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { applyChunks } from '#src/importers/changes/apply-chunks.ts';
import { parseApplyPatch } from '#src/importers/changes/apply-patch.ts';
import type { PatchChunk } from '#src/importers/changes/apply-patch.ts';
import { aider } from '#src/importers/tools/aider/importer.ts';
import { SessionWriter } from '#src/importers/records/session-writer.ts';
import { widenHunks } from '#src/importers/changes/widen-hunks.ts';
import { sourceOf } from '../helpers/import-sources.ts';
import { workOf, workOfAsync } from '../helpers/work.ts';

/** What twice as much may take: the rest is for what is done once. */
const TWICE = 2.2;

/** Comparisons that a search may take, as the sources have it; a comparison runs up to three blocks. */
const MAX_STEPS = 5_000_000;

describe('the work of reading a history of Aider', () => {
  const start = '# aider chat started at 2026-06-01 10:00:00\n\n#### go  \n\n';
  const cases: Readonly<Record<string, (count: number) => string>> = {
    'fences that open': (count) => '```js\n'.repeat(count),
    'edits that begin': (count) => 'a.js\n```js\n<<<<<<< SEARCH\n'.repeat(count),
    'edits without a fence': (count) => '<<<<<<< SEARCH\n=======\n>>>>>>> REPLACE\n'.repeat(count),
    rulers: (count) => '---\n\n'.repeat(count),
    'messages of the program': (count) => '> x  \n\n'.repeat(count),
    'edits that were applied': (count) => '> Applied edit to f.js  \n'.repeat(count),
    turns: (count) => '#### y  \n\nz\n\n'.repeat(count),
    // They are none within a fence that holds a block.
    'fences within a fence': (count) => `${'```js\n'.repeat(count)}<<<<<<< SEARCH\n`,
  };
  for (const [what, textOf] of Object.entries(cases)) {
    it(`grows as the history does: ${what}`, async () => {
      const work = async (count: number): Promise<number> => {
        const events: SessionEvent[] = [];
        const taken = await workOfAsync(async () => {
          for await (const event of aider.import(sourceOf(start + textOf(count)))) events.push(event);
        });
        expect(events.at(-1)).to.have.nested.property('fidelity.unreadable', 0);
        return taken;
      };
      // The first time some things are done once for all.
      await work(100);

      expect((await work(2000)) / (await work(1000))).to.be.below(TWICE);
    });
  }
});

describe('the work of writing calls', () => {
  const work = (count: number, isAnswered: boolean): number =>
    workOf(() => {
      const writer = new SessionWriter();
      for (let index = 0; index < count; index++) {
        if (!isAnswered) writer.survey.call('same', false);
        writer.call({ id: 'same', name: '', description: { title: 'x', kind: 'other', locations: [] } });
      }
      writer.interruptAll();
      expect(writer.drain()).to.have.length(2 * count);
    });
  for (const isAnswered of [true, false]) {
    it(`grows as they do where all have one id, ${isAnswered ? 'answered' : 'not answered'}`, () => {
      work(100, isAnswered);

      expect(work(2000, isAnswered) / work(1000, isAnswered)).to.be.below(TWICE);
    });
  }
});

describe('the work of a patch as models write it', () => {
  const cases: Readonly<Record<string, (count: number) => string>> = {
    chunks: (count) => `*** Update File: a\n@@\n${'-a\n+a\n@@\n'.repeat(count)}`,
    files: (count) => '*** Delete File: a\n'.repeat(count),
    'marks on one line': (count) => '@@ '.repeat(count),
  };
  for (const [what, bodyOf] of Object.entries(cases)) {
    it(`grows as the patch does: ${what}`, () => {
      const work = (count: number): number =>
        workOf(() => parseApplyPatch(`*** Begin Patch\n${bodyOf(count)}`));
      work(100);

      expect(work(4000) / work(2000)).to.be.below(TWICE);
    });
  }

  function chunksOf(body: string): readonly PatchChunk[] {
    return parseApplyPatch(`*** Begin Patch\n*** Update File: a\n@@\n${body}*** End Patch`)[0]!.chunks;
  }

  it('is bounded where its chunks are looked for in a text', () => {
    const text = 'a\n'.repeat(30_000);
    const chunks = chunksOf(`${' a\n'.repeat(15_000)}-b\n+c\n`);

    const work = workOf(() => {
      expect(applyChunks(text, chunks)).to.equal(undefined);
    });

    expect(work).to.be.within(MAX_STEPS, 3 * MAX_STEPS);
  });

  it('is bounded where hunks are looked for in its chunks', () => {
    const chunks = chunksOf('-a\n'.repeat(20_000));
    const lines = [...Array<string>(9999).fill('-a'), '-b'];
    const long = { oldStart: 1, oldLines: 10_000, newStart: 1, newLines: 0, lines };

    const work = workOf(() => {
      expect(widenHunks(Array<typeof long>(50).fill(long), chunks)).to.have.length(50);
    });

    expect(work).to.be.within(MAX_STEPS, 3 * MAX_STEPS);
  });
});
