import type { SourceSession } from '../../importer.ts';
import type { SourceRecord } from '../../records/record-importer.ts';
import { asNumber, asText, isObject } from '../../sources/json-value.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import type { LineReading } from '../../sources/log-lines.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { Store } from '../../sqlite/open-store.ts';
import { jsonColumn, textColumn } from '../../stores/json-column.ts';
import type { StoreSession } from '../../stores/store-session.ts';
import { readBlobNode } from './blob-node.ts';
import { sessionTranscript } from './session-transcript.ts';
import { transcriptRecord } from './transcript-record.ts';
import { sourceText } from '../../sources/source-text.ts';

/** Blobs of one store that are looked at. */
const MAX_BLOBS = 1_000_000;

/** The one session of a store of the command line, if it holds any message. */
export async function listBlobs(store: Store, signal?: AbortSignal): Promise<readonly SourceSession[]> {
  const facts = await findBlobs(store, undefined, signal);
  const id = facts && asText(facts['agentId']);
  if (!facts || id === undefined || !(await holdsMessages(store, signal))) return [];
  const title = asText(facts['name']);
  const startedAt = timeOf(facts['createdAt']);
  const endedAt = timeOf(facts['updatedAtMs']);
  const project = asText(facts['cwd']);
  return [
    {
      id,
      ...(title !== undefined && { title }),
      ...(startedAt !== undefined && { startedAt }),
      ...(endedAt !== undefined && { endedAt }),
      ...(project !== undefined && { project }),
    },
  ];
}

/** What the store says of its session, and `meta.json` beside it; `undefined` where its id is another one. */
export async function findBlobs(
  store: Store,
  id?: string,
  signal?: AbortSignal,
): Promise<LogRecord | undefined> {
  let meta: LogRecord | undefined;
  for await (const { value } of store.database.rows('meta', { signal })) {
    const found = jsonColumn(textOfHex(textColumn(value) ?? ''));
    if (isObject(found)) meta ??= found;
  }
  if (!meta || (id !== undefined && meta['agentId'] !== id)) return undefined;
  const root = await blobOf(store, asText(meta['latestRootBlobId']) ?? '', signal);
  const folder = root && readBlobNode(root).workspace;
  return { ...(folder !== undefined && { cwd: folder }), ...(await factsBeside(store)), ...meta };
}

/**
 * The messages of the session as records of a transcript, in the order in which the last state names them. What it does
 * not name any more (it went back, or summed it up) is on a branch. Where the state is damaged or names none, all are told
 * in the order in which they were written.
 */
export async function* blobMessages(
  session: StoreSession,
  reading: LineReading,
): AsyncGenerator<readonly SourceRecord[], undefined, undefined> {
  const { store, facts } = session;
  const { signal, report } = reading;
  const state = await namedMessages(store, asText(facts['latestRootBlobId']) ?? '', signal);
  const written = await writtenMessages(store, state, signal);
  const isWhole = state.names.length > 0 && !state.isDamaged;
  if (state.isDamaged) report?.note('damaged-state', DAMAGED, { severity: 'info' });
  const transcript = await sessionTranscript(session);
  let number = 0;
  for (const { name, text: own, isNamed } of isWhole ? inOrderOfState(state.names, written) : written) {
    const text = own ?? new TextDecoder().decode(await blobOf(store, name, signal));
    const message = jsonColumn(text);
    const record = isObject(message) ? transcriptRecord(message) : {};
    if (isWhole && !isNamed) {
      report?.note('unnamed-message', UNNAMED, { severity: 'info' });
      yield [{ number: (number += 1), text, record, branch: 'unnamed' }];
      continue;
    }
    const end = transcript.endBefore(record);
    if (end) yield [{ number: (number += 1), text: JSON.stringify(end), record: end }];
    const time = transcript.timeOf(record) ?? (number === 0 ? timeOf(facts['createdAt']) : undefined);
    yield [{ number: (number += 1), text, record: { ...record, ...(time !== undefined && { time }) } }];
  }
  const end = transcript.endBefore(undefined);
  if (end) yield [{ number: number + 1, text: JSON.stringify(end), record: end }];
  return undefined;
}

const DAMAGED =
  'the last state of the session names what is not in the database: all messages are told in the order in which they were written';
const UNNAMED =
  'a message that the last state of the session does not name (it went back, or summed it up) was put on a branch';

