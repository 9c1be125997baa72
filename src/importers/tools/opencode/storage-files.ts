import type { FindingReport } from '../../sources/finding-report.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { MAX_RECORD_DEPTH } from '../../sources/log-record.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { isDeeperThan, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LineReading } from '../../sources/log-lines.ts';
import type { SourceRecord } from '../../records/record-importer.ts';
import { SESSION_FILE } from './sessions-of-folder.ts';
import { MAX_LINE_SIZE } from '../../sources/source-lines.ts';

/** Files of one session that are read. */
const MAX_MESSAGES = 100_000;
const MAX_PARTS = 10_000;

/** An id that may be part of a path. */
const SAFE_ID = /^[\w-]{1,120}$/;

/** Paths of the files of sessions in the storage, by the id that names them. */
export async function sessionFiles(source: ImportSource): Promise<ReadonlyMap<string, string>> {
  const paths = (await source.siblings?.('session', { deep: true })) ?? [];
  return new Map(paths.filter((path) => SESSION_FILE.test(path)).map((path) => [stemOf(path), path]));
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
  const paths = SAFE_ID.test(sessionId)
    ? await firstFolder(source, [`message/${sessionId}`, `session/message/${sessionId}`])
    : [];
  if (paths.length === 0) {
    report?.note(
      'missing-messages',
      `the messages of session ${sessionId.slice(0, 120)} were not found: give the whole storage folder, not one file of it`,
    );
    return;
  }
  const parts = new StoredParts(source, sessionId, report);
  let number = 0;
  for (const path of paths.slice(0, MAX_MESSAGES)) {
    signal?.throwIfAborted();
    number += 1;
    const file = await readJson(source, path);
    const record = isObject(file.value)
      ? { info: withoutParts(file.value), parts: await parts.of(file.value, path) }
      : undefined;
    if (!record) report?.note('unreadable-item', `${path} is no JSON object and was kept as text`);
    yield [
      {
        number,
        member: 'messages',
        text: file.text,
        ...(record ? { record } : { flaw: 'unreadable-item' }),
      },
    ];
  }
}

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
  const decoder = new TextDecoder();
  let whole = '';
  for await (const chunk of file.chunks()) whole += decoder.decode(chunk, { stream: true });
  whole = (whole + decoder.decode()).trim();
  try {
    const value: unknown = JSON.parse(whole);
    return isDeeperThan(value, MAX_RECORD_DEPTH) ? { text: whole } : { text: whole, value };
  } catch {
    return { text: whole };
  }
}

function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.json$/, '');
}
