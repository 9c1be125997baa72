import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { tmpdir } from 'node:os';
import { describe, expect, it } from '#test';
import { encodeSession } from '#src/encode/index.ts';
import { BytesSink, BytesSource, validateArchive } from '#src/format/index.ts';
import type { SessionEvent } from '#src/format/index.ts';
import { ImportError, openSource, tools } from '#src/importers/index.ts';
import type { Importer, ImportOptions, ImportSource } from '#src/importers/index.ts';
import type { LeftOutField } from '#src/importers/kept/left-out.ts';
import { ImportFile } from '#src/node/import-file.ts';
import { zlibDeflater } from '#src/node/zlib-deflater.ts';
import { corpusFolder, NO_CORPUS } from './corpus.ts';
import { fieldFaults } from './field-faults.ts';
import { sourceOf } from './import-sources.ts';
import { checkOrder, fidelityOf } from './import-suite.ts';
import { scanRecords } from './leaf-scanner.ts';
import { projectPath } from './project-path.ts';
import { countEvents, finalFiles, inArchive } from './session-counts.ts';
import type { PlainReading } from './session-counts.ts';
import { rowsOfFixture, writeSqlite } from './sqlite-writer.ts';
import type { FixtureTable } from './sqlite-writer.ts';
import { lostTexts, recordsOrNone, testPage, textsOf, withName } from './tool-suite.ts';

/** The rows of a database by table; of fixtures as they are written there, of others as SQLite tells them. */
export type StoreRows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** A tool that keeps its sessions in a database. */
export interface StoreUnderTest {
  readonly importer: Importer;
  readonly leftOut: readonly LeftOutField[];
  /** Databases of the corpus, by paths below it. */
  readonly corpus: readonly string[];
  /** What of the rows belongs to a session, read without the importer's help: nothing of its texts may be lost. */
  readonly records: (rows: StoreRows, session: string) => readonly unknown[];
  /** Turns, calls, changes and the files at the end, told from the description of the format alone. */
  readonly read?: (rows: StoreRows, session: string) => PlainReading;
}

const hasPython = spawnSync('python3', ['-c', 'import sqlite3']).status === 0;

/**
 * What every importer of databases has to pass on its fixtures (`*.tables.json`, which become databases) and on real
 * databases: recognition, golden sessions and events, nothing lost, archives that validate.
 * `UPDATE_GOLDEN=1` writes the golden files anew.
 */
export function testStore(store: StoreUnderTest): void {
  const { importer } = store;
  const folder = projectPath(`test/fixtures/importers/${importer.id}`);
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.tables.json'))
    .sort()) {
    describe(`the ${importer.id} importer on the database ${name}`, () =>
      testFixture(store, join(folder, name)));
  }
  testPage(store);
  const corpus = corpusFolder();
  const skip =
    corpus === undefined ? NO_CORPUS : hasPython ? false : 'no python3: its SQLite reads the rows to compare';
  describe(`real databases of ${importer.id}`, { skip }, () => {
    for (const name of corpus === undefined ? [] : store.corpus) {
      it(`recognises, reads and packs ${name}`, () => expectDatabase(store, join(corpus!, name)));
    }
  });
}

/**
 * A fixture as the database that it describes.
 *
 * @param beside - path → text of files near it
 */
export function storeSource(path: string, beside: Readonly<Record<string, string>> = {}): ImportSource {
  const name = basename(path).replace('.tables.json', '.db');
  return sourceOf(writeSqlite(fixtureTables(path)), { name, beside });
}

/** All events of an import. */
export async function eventsOf(
  importer: Importer,
  source: ImportSource,
  options?: ImportOptions,
): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of importer.import(source, options)) events.push(event);
  return events;
}

