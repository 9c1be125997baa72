import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '#test';
import type { Fidelity, SessionEvent } from '../../src/format/index.ts';
import { asciicast, claudeCode, ImportError } from '../../src/importers/index.ts';
import type { Importer, ImportSource } from '../../src/importers/index.ts';
import { hostileFolder } from '../helpers/corpus.ts';
import { fileSource } from '../helpers/corpus-sources.ts';
import { collectOrRefuse, fidelityOf } from '../helpers/import-suite.ts';

const hostile = hostileFolder();
const skip = hostile === undefined ? 'no hostile inputs: set REPRISE_HOSTILE to run this test' : false;

/** Heap that a file of any kind may take beyond its own bytes. */
const MAX_HEAP = 400 * 2 ** 20;

describe('hostile inputs', { skip }, () => {
  testFolder(claudeCode, 'logs/claude');
  testFolder(asciicast, 'cast');

  it('keeps what it does not know', async () => {
    const events = await importLog('17-unknown-record-types.jsonl');

    expect(JSON.stringify(events)).to.include('keep me 17');
    expect(fidelityOf(events).kept).to.be.greaterThan(0);
  });

  it('keeps both texts of a uuid that stands twice', async () => {
    const events = await importLog('12-duplicate-uuid-different-content.jsonl');

    expect(fidelityOf(events).notes ?? []).to.deep.equal([]);
    expect(events.filter((event) => event.type === 'transcript').length).to.be.greaterThan(8);
  });

  it('keeps a record that nests too deeply as text', async () => {
    const events = await importLog('20-deep-tool-input.jsonl');

    expect(JSON.stringify(events)).to.include('bottom');
  });

  it('shows every turn of a circle of parents', async () => {
    const events = await importLog('13-cyclic-parent.jsonl');

    expect(events.filter((event) => event.type === 'transcript' && 'content' in event.update)).to.have.length(
      3,
    );
  });
});

function testFolder(importer: Importer, folder: string): void {
  if (hostile === undefined) return;
  for (const name of readdirSync(join(hostile, folder))) {
    it(`${folder}/${name} ends in a report or a refusal`, async () => {
      const source = fileSource(join(hostile, folder, name));
      const before = process.memoryUsage().heapUsed;
      const report = await reportOrRefusal(importer, source);

      expect(process.memoryUsage().heapUsed - before).to.be.lessThan(MAX_HEAP + 4 * source.size);
      expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
      if (!report) return;
      const { records, understood, kept, unreadable } = report;
      expect(understood + kept + unreadable).to.equal(records);
      expect(understood + kept).to.be.greaterThan(0);
    });
  }
}

/** Reads a source to its end without keeping its events; times must not go back. */
async function reportOrRefusal(importer: Importer, source: ImportSource): Promise<Fidelity | undefined> {
  let time = 0;
  let fidelity: Fidelity | undefined;
  try {
    for await (const event of importer.import(source)) {
      if ('time' in event && !(event.time >= time)) throw new Error(`${event.time} comes after ${time}`);
      if ('time' in event) time = event.time;
      if (event.type === 'report') fidelity = event.fidelity;
    }
  } catch (error) {
    if (error instanceof ImportError) return undefined;
    throw error;
  }
  return fidelity;
}

async function importLog(name: string): Promise<SessionEvent[]> {
  return (await collectOrRefuse(claudeCode, fileSource(join(hostile!, 'logs/claude', name))))!;
}
