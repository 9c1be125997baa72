import { ImportError } from '../../sources/import-error.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ImportOptions, SourceSession } from '../../importer.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import { logLines } from '../../sources/log-lines.ts';
import type { LineReading } from '../../sources/log-lines.ts';
import type { SourceRecord } from '../../records/record-importer.ts';

/** Sessions of a file that are told apart. */
const MAX_SESSIONS = 10_000;

/** A session of a trail that another one of the same file started: a subagent. */
export interface ChildSession {
  readonly id: string;
  /** Id of the session that started it. */
  readonly parent: string;
  /** Id of the record of the call that started it, where the header names it. */
  readonly entry: string | undefined;
  readonly header: LogRecord;
}

/** What a file of sessions holds. */
export interface TrailContent {
  /** Sessions that no other one of the file started. */
  readonly sessions: readonly SourceSession[];
  /** Those that another one started, in the order of the file. */
  readonly children: readonly ChildSession[];
}

/** Which sessions a trail holds. A header begins one; the segments of one session are read as one. */
export async function surveyTrail(
  source: ImportSource,
  { signal }: Pick<ImportOptions, 'signal'> = {},
): Promise<TrailContent> {
  const headers = new Map<string, LogRecord>();
  const invoked = new Map<string, { readonly parent: string; readonly entry: string | undefined }>();
  let current = '';
  for await (const lines of logLines(source, { signal })) {
    for (const { record } of lines) {
      if (!record) continue;
      if (record['type'] === 'session') {
        current = sessionKey(record);
        if (!headers.has(current) && headers.size < MAX_SESSIONS) headers.set(current, record);
      }
      const child = invokedSession(record);
      if (child !== undefined && invoked.size < MAX_SESSIONS) {
        invoked.set(child, { parent: current, entry: asText(record['id']) });
      }
    }
  }
  const sessions: SourceSession[] = [];
  const children: ChildSession[] = [];
  for (const [id, header] of headers) {
    const start = invoked.get(asText(header['id']) ?? '') ?? forkedFrom(header, headers);
    if (start && start.parent !== id) children.push({ id, ...start, header });
    else sessions.push(described(id, header));
  }
  return { sessions, children };
}

/** `Importer.sessions` of trails. */
export async function trailSessions(
  source: ImportSource,
  options: ImportOptions = {},
): Promise<readonly SourceSession[]> {
  return (await surveyTrail(source, options)).sessions;
}

/** A subagent's session, read out of the file that holds it. */
export class ChildSource implements ImportSource {
  readonly name: string;
  readonly size: number;
  readonly #file: ImportSource;
  readonly session: string;

  constructor(file: ImportSource, session: string) {
    this.name = file.name;
    this.size = file.size;
    this.#file = file;
    this.session = session;
  }

  chunks(): AsyncIterable<Uint8Array> {
    return this.#file.chunks();
  }
}

/** The records of one session of a trail, by default the first, with the envelope before it. */
export async function* readTrail(
  source: ImportSource,
  reading: LineReading,
  options: ImportOptions,
): AsyncGenerator<readonly SourceRecord[], undefined, undefined> {
  const isChild = source instanceof ChildSource;
  let wanted = isChild ? source.session : options.session;
  let current: string | undefined;
  let isFound = false;
  for await (const lines of logLines(source, reading)) {
    const taken: SourceRecord[] = [];
    for (const line of lines) {
      if (line.record?.['type'] === 'session') {
        current = sessionKey(line.record);
        wanted ??= current;
        isFound ||= current === wanted;
      }
      // What stands before the first header belongs to the file: its envelope, or entries whose header is cut off.
      if (current === undefined ? !isChild : current === wanted) taken.push(line);
    }
    if (taken.length > 0) yield taken;
  }
  if (!isFound && options.session !== undefined) {
    throw new ImportError('unknown-session', `"${source.name}" holds no session "${wanted}"`);
  }
  return undefined;
}

/** What the headers of one session have in common: segments share the id of the session they are of. */
function sessionKey(header: LogRecord): string {
  const uid = isObject(header['segment']) ? asText(header['session_uid']) : undefined;
  return uid ?? asText(header['id']) ?? 'session';
}

function invokedSession({ type, payload }: LogRecord): string | undefined {
  if (type !== 'tool_call' || !isObject(payload) || payload['tool'] !== 'subagent_invoke') return undefined;
  return isObject(payload['args']) ? asText(payload['args']['session_id']) : undefined;
}

/** A session that was forked at a record of another one of the file; one that names no record was forked by a person. */
function forkedFrom(
  header: LogRecord,
  headers: ReadonlyMap<string, LogRecord>,
): { readonly parent: string; readonly entry: string } | undefined {
  const fork = isObject(header['fork_from']) ? header['fork_from'] : {};
  const parent = asText(fork['session_id']);
  const entry = asText(fork['entry_id']);
  return parent !== undefined && entry !== undefined && headers.has(parent) ? { parent, entry } : undefined;
}

function described(id: string, header: LogRecord): SourceSession {
  const title = asText(header['name']);
  const startedAt = parseIsoTime(header['ts']);
  return {
    id,
    ...(title !== undefined && { title }),
    ...(startedAt !== undefined && { startedAt }),
  };
}
