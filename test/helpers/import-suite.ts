import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { DETECTION_SIZE, ImportError, tools } from '#src/importers/index.ts';
import type { Importer, ImportOptions, ImportSource } from '#src/importers/index.ts';
import { fileSource } from './corpus-sources.ts';
import { sourceOf } from './import-sources.ts';
import { toolOf } from './tools.ts';

export interface SuiteOptions {
  /** Records of a source, counted without the importer. Default: its lines. */
  readonly countRecords?: (source: string, bytes: Uint8Array) => number;
}

/**
 * What every importer has to pass on its own fixtures: the files of `folder` that are neither golden
 * (`*.events.json`) nor in folders. `UPDATE_GOLDEN=1` writes the golden files anew.
 */
export function testImporter(importer: Importer, folder: string, options: SuiteOptions = {}): void {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(?:events|tables)\.json$/.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  describe(`the ${importer.id} importer`, () => {
    for (const name of names) describe(name, () => testFixture(importer, join(folder, name), options));
  });
}

function testFixture(
  importer: Importer,
  path: string,
  { countRecords: count = countRecords }: SuiteOptions,
): void {
  const bytes = new Uint8Array(readFileSync(path));

  it('is recognised by its importer above all others', () => {
    const head = bytes.subarray(0, DETECTION_SIZE);
    const own = toolOf(importer.id).detect(head);
    const others = tools.filter(({ id }) => id !== importer.id).map((other) => other.detect(head));

    expect(own).to.be.greaterThan(Math.max(0.5, ...others));
  });

  it('gives the golden events', async () => {
    const golden = path.replace(/\.[a-z]+$/, '.events.json');
    const events = await collect(importer, fileSource(path));
    if (process.env['UPDATE_GOLDEN'] !== undefined || !existsSync(golden)) {
      writeFileSync(golden, `[\n${events.map((event) => JSON.stringify(event)).join(',\n')}\n]\n`);
    }

    expect(events).to.deep.equal(JSON.parse(readFileSync(golden, 'utf8')));
  });

  it('gives the same events whatever the chunks are', async () => {
    const whole = await collect(importer, sourceOf(bytes));
    for (const chunkSize of [1, 7, 1000]) {
      expect(await collect(importer, sourceOf(bytes, { chunkSize }))).to.deep.equal(whole);
    }
  });

  it('keeps the order of events', async () => checkOrder(await collect(importer, fileSource(path))));

  it('accounts for every record', async () => {
    const events = await collect(importer, sourceOf(bytes));

    const { records, understood, kept, unreadable } = fidelityOf(events);

    expect(understood + kept + unreadable).to.equal(records);
    expect(records).to.equal(count(new TextDecoder().decode(bytes), bytes));
  });

  it('survives being cut at every byte of its last record and at every line', async () => {
    for (const end of cuts(bytes)) {
      const events = await collectOrRefuse(importer, sourceOf(bytes.subarray(0, end)));
      if (events) checkOrder(events);
    }
  });
}

/** Every line end, and every byte from the last line's start on. */
function cuts(bytes: Uint8Array): number[] {
  const ends = [...bytes.keys()].filter((index) => bytes[index] === 0x0a);
  const last = bytes.length - 1 - [...bytes.subarray(0, -1)].reverse().indexOf(0x0a);
  const tail = Array.from(
    { length: bytes.length - Math.max(0, last) },
    (_, index) => Math.max(0, last) + index,
  );
  return [...new Set([0, ...ends, ...tail])];
}

async function collect(
  importer: Importer,
  source: ImportSource,
  options: ImportOptions = {},
): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of importer.import(source, options)) events.push(event);
  return events;
}

/** Events, or `undefined` when the importer refuses the source as it should. Any other error passes through. */
export async function collectOrRefuse(
  importer: Importer,
  source: ImportSource,
  options: ImportOptions = {},
): Promise<SessionEvent[] | undefined> {
  try {
    return await collect(importer, source, options);
  } catch (error) {
    if (error instanceof ImportError) return undefined;
    throw error;
  }
}

/** What holds for the events of any source. */
export function checkOrder(events: readonly SessionEvent[]): void {
  expect(events[0]?.type).to.equal('session');
  expect(events.at(-1)?.type).to.equal('report');
  const seen = { time: 0, calls: new Set<string>(), changes: new Set<string>(), tracks: new Set(['main']) };
  for (const event of events) {
    if ('time' in event) {
      expect(Number.isInteger(event.time), 'times are whole').to.equal(true);
      expect(event.time).to.be.at.least(seen.time);
      seen.time = event.time;
    }
    if (event.type === 'track') seen.tracks.add(event.id);
    if (event.type === 'change') seen.changes.add(event.sourceId);
    if (event.type === 'terminal') checkTerminal(event, seen);
    if (event.type === 'transcript') checkUpdate(event, seen);
  }
}

/** Output of a terminal that is made from tool calls stands behind the name of a call, or of none. */
function checkTerminal(
  { track, code, data }: Extract<SessionEvent, { type: 'terminal' }>,
  seen: { calls: Set<string>; tracks: Set<string> },
): void {
  expect(seen.tracks.has(track), `track ${track}`).to.equal(true);
  if (code === 'c' && data !== '') expect(seen.calls.has(data), `${data} was called`).to.equal(true);
}

function checkUpdate(
  { track, update }: Extract<SessionEvent, { type: 'transcript' }>,
  seen: { calls: Set<string>; changes: Set<string>; tracks: Set<string> },
): void {
  expect(seen.tracks.has(track), `track ${track}`).to.equal(true);
  if (update.sessionUpdate === 'tool_call') {
    expect(seen.calls.has(update.toolCallId), `${update.toolCallId} is called twice`).to.equal(false);
    seen.calls.add(update.toolCallId);
  }
  if (update.sessionUpdate !== 'tool_call_update') return;
  expect(seen.calls.has(update.toolCallId), `${update.toolCallId} was called`).to.equal(true);
  for (const item of update.content ?? []) {
    if (item.type === '_reprise/change') expect(seen.changes.has(item.sourceId)).to.equal(true);
    if (item.type === 'terminal') expect(seen.tracks.has(item.terminalId)).to.equal(true);
  }
}

export function fidelityOf(events: readonly SessionEvent[]) {
  const report = events.at(-1);
  if (report?.type !== 'report') throw new Error('the last event is no report');
  return report.fidelity;
}

/** Records of a source: its lines, or for an asciicast v1 its header and frames. */
function countRecords(source: string): number {
  if (!source.startsWith('{\n')) return source.split('\n').filter((line) => line.trim() !== '').length;
  return 1 + (JSON.parse(source) as { stdout: unknown[] }).stdout.length;
}
