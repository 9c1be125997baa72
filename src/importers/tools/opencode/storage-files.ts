import type { FindingReport } from '../../sources/finding-report.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { MAX_RECORD_DEPTH } from '../../sources/log-record.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { isDeeperThan, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LineReading } from '../../sources/log-lines.ts';
import type { SourceRecord } from '../../records/record-importer.ts';
import { SESSION_FILE, stemOf } from './sessions-of-folder.ts';
import { MAX_LINE_SIZE } from '../../sources/source-lines.ts';
import { sourceText } from '../../sources/source-text.ts';

/** Files of one session that are read. */
const MAX_MESSAGES = 100_000;
const MAX_PARTS = 10_000;

/** Folders of parts without a message that are looked into. */
const MAX_LOST = 1000;

/** An id that may be part of a path. */
const SAFE_ID = /^[\w-]{1,120}$/;

/** Paths of the files of sessions in the storage, by the id that names them. */
export async function sessionFiles(source: ImportSource): Promise<ReadonlyMap<string, string>> {
  const paths = (await source.siblings?.('session', { deep: true })) ?? [];
  return new Map(paths.filter((path) => SESSION_FILE.test(path)).map((path) => [stemOf(path), path]));
}

/** Whether there are messages of a session that its file is called after. */
export async function hasMessages(source: ImportSource): Promise<boolean> {
  return (await pathsOfMessages(source, stemOf(source.name))).length > 0;
}

async function pathsOfMessages(source: ImportSource, sessionId: string): Promise<readonly string[]> {
  if (!SAFE_ID.test(sessionId)) return [];
  return firstFolder(source, [`message/${sessionId}`, `session/message/${sessionId}`]);
}

/**
 * The messages of a session of the storage, each with its parts, in the order of their files: ids count up with
 * time. The source has to be given with the storage folder as what paths are relative to.
 */
export async function* storedMessages(
  source: ImportSource,
  sessionId: string,
  { signal, report }: LineReading,
): AsyncGenerator<readonly SourceRecord[], void, undefined> {
  const paths = await pathsOfMessages(source, sessionId);
  if (paths.length === 0) {
    report?.note(
      'missing-messages',
      `the messages of session ${sessionId.slice(0, 120)} were not found: give the whole storage folder, not one file of it`,
    );
    return;
  }
  const parts = new StoredParts(source, sessionId, report);
  const lost = await lostMessages(source, sessionId, paths);
  const all = [...paths.slice(0, MAX_MESSAGES), ...lost].sort((a, b) => (stemOf(a) < stemOf(b) ? -1 : 1));
  let number = 0;
  for (const path of all) {
    signal?.throwIfAborted();
    const file = lost.includes(path) ? { text: '' } : await readJson(source, path);
    const isWhole = isObject(file.value);
    const message = isWhole ? file.value : { id: stemOf(path), sessionID: sessionId };
    const own = await parts.of(message, path);
    const records: SourceRecord[] = [];
    if (!isWhole && lost.includes(path)) {
      report?.note('lost-message', `${path} is missing: what its parts say is told without it`);
    } else if (!isWhole) {
      report?.note('unreadable-item', `${path} is no JSON object and was kept as text`);
      records.push({ number: (number += 1), member: 'messages', text: file.text, flaw: 'unreadable-item' });
    }
    if (isWhole || own.length > 0) {
      const info = isWhole ? withoutParts(message) : { ...message, role: roleIn(own) };
      records.push({
        number: (number += 1),
        member: 'messages',
        text: file.text,
        record: { info, parts: own },
      });
    }
    yield records;
  }
}

/**
 * Messages of a session of which only the parts are left: folders of parts that no file of a message belongs to, of
 * any session, are looked into. Paths as their files had them.
 *
 * @param messages - paths of those that have a file
 */
async function lostMessages(
  source: ImportSource,
  sessionId: string,
  messages: readonly string[],
): Promise<readonly string[]> {
  const listed = async (folder: string): Promise<readonly string[]> =>
    (await source.siblings?.(folder, { deep: true })) ?? [];
  const known = new Set((await listed('message')).map(stemOf));
  const first = new Map<string, string>();
  for (const path of await listed('part')) {
    const [, id] = /^part\/([\w-]{1,120})\/[^/]+\.json$/.exec(path) ?? [];
    if (id !== undefined && !known.has(id) && !first.has(id)) first.set(id, path);
  }
  if (first.size === 0) return [];
  // A file may have another name than its message.
  for (const path of messages.slice(0, MAX_MESSAGES)) {
    const { value } = await readJson(source, path);
    if (isObject(value)) first.delete(asText(value['id']) ?? '');
  }
  const lost: string[] = [];
  for (const [id, path] of [...first].slice(0, MAX_LOST)) {
    const { value } = await readJson(source, path);
    const isMessage = isObject(value) && value['messageID'] === id;
    if (isMessage && value['sessionID'] === sessionId) lost.push(`message/${sessionId}/${id}.json`);
  }
  return lost;
}

