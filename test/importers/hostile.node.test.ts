import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '#test';
import type { Fidelity, SessionEvent } from '#src/format/index.ts';
import { ImportError } from '#src/importers/index.ts';
import { asciicast } from '#src/importers/tools/asciicast/importer.ts';
import { chatGptExport } from '#src/importers/tools/chatgpt/importer.ts';
import { claudeCode } from '#src/importers/tools/claude-code/importer.ts';
import { codex } from '#src/importers/tools/codex-cli/importer.ts';
import type { Importer, ImportSource } from '#src/importers/index.ts';
import { hostileFolder } from '../helpers/corpus.ts';
import { fileSource } from '../helpers/corpus-sources.ts';
import { collectOrRefuse, fidelityOf } from '../helpers/import-suite.ts';
import { toolOf } from '../helpers/tools.ts';

const hostile = hostileFolder();
const skip = hostile === undefined ? 'no hostile inputs: set REPRISE_HOSTILE to run this test' : false;

/** Heap that a file of any kind may take beyond its own bytes. */
const MAX_HEAP = 400 * 2 ** 20;

describe('hostile inputs', { skip }, () => {
  testFolder(claudeCode, 'logs/claude');
  testFolder(asciicast, 'cast');
  testFolder(chatGptExport, 'logs/chatgpt');
  testFolder(codex, 'logs/codex');

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

describe('hostile exports of ChatGPT', { skip }, () => {
  const texts = async (name: string): Promise<string> => {
    const events = await collectOrRefuse(chatGptExport, fileSource(join(hostile!, 'logs/chatgpt', name)));
    return JSON.stringify(events?.filter(({ type }) => type === 'transcript'));
  };

  it('shows every message of a circle, of a tree with holes, and of abandoned branches', async () => {
    expect(await texts('01-cycle.json')).to.match(/"A".*"B"/);
    expect(await texts('02-missing-nodes.json')).to.include('"A"');
    expect(await texts('03-branches.json')).to.match(/OTHER BRANCH.*"branch":"branch-1"/);
  });

  it('says what is wrong with a document without conversations', async () => {
    const source = fileSource(join(hostile!, 'logs/chatgpt/07-not-array.json'));
    const refusal = await reportOrRefusal(chatGptExport, source);

    expect(refusal).to.equal(undefined);
    expect(detectOf(source.name, chatGptExport)).to.equal(0);
  });

  it('reads what is whole of a document that is cut off', async () => {
    const sessions = await chatGptExport.sessions!(
      fileSource(join(hostile!, 'logs/chatgpt/08-truncated.json')),
    );

    expect(sessions.length).to.be.greaterThan(1);
    expect(sessions.map(({ title }) => title)).to.include('t');
  });
});

function detectOf(name: string, importer: Importer): number {
  return toolOf(importer.id).detect(readFileSync(join(hostile!, 'logs/chatgpt', name)));
}

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
