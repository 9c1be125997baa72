import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '#test';
import { tools } from '#src/importers/index.ts';
import { sourceOf } from '../helpers/import-sources.ts';
import { checkOrder, collectOrRefuse, fidelityOf } from '../helpers/import-suite.ts';
import { textsOf } from '../helpers/tool-suite.ts';
import { projectPath } from '../helpers/project-path.ts';

/** Cuts of a last line that are tried, at least; a short one is cut at every byte. */
const CUTS = 24;

/** A tool writes a line at its own pace: whoever reads meanwhile finds the beginning of it. */
describe('a log whose last line is half written', () => {
  const root = projectPath('test/fixtures/importers');
  for (const tool of tools) {
    for (const name of linesIn(join(root, tool.id)))
      it(`keeps what stands before it: ${tool.id} ${name}`, async () => {
        const importer = await tool.load();
        const bytes = new Uint8Array(readFileSync(join(root, tool.id, name)));
        const start = bytes.lastIndexOf(0x0a, bytes.length - 2) + 1;
        const before = await collectOrRefuse(importer, sourceOf(bytes.subarray(0, start), { name }));
        if (!before) return;
        const [printed, ...said] = textsOf(before);
        const { records } = fidelityOf(before);
        const step = Math.max(1, Math.floor((bytes.length - start) / CUTS));
        for (let end = start + 1; end < bytes.length - 2; end += step) {
          const events = await collectOrRefuse(importer, sourceOf(bytes.subarray(0, end), { name }));

          expect(events, `cut at ${end}`).not.to.equal(undefined);
          checkOrder(events!);
          const fidelity = fidelityOf(events!);
          // A line that was cut is told of: it counts, and is not taken for one that was understood.
          expect(fidelity.records, `cut at ${end}`).to.be.greaterThan(records);
          const { understood, kept, unreadable } = fidelity;
          expect(understood + kept + unreadable).to.equal(fidelity.records);
          const [nowPrinted, ...all] = textsOf(events!);
          expect(nowPrinted!.startsWith(printed!), `cut at ${end}`).to.equal(true);
          const texts = new Set(all);
          expect(said.filter((text) => !texts.has(text))).to.deep.equal([], `cut at ${end}`);
        }
      });
  }
});

/** Fixtures that hold a record a line. */
function linesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /\.(?:jsonl|cast)$/.test(name));
  } catch {
    return [];
  }
}
