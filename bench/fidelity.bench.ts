/**
 * What becomes of the logs of the corpus: packs all of it and prints a table, a line for each tool, of what the archives say
 * of themselves, and which share of the texts of the logs is in them. REPRISE_CORPUS names another folder;
 * REPRISE_BENCH_MISSING=1 lists the texts that are not found.
 */
import { readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { corpusFolder, NO_CORPUS } from '../test/helpers/corpus.ts';
import { Figures, measureFolder } from './fidelity.ts';
import { fidelityTable } from './fidelity-table.ts';

/** Files of a corpus that say where the others are from. */
const NOTES = /^(?:SOURCES|README)\.md$/;

const LISTS_MISSING = process.env['REPRISE_BENCH_MISSING'] !== undefined;

const corpus = corpusFolder();
if (corpus === undefined) console.log(NO_CORPUS);
else await measure(corpus);

async function measure(folder: string): Promise<void> {
  const tools = new Map<string, Figures>();
  const notes: string[] = [];
  const unread: string[] = [];
  for (const name of readdirSync(folder).filter((file) => !NOTES.test(file))) {
    const measured = await measureFolder(realpathSync(join(folder, name)));
    for (const [tool, figures] of measured.tools) {
      tools.set(tool, tools.get(tool) ?? new Figures());
      tools.get(tool)!.add(figures);
    }
    for (const failure of measured.failures) notes.push(`not packed: ${name}/${failure}`);
    for (const { source, record, path, line } of LISTS_MISSING ? measured.missing : []) {
      notes.push(`not found: ${name}/${source} ${record} ${path} ${line.slice(0, 120)}`);
    }
    unread.push(...measured.unread.map((file) => `${name}/${file}`));
  }
  console.log(fidelityTable(tools));
  for (const note of notes) console.log(note);
  console.log(`\nfiles that no session was read from: ${unread.length === 0 ? 'none' : unread.join(', ')}`);
}
