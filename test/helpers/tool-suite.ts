import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { describe, expect, it } from '#test';
import { encodeSession } from '#src/encode/index.ts';
import { zlibDeflater } from '#src/node/zlib-deflater.ts';
import { BytesSink, BytesSource, validateArchive } from '#src/format/index.ts';
import type { SessionEvent } from '#src/format/index.ts';
import { DETECTION_SIZE, detectImporter } from '#src/importers/index.ts';
import type { Importer, ImportOptions, ImportSource } from '#src/importers/index.ts';
import type { LeftOutField } from '#src/importers/kept/left-out.ts';
import { corpusFolder, NO_CORPUS } from './corpus.ts';
import { fileSource } from './corpus-sources.ts';
import { fieldFaults } from './field-faults.ts';
import { FOREIGN_TEXT, HARDSHIPS } from './hardships.ts';
import { sourceOf } from './import-sources.ts';
import { checkOrder, collectOrRefuse, fidelityOf, testImporter } from './import-suite.ts';
import { scanRecords, stringsOf } from './leaf-scanner.ts';
import { countEvents, finalFiles, inArchive } from './session-counts.ts';
import type { PlainReading } from './session-counts.ts';
import { projectPath } from './project-path.ts';

export interface ToolUnderTest {
  readonly importer: Importer;
  /** Fields that the importer leaves out; its page has to name the same. */
  readonly leftOut: readonly LeftOutField[];
  /** Files of the corpus that are logs of the tool, by paths below the corpus. */
  readonly corpus: readonly string[];
  /**
   * The records of a source, read without the importer's help: what `JSON.parse` gives. Default: one a line.
   * Of a document the first one may be what it says beside its items.
   *
   * @param session - id of one of the sessions that the importer tells of; the first where it is not given
   */
  readonly records?: (source: string, session?: string) => readonly unknown[];
  /**
   * Turns, calls, changes and the files at the end of a real log, told from the description of the format alone:
   * not one line of the importer is used. Compared for each log of the corpus, and for each session of it.
   */
  readonly read?: (source: string, session?: string) => PlainReading;
}

/**
 * What every importer of an assistant's log has to pass: the suite on its own fixtures, nothing lost of any text of
 * fixtures and corpus, a page that says what is left out, archives of all its real logs that validate.
 */
export function testTool(tool: ToolUnderTest): void {
  const { importer } = tool;
  const folder = projectPath(`test/fixtures/importers/${importer.id}`);
  const records = tool.records ?? lineRecords;
  testImporter(importer, folder, { countRecords: (source) => records(source).length });
  describe(`what the ${importer.id} importer keeps of its fixtures`, () => {
    for (const path of filesIn(folder)) testCoverage(tool, path, relative(folder, path));
  });
  describe(`what the ${importer.id} importer comes through`, () => {
    for (const path of filesIn(folder)) testHardships(tool, path, relative(folder, path));
  });
  describe(`what the ${importer.id} importer keeps of fields that are not as they should be`, () => {
    for (const path of filesIn(folder)) testFaults(tool, path, relative(folder, path));
  });
  testPage(tool);
  testCorpus(tool);
}

/** One field of a fixture at a time is gone, or has another name or type: every text that is there is found. */
function testFaults(
  { importer, leftOut, records = lineRecords }: ToolUnderTest,
  path: string,
  name: string,
): void {
  const faults = faultyLogs(readFileSync(path, 'utf8'));
  if (faults.length === 0) return;
  it(name, async () => {
    const lost: string[] = [];
    for (const { name: what, value } of faults) {
      const source = besidePath(value, path);
      const sessions = (await importer.sessions?.(source).catch(() => [])) ?? [];
      const ids = sessions.length === 0 ? [undefined] : sessions.map(({ id }) => id);
      const events: SessionEvent[] = [];
      for (const id of ids)
        events.push(
          ...((await collectOrRefuse(importer, source, optionsFor(id)).catch(withName(what))) ?? []),
        );
      const said = recordsOrNone(() => ids.flatMap((id) => records(value, id)));
      if (said && events.length > 0) lost.push(...lostTexts(what, { said, events, leftOut }));
    }
    expect(lost, lost.join('\n')).to.deep.equal([]);
  });
}

/** Lets an error say what fault it came of. */
export function withName(fault: string): (error: unknown) => never {
  return (error) => {
    throw new Error(`${fault}: ${String(error)}`, { cause: error });
  };
}

/**
 * What of records is not in events, in a line each. JSON in a text is found where all that it says is: a fault may have
 * made a text of what is told field by field.
 */
