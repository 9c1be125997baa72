import { ImportError } from '../../sources/import-error.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { ImportOptions, SourceSession } from '../../importer.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import { logLines } from '../../sources/log-lines.ts';
import type { LineReading } from '../../sources/log-lines.ts';
import type { SourceRecord } from '../../records/record-importer.ts';
import { oneLine } from '../../records/tool-calls.ts';
import { readMessage, recordTime, withParsedMessage } from './acp-message.ts';
import type { AcpMessage } from './acp-message.ts';
import { RequestLedger } from './request-ledger.ts';

/** Sessions of a stream that are told apart. */
const MAX_SESSIONS = 10_000;

/** Requests that begin a session: what they ask for is answered by its id. */
const BEGINNING = 'session/new';

interface NumberedRequest extends AcpMessage {
  readonly number: number;
}

interface Survey {
  readonly sessions: readonly SourceSession[];
  /** Number of the record that asks for a session → the session. */
  readonly beginnings: ReadonlyMap<number, string>;
}

/** `Importer.sessions` of streams: each id is one. */
export async function acpSessions(
  source: ImportSource,
  options: ImportOptions = {},
): Promise<readonly SourceSession[]> {
  return (await survey(source, options)).sessions;
}

/**
 * The records of one session of a stream, by default the first. What belongs to no session (`initialize`, lines that
 * are no message) is read with the first one.
 */
export async function* readAcp(
  source: ImportSource,
  reading: LineReading,
  options: ImportOptions,
): AsyncGenerator<readonly SourceRecord[], undefined, undefined> {
  const { sessions, beginnings } = await survey(source, options);
  const [first] = sessions;
  const wanted = options.session ?? first?.id;
  if (options.session !== undefined && !sessions.some(({ id }) => id === wanted)) {
    throw new ImportError('unknown-session', `"${source.name}" holds no session "${wanted}"`);
  }
  const router = new SessionRouter(beginnings);
  for await (const lines of logLines(source, reading)) {
    const taken: SourceRecord[] = [];
    for (const line of lines) {
      const record = line.record && withParsedMessage(line.record);
      const session = record && router.sessionOf(record, line.number);
      const isConnection = session === undefined;
      if (!(session === wanted || (isConnection && (wanted === first?.id || isInitialize(record))))) continue;
      taken.push(record ? { ...line, record } : line);
    }
    if (taken.length > 0) yield taken;
  }
  return undefined;
}

/** Who speaks with whom holds for every session of a stream. */
function isInitialize(record: SourceRecord['record']): boolean {
  const message = record && readMessage(record);
  return (
    message?.method === 'initialize' || (isObject(message?.result) && 'protocolVersion' in message.result)
  );
}

/** Tells the session of each record, in the order of the stream. */
class SessionRouter {
  readonly #beginnings: ReadonlyMap<number, string>;
  readonly #ledger = new RequestLedger<NumberedRequest>();

  constructor(beginnings: ReadonlyMap<number, string>) {
    this.#beginnings = beginnings;
  }

  sessionOf(record: NonNullable<SourceRecord['record']>, number: number): string | undefined {
    const message = readMessage(record);
    if (!message) return undefined;
    if (message.kind === 'request') this.#ledger.request({ ...message, number });
    if (message.kind !== 'response') return message.sessionId ?? this.#beginnings.get(number);
    const request = this.#ledger.answer(message);
    return request && (request.sessionId ?? this.#beginnings.get(request.number));
  }
}

async function survey(source: ImportSource, { signal }: Pick<ImportOptions, 'signal'>): Promise<Survey> {
  const sessions = new Map<string, { id: string; title?: string; startedAt?: number }>();
  const beginnings = new Map<number, string>();
  const ledger = new RequestLedger<NumberedRequest>();
  for await (const lines of logLines(source, { signal })) {
    for (const { record: raw, number } of lines) {
      const record = raw && withParsedMessage(raw);
      const message = record && readMessage(record);
      if (!message) continue;
      if (message.kind === 'request') ledger.request({ ...message, number });
      const request = message.kind === 'response' ? ledger.answer(message) : undefined;
      const begun = request?.method === BEGINNING ? idOfNew(message) : undefined;
      if (request && begun !== undefined) beginnings.set(request.number, begun);
      const id = begun ?? message.sessionId;
      if (id === undefined || (sessions.size >= MAX_SESSIONS && !sessions.has(id))) continue;
      const session = sessions.get(id) ?? { id };
      sessions.set(id, session);
      const startedAt = recordTime(record);
      if (session.startedAt === undefined && startedAt !== undefined) session.startedAt = startedAt;
      const title = titleIn(message);
      if (title !== undefined) session.title = title;
      else if (session.title === undefined && message.method === 'session/prompt') {
        const words = firstWords(message.params['prompt']);
        if (words !== undefined) session.title = words;
      }
    }
  }
  return { sessions: [...sessions.values()], beginnings };
}

function idOfNew({ result }: AcpMessage): string | undefined {
  return isObject(result) ? asText(result['sessionId']) : undefined;
}

function titleIn({ update }: AcpMessage): string | undefined {
  return update?.['sessionUpdate'] === 'session_info_update' ? asText(update['title']) : undefined;
}

function firstWords(prompt: unknown): string | undefined {
  const [block] = Array.isArray(prompt) ? (prompt as unknown[]) : [];
  const words = isObject(block) ? asText(block['text']) : undefined;
  return words === undefined ? undefined : oneLine(words);
}