/** How each call ended: status, reason, exit code. */
export function callEnds(events: readonly SessionEvent[]): Readonly<Record<string, string>> {
  const ends: Record<string, string> = {};
  for (const event of events) {
    if (event.type !== 'transcript' || event.update.sessionUpdate !== 'tool_call_update') continue;
    const { toolCallId, status, rawOutput } = event.update;
    const code = (rawOutput as { exitCode?: number } | undefined)?.exitCode;
    ends[toolCallId] = [status, event.meta?.reason, code !== undefined && `exit ${code}`]
      .filter(Boolean)
      .join(' ');
  }
  return ends;
}

function fixtureTables(path: string): readonly FixtureTable[] {
  return JSON.parse(readFileSync(path, 'utf8')) as readonly FixtureTable[];
}

function testFixture(store: StoreUnderTest, path: string): void {
  const { importer } = store;
  const rows = rowsOfFixture(fixtureTables(path));
  const sessionsIn = async (): Promise<readonly string[]> =>
    (await importer.sessions!(storeSource(path))).map(({ id }) => id);

  it('is recognised above all others, by its tables', async () => {
    const { tool, confidence } = await openSource(storeSource(path), { candidates: tools });

    expect({ tool: tool.id, isSure: confidence > 0.5 }).to.deep.equal({ tool: importer.id, isSure: true });
  });

  it('gives the golden sessions and their events', async () => {
    const sessions = await importer.sessions!(storeSource(path));
    const told: unknown[] = [];
    for (const session of sessions) {
      told.push({ session, events: await eventsOf(importer, storeSource(path), { session: session.id }) });
    }
    const golden = path.replace('.tables.json', '.events.json');
    if (process.env['UPDATE_GOLDEN'] !== undefined || !existsSync(golden)) writeGolden(golden, told);

    expect(told).to.deep.equal(JSON.parse(readFileSync(golden, 'utf8')));
  });

  it('keeps the order of events, accounts for every record and loses no text', async () => {
    for (const session of await sessionsIn()) {
      const events = await eventsOf(importer, storeSource(path), { session });
      checkOrder(events);
      const { records, understood, kept, unreadable } = fidelityOf(events);
      expect(understood + kept + unreadable).to.equal(records);
      expectAllTexts(store, store.records(rows, session), events);
    }
  });

  it('keeps every text of fields that are not as they should be', async () => {
    const lost: string[] = [];
    for (const session of await sessionsIn()) {
      for (const { name, value } of rowFaults(fixtureTables(path))) {
        const source = sourceOf(writeSqlite(value));
        const events = await eventsOrRefusal(importer, source, { session }).catch(withName(name));
        const said = recordsOrNone(() => store.records(rowsOfFixture(value), session));
        if (said && events)
          lost.push(...lostTexts(`${session}: ${name}`, { said, events, leftOut: store.leftOut }));
      }
    }
    expect(lost, lost.join('\n')).to.deep.equal([]);
  });

  it('gives the session that went on last where none is named', async () => {
    const [session] = await sessionsIn();

    const named = await eventsOf(importer, storeSource(path), { session: session! });

    expect(await eventsOf(importer, storeSource(path))).to.deep.equal(named);
  });

  it('says so when a session is not there', async () => {
    const error = await eventsOf(importer, storeSource(path), { session: 'nobody' }).catch(
      (thrown: unknown) => thrown,
    );

    expect(error).to.have.property('code', 'unknown-session');
  });
}

/** Tables of which one value of a row has a fault; the names of columns are those of the database. */
function rowFaults(
  tables: readonly FixtureTable[],
): readonly { readonly name: string; readonly value: readonly FixtureTable[] }[] {
  const faults = fieldFaults(tables.map(({ rows = [] }) => rows));
  // What names a row is no field of a record: without it nothing leads there.
  return faults
    .filter(({ name }) => !/^\w+ \d+\.\d+\.key$/.test(name))
    .map(({ name, value }) => ({
      name,
      value: tables.map((table, index) => ({ ...table, rows: (value as FixtureTable['rows'][])[index]! })),
    }));
}

/** `undefined` where the importer refuses a database as it should. */
async function eventsOrRefusal(...given: Parameters<typeof eventsOf>): Promise<SessionEvent[] | undefined> {
  try {
    return await eventsOf(...given);
  } catch (error) {
    if (error instanceof ImportError) return undefined;
    throw error;
  }
}