/** What the last state of the session names. */
interface NamedMessages {
  readonly names: readonly string[];
  /** A part of the state is not there, and so what it named is not known. */
  readonly isDamaged: boolean;
}

/** A message of the store. */
interface WrittenMessage {
  readonly name: string;
  /** Where it cannot be found by its name. */
  readonly text?: string;
  readonly isNamed: boolean;
}

/** All messages in the order in which they were written. */
async function writtenMessages(
  store: Store,
  { names }: NamedMessages,
  signal?: AbortSignal,
): Promise<readonly WrittenMessage[]> {
  const written: WrittenMessage[] = [];
  const named = new Set(names);
  for await (const { id, data } of store.database.rows('blobs', { signal })) {
    const name = asText(id) ?? '';
    const text = textColumn(data);
    const isNamed = named.has(name);
    if (written.length < MAX_BLOBS && (isNamed || isMessage(text)))
      written.push({ name, isNamed, ...(name === '' && text !== undefined && { text }) });
  }
  return written;
}

/** Messages in the order of the state; one that it does not name stands before the first that was written after it. */
function inOrderOfState(
  names: readonly string[],
  written: readonly WrittenMessage[],
): readonly WrittenMessage[] {
  const places = new Map(written.map(({ name }, index) => [name, index]));
  const ordered: WrittenMessage[] = [];
  let at = 0;
  const addUnnamed = (end: number): void => {
    for (; at < end; at++) if (!written[at]!.isNamed) ordered.push(written[at]!);
  };
  for (const name of names) {
    addUnnamed(places.get(name) ?? at);
    ordered.push({ name, isNamed: true });
  }
  addUnnamed(written.length);
  return ordered;
}

/** Names of the messages that a node leads to, in order. */
async function namedMessages(store: Store, root: string, signal?: AbortSignal): Promise<NamedMessages> {
  const names: string[] = [];
  const seen = new Set<string>();
  const waiting = [root];
  let isDamaged = false;
  for (let name = waiting.pop(); name !== undefined && seen.size < MAX_BLOBS; name = waiting.pop()) {
    if (name === '' || seen.has(name)) continue;
    seen.add(name);
    const data = await blobOf(store, name, signal);
    if (!data) {
      isDamaged = true;
      continue;
    }
    // What the state names and is JSON was a message, whatever has become of it.
    if (isObject(jsonColumn(data))) names.push(name);
    else waiting.push(...[...readBlobNode(data).references].reverse());
  }
  return { names, isDamaged };
}

async function holdsMessages(store: Store, signal?: AbortSignal): Promise<boolean> {
  for await (const { data } of store.database.rows('blobs', { columns: ['data'], signal })) {
    const text = textColumn(data);
    if (isMessage(text)) return true;
  }
  return false;
}

function isMessage(text: string | undefined): boolean {
  if (!text?.startsWith('{')) return false;
  const value = jsonColumn(text);
  return isObject(value) && asText(value['role']) !== undefined;
}

async function blobOf(store: Store, name: string, signal?: AbortSignal): Promise<Uint8Array | undefined> {
  for await (const { data } of store.database.find('blobs', 'id', name, { signal })) {
    return data instanceof Uint8Array ? data : new TextEncoder().encode(textColumn(data) ?? '');
  }
  return undefined;
}

/** `meta.json` beside the store, of newer versions. */
async function factsBeside({ source }: Store): Promise<LogRecord> {
  const ownPath = source.ownPath ?? source.name;
  const file = await source.sibling?.(ownPath.replace(/[^/]*$/, 'meta.json'));
  if (!file || file.size > MAX_FACTS_SIZE) return {};
  const text = await sourceText(file);
  const value = jsonColumn(text);
  if (!isObject(value)) return {};
  const { title, cwd, createdAtMs, updatedAtMs } = value;
  const said = Object.entries({ name: title, cwd, createdAt: createdAtMs, updatedAtMs });
  return Object.fromEntries(said.filter(([, fact]) => fact !== undefined));
}

/** Bytes of `meta.json`. */
const MAX_FACTS_SIZE = 64 * 1024;

function timeOf(value: unknown): number | undefined {
  const ms = asNumber(value);
  return ms === undefined ? undefined : plausibleTime(ms);
}

function textOfHex(hex: string): string {
  if (!/^(?:[0-9a-f]{2})+$/i.test(hex)) return hex;
  return new TextDecoder().decode(Uint8Array.from(hex.match(/../g)!, (pair) => Number.parseInt(pair, 16)));
}
