import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '#test';
import { Masker, RULES } from '#src/masking/index.ts';
import { corpusFolder, NO_CORPUS } from '../../helpers/corpus.ts';
import { projectPath } from '../../helpers/project-path.ts';
import { RandomValues } from '../unseen/random-values.ts';
import { baits } from '../unseen/baits.ts';
import { secretCases } from '../unseen/secrets.ts';
import { reportsIn } from './secretlint.ts';

const corpus = corpusFolder();

/** How much of each file is looked at, in characters: enough for every kind of record. */
const MAX_OF_FILE = 2 ** 16;

describe('secretlint, as a second opinion', () => {
  it('finds nothing in the masked examples of our rules, and in the others only what we find', async () => {
    const wrong: string[] = [];
    for (const { id, finds, leaves } of RULES) {
      for (const example of [...finds, ...leaves]) {
        const text = new RandomValues(7).fill(example).replace(/[«»]/g, '');
        const masked = new Masker().mask(text);
        wrong.push(...(await linesOf(masked)).map((line) => `${id} leaves ${line}`));
        if (masked === text && (await reportsIn(text)).length > 0) wrong.push(`${id} misses ${text}`);
      }
    }

    expect(wrong).to.deep.equal([]);
  });

  it('finds nothing in masked texts with secrets of unseen kinds, nor in what only looks like them', async () => {
    const random = new RandomValues(5);
    const texts = [...secretCases(random, 100).map(({ text }) => text), ...baits(random)];

    expect(await linesOf(texts.map((text) => new Masker().mask(text)).join('\n'))).to.deep.equal([]);
  });

  for (const folder of ['test/fixtures', 'demo/sessions']) {
    it(`finds nothing in the masked files of ${folder}`, async () => {
      expect(await left(projectPath(folder))).to.deep.equal([]);
    });
  }

  it('finds nothing in real logs that are masked', { skip: corpus ? false : NO_CORPUS }, async () => {
    expect(await left(corpus!)).to.deep.equal([]);
  });
});

async function linesOf(text: string): Promise<readonly string[]> {
  return (await reportsIn(text)).map((report) => `${report.rule}: ${report.text}`);
}

/** What is reported in the masked texts of a folder. */
async function left(folder: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !/\.(?:jsonl?|log|md|txt|cast|yaml|traj|script)$/.test(entry.name)) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8').slice(0, MAX_OF_FILE);
    for (const line of await linesOf(new Masker().mask(text))) lines.push(`${entry.name} ${line}`);
  }
  return lines;
}
