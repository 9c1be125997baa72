import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { claudeCode } from '#src/importers/tools/claude-code/importer.ts';
import { corpusFolder, NO_CORPUS } from '../../../helpers/corpus.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { CLAUDE_CODE_ENVELOPE, scanLeaves, stringsOf } from '../../../helpers/leaf-scanner.ts';
import { projectPath, projectUrl } from '../../../helpers/project-path.ts';

const corpus = corpusFolder();
const fixtures = projectPath('test/fixtures/importers/claude-code');

describe('what the Claude Code importer keeps of our own logs', () => testFolder(fixtures));

describe(
  'what the Claude Code importer keeps of real logs',
  { skip: corpus === undefined ? NO_CORPUS : false },
  () => {
    if (corpus !== undefined) testFolder(join(corpus, 'claude-code'));
  },
);

describe('the documentation of the Claude Code importer', () => {
  it('names every field that is left out', () => {
    const page = readFileSync(projectUrl('docs/importers/claude-code.md'), 'utf8');

    const missing = CLAUDE_CODE_ENVELOPE.filter(({ path }) => !page.includes(`\`${path.replace('~', '')}\``));

    expect(missing).to.deep.equal([]);
  });
});

function testFolder(folder: string): void {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.jsonl'))) {
    it(`finds every text of ${name} in its events`, async () => {
      const path = join(folder, name);
      const events: SessionEvent[] = [];
      for await (const event of claudeCode.import(fileSource(path))) events.push(event);

      const coverage = scanLeaves(readFileSync(path, 'utf8'), textsOf(events));

      console.log(`${name}: ${coverage.found} of ${coverage.leaves} texts found`);
      expect(coverage.missing).to.deep.equal([]);
    });
  }
}

function* textsOf(events: readonly SessionEvent[]): Generator<string> {
  const terminals = events.flatMap((event) => (event.type === 'terminal' ? [event.data] : []));
  yield terminals.join('');
  for (const event of events) if (event.type !== 'terminal') yield* stringsOf(event);
}