function writeGolden(path: string, told: readonly unknown[]): void {
  const sessions = told.map((one) => {
    const { session, events } = one as { session: unknown; events: readonly unknown[] };
    const lines = events.map((event) => `    ${JSON.stringify(event)}`).join(',\n');
    return `  {"session": ${JSON.stringify(session)}, "events": [\n${lines}\n  ]}`;
  });
  writeFileSync(path, `[\n${sessions.join(',\n')}\n]\n`);
}

async function expectDatabase(store: StoreUnderTest, path: string): Promise<void> {
  const { importer } = store;
  const rows = rowsOf(path);
  const file = await ImportFile.open(path);
  try {
    expect((await openSource(file)).tool.id).to.equal(importer.id);
    const sessions = await importer.sessions!(file);
    expect(sessions).not.to.deep.equal([]);
    for (const { id } of sessions) {
      const events = await eventsOf(importer, file, { session: id });
      checkOrder(events);
      expect(fidelityOf(events)).to.include({ kept: 0, unreadable: 0 });
      expectAllTexts(store, store.records(rows, id), events);
      await expectArchive(store, { file, session: id, events, rows });
    }
  } finally {
    await file.close();
  }
}

function expectAllTexts(
  { leftOut }: StoreUnderTest,
  records: readonly unknown[],
  events: readonly SessionEvent[],
): void {
  expect(records).not.to.deep.equal([]);
  expect(scanRecords(records, textsOf(events), leftOut).missing).to.deep.equal([]);
}

async function expectArchive(
  { importer, read }: StoreUnderTest,
  imported: { file: ImportSource; session: string; events: readonly SessionEvent[]; rows: StoreRows },
): Promise<void> {
  const { file, session, events, rows } = imported;
  const sink = new BytesSink();
  const result = await encodeSession([{ events: () => importer.import(file, { session }) }], {
    deflater: zlibDeflater,
    sink,
    generator: { name: 'test', version: '0' },
  });
  expect(result.diagnostics.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
  const { findings } = await validateArchive(new BytesSource(sink.bytes()));
  expect(findings).to.deep.equal([]);
  if (!read) return;
  const { files, ...counts } = read(rows, session);
  expect(countEvents(events)).to.deep.equal(counts);
  if (!files) return;
  const root = events.flatMap((event) => (event.type === 'session' ? [event.workspace?.root] : [])).at(-1);
  expect(Object.fromEntries(await finalFiles(sink.bytes()))).to.deep.equal(
    Object.fromEntries(inArchive(files, root)),
  );
}

/** Prints all rows of all tables that hold no credentials; texts that are JSON are parsed by whoever reads them. */
const ROWS = `
import json, sqlite3, sys
db = sqlite3.connect(sys.argv[1]); db.row_factory = sqlite3.Row
db.text_factory = lambda b: b.decode('utf-8', 'replace')
value = lambda v: v.decode('utf-8', 'replace') if isinstance(v, bytes) else v
names = [n for (n,) in db.execute("select name from sqlite_master where type = 'table'") if 'auth' not in n]
print(json.dumps({n: [{k: value(r[k]) for k in r.keys()} for r in db.execute('select * from "%s"' % n)] for n in names}))
`;

/** The rows of a database as SQLite tells them. It is given a copy: it writes beside what it reads. */
function rowsOf(path: string): StoreRows {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-store-'));
  try {
    const copy = join(folder, 'copy.db');
    copyFileSync(path, copy);
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
    const printed = execFileSync('python3', ['-c', ROWS, copy], { encoding: 'utf8', maxBuffer: 2 ** 28 });
    return JSON.parse(printed, (_, value: unknown) =>
      typeof value === 'string' ? parsed(value) : value,
    ) as StoreRows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A column of JSON as its value; other texts as they are. */
function parsed(text: string): unknown {
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
