import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import { detectImporter, DETECTION_SIZE, glanceAt, GLANCE_HEAD, ImportError } from '#src/importers/index.ts';
import type { Importer, Tool } from '#src/importers/index.ts';
import { NO_CORPUS } from '../helpers/corpus.ts';
import { corpusInputs } from '../helpers/corpus-inputs.ts';
import { fileSource } from '../helpers/corpus-sources.ts';

/** Subagents' logs and stored parts of a session are looked at with the session that they belong to. */
const inputs = corpusInputs().filter(
  ({ path }) => /\.(?:jsonl?|md)$/.test(path) && !/subagents?[/_]|\/storage/.test(path),
);

describe('glances of the corpus', { skip: inputs.length === 0 && NO_CORPUS }, () => {
  for (const { path, file } of inputs) {
    const bytes = new Uint8Array(readFileSync(file));
    const tool = toolIn(bytes.subarray(0, DETECTION_SIZE));
    const { glance } = tool ?? {};
    if (!tool || !glance) continue;
    const source = {
      size: bytes.length,
      read: async (offset: number, length: number) => bytes.subarray(offset, offset + length),
    };

    it(`${path}: a look at all of it tells what the import tells`, async () => {
      const seen = await glanceAt(glance, source, bytes);
      const imported = await importFacts(await tool.load(), file);

      expect(seen.turns, 'turns').to.equal(imported.turns);
      // A file beside the log says the rest; an import reads it too.
      if (tool.stored?.folders.some(({ facts }) => facts) && seen.sessionId === undefined) return;
      expect(seen.sessionId, 'session').to.equal(imported.sessionId);
      // Clocks of records that stand together differ a little; an import takes the first, in their order.
      expect(seen.startedAt ?? 0, 'start').to.be.closeTo(imported.startedAt ?? 0, 5000);
      // Some logs do not name it; an import may find it out.
      if (seen.project !== undefined) expect(seen.project, 'folder').to.equal(imported.project);
      if (imported.title !== undefined)
        expect(seen.title ?? '', 'title').to.equal(imported.title.slice(0, 200));
    });

    it(`${path}: a look at its ends tells no more turns, and the same first prompt`, async () => {
      const whole = await glanceAt(glance, source, bytes);
      const seen = await glanceAt(glance, source, bytes.subarray(0, GLANCE_HEAD));

      expect(seen.turns ?? 0).to.be.at.most(whole.turns ?? 0);
      expect(seen.startedAt ?? 0).to.be.at.least(whole.startedAt ?? 0);
      if (seen.prompt !== undefined) expect(seen.prompt).to.equal(whole.prompt);
    });
  }
});

async function importFacts(importer: Importer, path: string) {
  let turns = 0;
  let title: string | undefined;
  let sessionId: string | undefined;
  let startedAt: number | undefined;
  let project: string | undefined;
  for await (const event of importer.import(fileSource(path))) {
    if (event.type === 'session') {
      title = event.title;
      sessionId = event.sessionId;
      startedAt = event.startedAt;
      project = event.workspace?.root;
    }
    if (event.type === 'transcript' && event.update.sessionUpdate === '_reprise/turn') turns += 1;
  }
  return { turns, title, sessionId, startedAt, project };
}

function toolIn(head: Uint8Array): Tool | undefined {
  try {
    return detectImporter(head).tool;
  } catch (error) {
    if (error instanceof ImportError) return undefined;
    throw error;
  }
}