export function lostTexts(
  fault: string,
  {
    said,
    events,
    leftOut,
  }: {
    readonly said: readonly unknown[];
    readonly events: readonly SessionEvent[];
    readonly leftOut: readonly LeftOutField[];
  },
): readonly string[] {
  const texts = [...textsOf(events)];
  // What was kept as it stood there may be JSON itself.
  const found = [...texts, ...texts.flatMap((text) => [...stringsOf(openedTexts(text))])];
  const { missing } = scanRecords(said, found, leftOut);
  if (missing.length === 0) return [];
  const opened = scanRecords(said.map(openedTexts), found, leftOut).missing;
  const lost = missing.flatMap((leaf) =>
    /^[[{]/.test(leaf.line)
      ? opened.filter(({ record, path }) => record === leaf.record && path.startsWith(leaf.path))
      : [leaf],
  );
  return lost.map(({ path, line }) => `${fault}: ${path}: ${line.slice(0, 80)}`);
}

/** A value with the JSON of its texts in the place of these. */
function openedTexts(value: unknown): unknown {
  if (typeof value === 'string') {
    // An item of a document that is no record is kept as its JSON, which is a text in quotes where it was one.
    const inner = /^\s*["[{]/.test(value) ? parse(value) : undefined;
    return inner === undefined ? value : openedTexts(inner);
  }
  if (Array.isArray(value)) return (value as unknown[]).map(openedTexts);
  if (!isContainer(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, openedTexts(child)]));
}

/** A log of JSON, lines or a document, with one fault each. */
function faultyLogs(log: string): readonly { readonly name: string; readonly value: string }[] {
  const document = parse(log);
  if (isContainer(document)) {
    return fieldFaults(document).map(({ name, value }) => ({ name, value: JSON.stringify(value, null, 2) }));
  }
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  if (!lines.some((line) => isContainer(parse(line)))) return [];
  const known = lines.map(parse);
  return fieldFaults(known).map(({ name, value }) => ({
    name,
    value: (value as unknown[])
      .map((record, index) => `${record === undefined ? lines[index]! : JSON.stringify(record)}\n`)
      .join(''),
  }));
}

/** What a plain reading says of a log; `undefined` where it takes for granted what the fault took away. */
export function recordsOrNone(read: () => readonly unknown[]): readonly unknown[] | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** A log in the place of a file, with the files beside it. */
function besidePath(log: string | Uint8Array, path: string): ImportSource {
  const beside = fileSource(path);
  return {
    ...sourceOf(log, { name: basename(path) }),
    sibling: (other) => beside.sibling!(other),
    siblings: (folder, options) => beside.siblings!(folder, options),
  };
}

/** The session of a fixture, told worse. */
function testHardships(
  { importer, leftOut, records = lineRecords }: ToolUnderTest,
  path: string,
  name: string,
): void {
  const log = readFileSync(path, 'utf8');
  for (const { name: what, apply, expected } of HARDSHIPS) {
    const damaged = apply(log);
    if (damaged === undefined) continue;
    it(`${name}: ${what}`, async () => {
      const events = await collectOrRefuse(importer, besidePath(damaged, path));
      if (expected === 'alive' && !events) return;

      checkOrder(events!);
      const { records: count, understood, kept, unreadable } = fidelityOf(events!);
      expect(understood + kept + unreadable).to.equal(count);
      const texts = [...textsOf(events!)];
      if (expected === 'equal') expect(events).to.deep.equal(await collect(importer, path));
      if (expected === 'kept') expect(texts.some((text) => text.includes(FOREIGN_TEXT))).to.equal(true);
      if (expected === 'alive') return;
      const said = expected === 'changed' ? String(damaged) : log;
      expect(scanRecords(records(said), texts, leftOut).missing).to.deep.equal([]);
    });
  }
}

function testCorpus(tool: ToolUnderTest): void {
  const corpus = corpusFolder();
  describe(`real logs of ${tool.importer.id}`, { skip: corpus === undefined ? NO_CORPUS : false }, () => {
    for (const name of corpus === undefined ? [] : tool.corpus) {
      const path = join(corpus!, name);
      testCoverage(tool, path, name);
      it(`recognises, reads and packs ${name}`, () => expectArchive(tool, path));
    }
  });
}

async function expectArchive(tool: ToolUnderTest, path: string): Promise<void> {
  const { importer } = tool;
  const head = readFileSync(path).subarray(0, DETECTION_SIZE);
  expect(detectImporter(head).tool.id).to.equal(importer.id);
  for (const session of await sessionsIn(importer, path)) await expectSession(tool, path, session);
}

async function expectSession(
  { importer, records = lineRecords, read }: ToolUnderTest,
  path: string,
  session: string | undefined,
): Promise<void> {
  const log = readFileSync(path, 'utf8');
  const events = await collect(importer, path, session);
  checkOrder(events);
  const { records: count, understood, kept, unreadable, notes } = fidelityOf(events);
  expect(understood + kept + unreadable).to.equal(count);
  expect(unreadable).to.equal(0);
  const isSubagentRead = notes?.some(({ code }) => code === 'subagent-file') ?? false;
  if (!isSubagentRead) expect(count, session).to.equal(records(log, session).length);
  const sink = new BytesSink();
  const generator = { name: 'test', version: '0' };
  const result = await encodeSession(
    [{ events: () => importer.import(fileSource(path), optionsFor(session)) }],
    {
      deflater: zlibDeflater,
      sink,
      generator,
    },
  );
  expect(result.diagnostics.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
  const { findings } = await validateArchive(new BytesSource(sink.bytes()));
  expect(findings).to.deep.equal([]);
  if (read) await expectReading(read(log, session), events, sink.bytes());
}

/** Ids of the sessions of a source; `undefined` stands for the only one of a tool that keeps one in a file. */
async function sessionsIn(importer: Importer, path: string): Promise<readonly (string | undefined)[]> {
  if (!importer.sessions) return [undefined];
  const ids = (await importer.sessions(fileSource(path))).map(({ id }) => id);
  return ids.length === 0 ? [undefined] : ids;
}

function optionsFor(session: string | undefined): ImportOptions {
  return session === undefined ? {} : { session };
}

/** Importer and archive agree with a plain reading of the log. */
async function expectReading(
  { files, ...counts }: PlainReading,
  events: readonly SessionEvent[],
  archive: Uint8Array,
): Promise<void> {
  expect(countEvents(events)).to.deep.equal(counts);
  if (!files) return;
  const root = events.flatMap((event) => (event.type === 'session' ? [event.workspace?.root] : [])).at(-1);
  const found = await finalFiles(archive);
  expect(Object.fromEntries(found)).to.deep.equal(Object.fromEntries(inArchive(files, root)));
}

function testCoverage(
  { importer, leftOut, records = lineRecords }: ToolUnderTest,
  path: string,
  name: string,
): void {
  it(`finds every text of ${name} in its events`, async () => {
    const log = readFileSync(path, 'utf8');
    for (const session of await sessionsIn(importer, path)) {
      const events = await collect(importer, path, session);

      const coverage = scanRecords(records(log, session), textsOf(events), leftOut);

      const place = session === undefined ? name : `${name} ${session}`;
      console.log(`${importer.id} ${place}: ${coverage.found} of ${coverage.leaves} texts found`);
      expect(coverage.missing, place).to.deep.equal([]);
    }
  });
}

/** A page names the fields that are left out. */
export function testPage({ importer, leftOut }: Pick<ToolUnderTest, 'importer' | 'leftOut'>): void {
  describe(`docs/importers/${importer.id}.md`, () => {
    const path = projectPath(`docs/importers/${importer.id}.md`);

    it('names the fields that are left out, each with why, and no other', () => {
      const page = readFileSync(path, 'utf8');
      const start = page.indexOf('## Fields that are left out');
      const rows = [...page.slice(start).matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)];
      const listed = rows.map(([, field, why]) => ({ path: field!, why: why! }));

      expect(start).to.be.greaterThan(-1);
      expect(listed).to.deep.equal(leftOut.map(({ path: field, why }) => ({ path: field, why })));
    });
  });
}

async function collect(importer: Importer, path: string, session?: string): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of importer.import(fileSource(path), optionsFor(session))) events.push(event);
  return events;
}

