import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, describe, expect, it } from '#test';
import { packFiles } from '../../bench/size.ts';
import { BytesSource, validateArchive } from '#src/format/index.ts';
import { corpusFolder, NO_CORPUS } from '../helpers/corpus.ts';
import { scanLeaves } from '../helpers/leaf-scanner.ts';
import {
  castEvents,
  entryBytes,
  entryNames,
  hasUnzip,
  linesOf,
  NO_UNZIP,
  testZip,
  textsOf,
} from './unzipped.ts';

const corpus = corpusFolder();
const logs = corpus === undefined ? [] : filesIn(join(corpus, 'claude-code'), '.jsonl');
const subagent =
  corpus === undefined ? [] : filesIn(join(corpus, 'claude-code/sanitised/subagent'), '.jsonl');
const recordings = corpus === undefined ? [] : filesIn(join(corpus, 'asciicast'), '');

function filesIn(folder: string, extension: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => join(folder, entry.name))
    .sort();
}

describe(
  'archives of real files',
  { skip: corpus === undefined ? NO_CORPUS : !hasUnzip() && NO_UNZIP },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'reprise-corpus-'));
    after(() => rmSync(folder, { recursive: true, force: true }));

    for (const path of [...logs, ...subagent, ...recordings]) {
      it(`${basename(path)}: packs, validates, and unzips to standard streams that hold everything [FID-1]`, async () => {
        const { bytes, manifest, diagnostics } = await packFiles([path]);
        const archive = join(folder, `${basename(path)}.reprise`);
        writeFileSync(archive, bytes);

        const { findings } = await validateArchive(new BytesSource(bytes));
        expect(findings).to.deep.equal([]);
        expect(diagnostics.filter(({ severity }) => severity === 'error')).to.deep.equal([]);

        const { records, understood, kept, unreadable } = manifest.fidelity!;
        expect(understood + kept + unreadable).to.equal(records);
        if (path.endsWith('.jsonl')) expect(records).to.equal(countRecords(path));

        const { status, output } = testZip(archive);
        expect(status, output).to.equal(0);
        for (const name of entryNames(archive).filter((entry) => entry.endsWith('.cast'))) {
          expectCast(entryBytes(archive, name), manifest.duration);
        }
        if (!path.endsWith('.jsonl')) return;
        expectEverything(basename(path), readFileSync(path, 'utf8'), [...textsOf(archive)]);
      });
    }

    it('holds the subagents that lie in the folder beside a log', async () => {
      for (const path of subagent) {
        const { manifest } = await packFiles([path]);

        const children = manifest.tracks.filter(({ parent }) => parent !== undefined);
        expect(children).to.have.length.greaterThan(0);
        for (const { events } of children) expect(events).to.be.greaterThan(0);
      }
    });
  },
);

/** Every text of a log is in the archive, exactly and line by line; prints how many there are. */
function expectEverything(name: string, log: string, texts: readonly string[]): void {
  const { found, leaves, missing } = scanLeaves(log, texts);
  const lines = new Set(texts.flatMap(fileLines));
  const lost = missing.filter(({ path, line }) => !(PATCH_LINES.test(path) && lines.has(line.slice(1))));
  const patched = missing.length - lost.length;
  console.log(`${name}: ${found} of ${leaves} texts found, and ${patched} lines of the vendor's own patches`);
  expect(lost.slice(0, 12)).to.deep.equal([]);
}

/**
 * The vendor's own patch of a change is derived: from the texts before and after, with two spaces for every tab. The
 * archive's patch is computed anew and may draw its hunks elsewhere; what a line says must be there.
 */
const PATCH_LINES = /\.structuredPatch\[\]\.lines\[\]$/;

function fileLines(text: string): string[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const spaced = line.replaceAll('\t', '  ');
    return /^[ +-]/.test(line) ? [spaced, spaced.slice(1)] : [spaced];
  });
}

/** Lines that are not blank. A log of several files counts them all. */
function countRecords(path: string): number {
  const beside = path.replace(/\.jsonl$/, '/subagents');
  const files = [path, ...agentFiles(beside)];
  return files.reduce(
    (sum, file) => sum + linesOf(readFileSync(file)).filter((line) => line.trim()).length,
    0,
  );
}

function agentFiles(folder: string): string[] {
  try {
    return filesIn(folder, '.jsonl');
  } catch {
    return [];
  }
}

/** What the asciicast v3 specification asks of a file. */
function expectCast(bytes: Buffer, duration: number): void {
  const header = JSON.parse(linesOf(bytes)[0]!) as { version: number; term: { cols: number; rows: number } };
  expect(header.version).to.equal(3);
  expect(header.term.cols).to.be.within(1, 500);
  expect(header.term.rows).to.be.within(1, 200);
  let time = 0;
  for (const event of castEvents(bytes)) {
    expect(event).to.have.length(3);
    const [interval, code, data] = event;
    expect(interval).to.be.at.least(0);
    expect(code).to.match(/^[a-z]$/);
    expect(data).to.be.a('string');
    time += interval;
  }
  expect(time * 1000).to.be.at.most(duration + 1);
}
