import type { SourceRecord } from '../../records/record-importer.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asText, isDeeperThan, isObject } from '../../sources/json-value.ts';
import type { LineReading } from '../../sources/log-lines.ts';
import { MAX_RECORD_DEPTH } from '../../sources/log-record.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { MAX_LINE_SIZE } from '../../sources/source-lines.ts';
import { sourceText } from '../../sources/source-text.ts';

/** Files of events that are read. */
const MAX_EVENTS = 500_000;

const EVENT_FILE = /(?:^|\/)event-(\d{1,9})-[\w-]{1,80}\.json$/;

/** What the file `base_state.json` says of a conversation; the settings of the agent, and its secrets, are not taken. */
export interface ConversationState {
  readonly id: string | undefined;
  readonly cwd: string | undefined;
  readonly model: string | undefined;
  readonly title: string | undefined;
  readonly stats: unknown;
}

/** Reads the state of a conversation; where it is torn, what is left of it is the id at its beginning. */
export async function readState(source: ImportSource): Promise<ConversationState> {
  const { text, value } = await readJson(source);
  const { id, agent, workspace, stats, title } = isObject(value) ? value : idIn(text);
  const llm = isObject(agent) && isObject(agent['llm']) ? agent['llm'] : {};
  return {
    id: asText(id),
    cwd: isObject(workspace) ? asText(workspace['working_dir']) : undefined,
    model: asText(llm['model']),
    title: asText(title),
    stats,
  };
}

/** Paths of the files of events beside a state, in their order. */
export async function eventFiles(source: ImportSource, folder = ''): Promise<readonly string[]> {
  const events = `${folder}events`;
  const paths = ((await source.siblings?.(events)) ?? []).filter((path) => EVENT_FILE.test(path));
  return paths
    .map((path) => (path.includes('/') ? path : `${events}/${path}`))
    .sort((a, b) => numberOf(a) - numberOf(b) || (a < b ? -1 : 1))
    .slice(0, MAX_EVENTS);
}

/** The events of a conversation, a file each. What is no JSON is kept as text. */
export async function* storedEvents(
  source: ImportSource,
  { signal, report }: LineReading,
): AsyncGenerator<readonly SourceRecord[], void, undefined> {
  const paths = await eventFiles(source);
  if (paths.length === 0) {
    const message =
      'the folder "events" beside the state of the conversation was not found: give the whole folder';
    report?.note('missing-messages', message);
  }
  for (const [index, path] of paths.entries()) {
    signal?.throwIfAborted();
    const { text, value } = await readEvent(source, path);
    const place = { number: index + 1, text };
    if (isObject(value)) yield [{ ...place, record: value }];
    else {
      report?.note('unreadable-item', `${path} is no JSON object and was kept as text`);
      yield [{ ...place, flaw: 'unreadable-item' }];
    }
  }
}

/** One event; `undefined` for what is no JSON object. */
export async function readEvent(
  source: ImportSource,
  path: string,
): Promise<{ readonly text: string; readonly value: LogRecord | undefined }> {
  const file = await source.sibling?.(path);
  if (!file) return { text: '', value: undefined };
  const { text, value } = await readJson(file);
  return { text, value: isObject(value) ? value : undefined };
}

async function readJson(file: ImportSource): Promise<{ readonly text: string; readonly value?: unknown }> {
  if (file.size > MAX_LINE_SIZE) return { text: '' };
  const text = await sourceText(file);
  try {
    const value: unknown = JSON.parse(text);
    return isDeeperThan(value, MAX_RECORD_DEPTH) ? { text } : { text, value };
  } catch {
    return { text };
  }
}

function idIn(text: string): LogRecord {
  const id = /^\s*\{\s*"id"\s*:\s*"([\w-]{1,80})"/.exec(text)?.[1];
  return id === undefined ? {} : { id };
}

function numberOf(path: string): number {
  return Number(EVENT_FILE.exec(path)?.[1] ?? 0);
}
