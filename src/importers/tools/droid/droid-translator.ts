import type { EventMeta, SessionInfo, TokenUsage } from '../../../format/index.ts';
import { ChatLog } from '../../chat-messages/chat-log.ts';
import { objectBeside } from '../../sources/files-beside.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ChildSource, RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { DROID_TOOLS } from './droid-tools.ts';
import { droidUsage } from './droid-usage.ts';
import { findSubagents } from './find-subagents.ts';
import { StateRecords } from './state-records.ts';
import { StoredMessages } from './stored-messages.ts';
import { StreamRecords } from './stream-records.ts';
import { UserMessages } from './user-messages.ts';

/** What the records of a session, of a subagent's, or of a stream mean. */
export class DroidTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #track: string;
  readonly #messages: StoredMessages;
  readonly #stream: StreamRecords;
  readonly #states: StateRecords;
  readonly #models = new Set<string>();
  /** Records that calls stand in. */
  readonly #calls = new Map<string, number>();
  #start: LogRecord = {};
  #lastAnswer: number | undefined;
  /** What the whole session used; it stands with the last answer. */
  #usage: TokenUsage | undefined;

  /** @param track - of a subagent; empty for the session itself */
  constructor(writer: SessionWriter, track = '') {
    this.#writer = writer;
    this.#track = track;
    const log = new ChatLog(writer, { tools: DROID_TOOLS, isSubagent: track !== '', scope: track });
    const user = new UserMessages(writer, log, track !== '');
    this.#messages = new StoredMessages(writer, log, user);
    this.#stream = new StreamRecords(writer, log, user);
    this.#states = new StateRecords(writer, log);
  }

  survey(record: LogRecord, { number }: SourceRecord): void {
    const { type } = record;
    const message = messageIn(record);
    if (isStart(record) && Object.keys(this.#start).length === 0) this.#start = record;
    for (const model of [record['model'], record['modelId'], message?.['modelId']]) {
      if (typeof model === 'string' && model !== '') this.#models.add(model);
    }
    if ((message ?? record)['role'] === 'assistant') this.#lastAnswer = number;
    if (type === 'completion') this.#usage = droidUsage(record['usage']) ?? this.#usage;
    const ids = message ? this.#messages.survey(message, number) : this.#stream.survey(record, number);
    for (const id of ids) this.#calls.set(id, number);
  }

  async children(source: ImportSource): Promise<readonly ChildSource[]> {
    if (this.#start['type'] !== 'session_start') return [];
    const settings = await objectBeside(source, source.name.replace(/\.jsonl$/, '.settings.json'));
    const model = asText(settings['model']);
    if (this.#models.size === 0 && model !== undefined) this.#models.add(model);
    this.#usage ??= droidUsage(settings['tokenUsage']);
    const sessionId = asText(this.#start['id']);
    if (sessionId === undefined) return [];
    return findSubagents(source, {
      sessionId,
      calls: this.#calls,
      translator: (track) => new DroidTranslator(this.#writer, track),
    });
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const start = this.#start;
    const sessionId = asText(start['sessionId']) ?? asText(start['session_id']) ?? asText(start['id']);
    const title = asText(start['sessionTitle']) ?? asText(start['title']);
    const root = asText(start['cwd']);
    const version = asText(start['version']);
    return {
      ...(title !== undefined && { title }),
      agent: {
        name: 'droid',
        ...(version !== undefined && { version }),
        ...(this.#models.size > 0 && { models: [...this.#models] }),
      },
      ...(root !== undefined && { workspace: { root } }),
      ...(sessionId !== undefined && { sessionId }),
    };
  }

  translate(record: LogRecord, { number }: SourceRecord): boolean {
    if (isStart(record)) {
      // Title, folder and models stand in the session; a subagent's are told by its track.
      this.#writer.markTold(this.#track === '' ? this.info() : record);
      return true;
    }
    const meta = this.#metaOf(record, number);
    const message = messageIn(record);
    if (message) return this.#messages.translate(message, meta, number);
    return this.#states.translate(record) || this.#stream.translate(record, meta, number);
  }

  #metaOf(record: LogRecord, number: number): EventMeta {
    const model = asText(messageIn(record)?.['modelId']);
    return {
      ...(model !== undefined && { model }),
      ...(number === this.#lastAnswer && this.#usage && { usage: this.#usage }),
    };
  }
}

/** The message of a record of a stored session; older ones have its fields in the record itself. */
function messageIn(record: LogRecord): LogRecord | undefined {
  if (record['type'] !== 'message') return undefined;
  if (isObject(record['message'])) return record['message'];
  return 'content' in record ? record : undefined;
}

/** What a stored session begins with, and a stream. */
function isStart({ type, subtype }: LogRecord): boolean {
  return type === 'session_start' || (type === 'system' && subtype === 'init');
}