/** Who wrote a message whose file is gone: answers have steps, tools, thoughts, and texts with times. */
function roleIn(parts: readonly unknown[]): 'assistant' | 'user' {
  const isOfAnswer = (part: unknown): boolean =>
    isObject(part) && (ANSWER_PARTS.has(part['type']) || (part['type'] === 'text' && isObject(part['time'])));
  return parts.some(isOfAnswer) ? 'assistant' : 'user';
}

const ANSWER_PARTS: ReadonlySet<unknown> = new Set([
  'step-start',
  'step-finish',
  'reasoning',
  'tool',
  'patch',
]);

/** Finds the parts of messages, wherever the version of the storage keeps them. */
class StoredParts {
  readonly #source: ImportSource;
  readonly #sessionId: string;
  readonly #report: FindingReport | undefined;
  #flat: Promise<ReadonlyMap<string, readonly unknown[]>> | undefined;

  constructor(source: ImportSource, sessionId: string, report: FindingReport | undefined) {
    this.#source = source;
    this.#sessionId = sessionId;
    this.#report = report;
  }

  async of(message: LogRecord, path: string): Promise<readonly unknown[]> {
    // The first versions kept the parts in the file of the message.
    if (Array.isArray(message['parts'])) return message['parts'] as unknown[];
    const ids = new Set([asText(message['id']) ?? '', stemOf(path)].filter((id) => SAFE_ID.test(id)));
    const folders = [...ids].flatMap((id) => [
      `part/${id}`,
      `part/${this.#sessionId}/${id}`,
      `session/part/${this.#sessionId}/${id}`,
    ]);
    const paths = (await firstFolder(this.#source, folders)).slice(0, MAX_PARTS);
    if (paths.length > 0) return this.#readAll(paths);
    this.#flat ??= this.#readFlat();
    const flat = await this.#flat;
    return [...ids].map((id) => flat.get(id)).find((parts) => parts !== undefined) ?? [];
  }

  async #readAll(paths: readonly string[]): Promise<unknown[]> {
    const parts: unknown[] = [];
    for (const path of paths) {
      const { value, text: whole } = await readJson(this.#source, path);
      if (value === undefined) {
        this.#report?.note('unreadable-item', `${path} is no JSON and was kept as text`);
      }
      parts.push(value ?? whole);
    }
    return parts;
  }

  /** Parts of all messages in one folder: each names its message. */
  async #readFlat(): Promise<ReadonlyMap<string, readonly unknown[]>> {
    const paths = await firstFolder(this.#source, [
      `part/${this.#sessionId}`,
      `session/part/${this.#sessionId}`,
    ]);
    const byMessage = new Map<string, unknown[]>();
    for (const part of await this.#readAll(paths.slice(0, MAX_MESSAGES))) {
      const id = isObject(part) ? asText(part['messageID']) : undefined;
      if (id === undefined) continue;
      const parts = byMessage.get(id);
      if (parts) parts.push(part);
      else byMessage.set(id, [part]);
    }
    return byMessage;
  }
}

function withoutParts(message: LogRecord): LogRecord {
  return Object.fromEntries(Object.entries(message).filter(([key]) => key !== 'parts'));
}

/** The JSON files of the first folder that has any. */
async function firstFolder(source: ImportSource, folders: readonly string[]): Promise<readonly string[]> {
  for (const folder of folders) {
    const paths = asList(await source.siblings?.(folder)).filter(
      (path): path is string => typeof path === 'string' && path.endsWith('.json'),
    );
    if (paths.length > 0) return paths;
  }
  return [];
}

/** What a file of the storage holds; no value where it is no JSON, too long or nests too deeply. */
export async function readJson(
  source: ImportSource,
  path: string,
): Promise<{ readonly text: string; readonly value?: unknown }> {
  const file = await source.sibling?.(path);
  if (!file || file.size > MAX_LINE_SIZE) return { text: '' };
  const whole = (await sourceText(file)).trim();
  try {
    const value: unknown = JSON.parse(whole);
    return isDeeperThan(value, MAX_RECORD_DEPTH) ? { text: whole } : { text: whole, value };
  } catch {
    return { text: whole };
  }
}