/** Every text of events; what a terminal got as one, since a line may come in pieces. */
export function* textsOf(events: readonly SessionEvent[]): Generator<string> {
  yield events
    .flatMap((event) => (event.type === 'terminal' && event.code === 'o' ? [event.data] : []))
    .join('');
  for (const event of events) if (event.type !== 'terminal') yield* stringsOf(event);
}

/** The records of JSON lines; a line that is no JSON is `undefined`. */
export function lineRecords(source: string): unknown[] {
  return source
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .map(parse);
}

/**
 * The records of a JSON document: what it says beside its items, then the items.
 *
 * @param members - keys of the root object whose items are records
 */
export function documentRecords(...members: readonly string[]): (source: string) => unknown[] {
  return (source) => {
    const value: unknown = parse(source.replace(/^\ufeff/, ''));
    if (Array.isArray(value)) return value as unknown[];
    if (!isContainer(value)) return [];
    const entries = Object.entries(value);
    const rest = entries.filter(([key, child]) => !members.includes(key) || !isContainer(child));
    const items = entries.flatMap(([key, child]): unknown[] =>
      members.includes(key) && isContainer(child) ? Object.values(child) : [],
    );
    return rest.length > 0 ? [Object.fromEntries(rest), ...items] : items;
  };
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !/\.(?:events|tables)\.json$/.test(name) && statSync(join(folder, name)).isFile())
    .map((name) => join(folder, name))
    .sort();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
