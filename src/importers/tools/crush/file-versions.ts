import { asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { Store } from '../../sqlite/open-store.ts';
import { collectRows } from '../../stores/collect-rows.ts';
import { textColumn } from '../../stores/json-column.ts';
import { editsOf } from './crush-tools.ts';

/** Versions of files of a session. */
const MAX_VERSIONS = 100_000;

/** What became of a file by a call. */
export interface FileChange {
  /** The log's id of the call. */
  readonly call: string;
  readonly path: string;
  /** Absent where no version stands before; empty for a file that is new. */
  readonly before?: string;
  readonly after: string;
  readonly isNew: boolean;
}

interface Version {
  readonly number: number;
  readonly text: string;
}

/**
 * The texts that files had while a session went on: the program stores the whole file before and after each of its changes.
 * Which version a call made, it does not say: it is the next one that is what the call asked for.
 */
export class FileVersions {
  readonly #versions: ReadonlyMap<string, readonly Version[]>;
  /** Calls of the session by their ids. */
  readonly #calls = new Map<string, { readonly name: string; readonly input: LogRecord }>();
  /** By path, how many versions are told. */
  readonly #told = new Map<string, number>();

  private constructor(versions: ReadonlyMap<string, readonly Version[]>) {
    this.#versions = versions;
  }

  static async read({ database }: Store, session: string, signal?: AbortSignal): Promise<FileVersions> {
    const columns = ['path', 'version', 'content'];
    const rows = await collectRows(
      database.find('files', 'session_id', session, { columns, signal }),
      MAX_VERSIONS,
    );
    const versions = new Map<string, Version[]>();
    for (const row of rows) {
      const path = asText(row['path']) ?? '';
      // Older versions count in texts: `initial`, `v1`.
      const number = asNumber(row['version']) ?? Number(/\d+/.exec(asText(row['version']) ?? '')?.[0] ?? 0);
      const version = { number, text: textColumn(row['content']) ?? '' };
      const known = versions.get(path);
      if (known) known.push(version);
      else versions.set(path, [version]);
    }
    for (const all of versions.values()) all.sort((a, b) => a.number - b.number);
    return new FileVersions(versions);
  }

  /** Notes a part, if it is a call. */
  call(part: unknown): void {
    const data = dataOf(part, 'tool_call');
    const id = data && asText(data['id']);
    if (!data || id === undefined) return;
    this.#calls.set(id, {
      name: asText(data['name']) ?? '',
      input: isObject(data['input']) ? data['input'] : {},
    });
  }

  /** What a call made of a file, at the part of its result; parts in their order. */
  changeOf(part: unknown): FileChange | undefined {
    const data = dataOf(part, 'tool_result');
    const id = data && asText(data['tool_call_id']);
    const call = id === undefined ? undefined : this.#calls.get(id);
    const path = call && asText(call.input['file_path']);
    if (!data || id === undefined || path === undefined || data['is_error'] === true) return undefined;
    const metadata = isObject(data['metadata']) ? data['metadata'] : {};
    const versions = this.#versions.get(path) ?? [];
    const first = this.#told.get(path) ?? 0;
    for (let at = first; at < versions.length; at++) {
      const before = versions[at - 1];
      const { text: after } = versions[at]!;
      if (!isMadeBy(call!, { before: before?.text, after, told: metadata['new_content'] })) continue;
      this.#told.set(path, at + 1);
      const isNew = before?.number === 0 && before.text === '';
      return { call: id, path, after, isNew, ...(before && { before: before.text }) };
    }
    return undefined;
  }
}

/** Whether a call made a version of a file out of the one before. */
function isMadeBy(
  { name, input }: { readonly name: string; readonly input: LogRecord },
  {
    before,
    after,
    told,
  }: { readonly before: string | undefined; readonly after: string; readonly told: unknown },
): boolean {
  if (typeof told === 'string') return told === after;
  if (name === 'write') return input['content'] === after;
  const edits = editsOf(input);
  if (before === undefined || edits.length === 0) return false;
  const made = edits.reduce(
    (text, { oldText, newText, replaceAll }) =>
      replaceAll ? text.replaceAll(oldText, () => newText) : text.replace(oldText, () => newText),
    before,
  );
  return made === after && made !== before;
}

function dataOf(part: unknown, type: string): LogRecord | undefined {
  return isObject(part) && part['type'] === type && isObject(part['data']) ? part['data'] : undefined;
}
