import type { EventMeta, SessionInfo } from '../../../format/index.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ChildSource, RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { ConversationMessages } from './conversation-messages.ts';
import { EventMessages } from './event-messages.ts';
import { JournalMessages } from './journal-messages.ts';
import { findKiroAgents } from './kiro-agents.ts';
import { KiroCalls } from './kiro-calls.ts';
import { readFacts, type KiroFacts } from './session-facts.ts';

/** Models that are named. */
const MAX_MODELS = 100;

/** Whose session is translated. */
export interface KiroSession {
  /** Name of the agent, from the registry. */
  readonly agent: string;
  /** A conversation of the database, as it stands there. */
  readonly conversation?: LogRecord | undefined;
  readonly isSubagent?: boolean;
}

/** What the records of a session mean, whichever version wrote them. */
export class KiroTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #session: KiroSession;
  readonly #calls: KiroCalls;
  readonly #journal: JournalMessages;
  readonly #events: EventMessages;
  readonly #conversation: ConversationMessages;
  readonly #models = new Set<string>();
  #facts: KiroFacts = { turns: new Map() };
  #envelope: LogRecord = {};
  /** Folder that an exchange names first. */
  #folder: string | undefined;

  constructor(writer: SessionWriter, session: KiroSession) {
    const { isSubagent = false } = session;
    this.#writer = writer;
    this.#session = session;
    this.#calls = new KiroCalls(writer);
    this.#journal = new JournalMessages(writer, this.#calls, isSubagent);
    this.#events = new EventMessages(writer, this.#calls, isSubagent);
    this.#conversation = new ConversationMessages(writer, this.#calls);
  }

  survey(record: LogRecord, { number }: SourceRecord): void {
    const { request_metadata: metadata } = record;
    const model = isObject(metadata) ? asText(metadata['model_id']) : undefined;
    if (model !== undefined && this.#models.size < MAX_MODELS) this.#models.add(model);
    this.#folder ??= folderOf(record);
    this.#messagesOf(record).survey(record, number);
  }

  envelope(envelope: LogRecord): void {
    this.#envelope = envelope;
  }

  async children(source: ImportSource): Promise<readonly ChildSource[]> {
    if (this.#session.conversation) return [];
    this.#facts = await readFacts(source);
    const { id } = this.#facts;
    if (id === undefined || this.#session.isSubagent) return [];
    return findKiroAgents(source, id, {
      callOf: (prompt) => this.#calls.agentCall(prompt),
      translator: () => new KiroTranslator(this.#writer, { agent: this.#session.agent, isSubagent: true }),
    });
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const conversation = this.#session.conversation ?? this.#envelope;
    const { title, id, cwd, model } = this.#facts;
    const models = model === undefined ? [...this.#models] : [...new Set([model, ...this.#models])];
    const root = cwd ?? asText(conversation['folder']) ?? this.#folder;
    const sessionId = id ?? asText(conversation['conversation_id']);
    return {
      agent: { name: this.#session.agent, ...(models.length > 0 && { models }) },
      ...(title !== undefined && { title }),
      ...(sessionId !== undefined && { sessionId }),
      ...(root !== undefined && { workspace: { root } }),
    };
  }

  translate(record: LogRecord, place: SourceRecord): boolean {
    if (place.number === 1) this.#summary();
    return this.#messagesOf(record).write(record, this.#metaOf(record));
  }

  /** What stood before the first exchange that the conversation still has. */
  #summary(): void {
    const said = this.#session.conversation?.['latest_summary'];
    const summary: unknown = Array.isArray(said) ? said[0] : said;
    const words = asText(summary);
    if (words !== undefined) this.#writer.notice('compaction', words);
  }

  #messagesOf(record: LogRecord) {
    if ('user' in record || 'assistant' in record) return this.#conversation;
    return 'payload' in record ? this.#events : this.#journal;
  }

  /** Tokens of a turn, at the answer that ended it. */
  #metaOf({ data }: LogRecord): EventMeta {
    const turn = isObject(data) ? this.#facts.turns.get(asText(data['message_id']) ?? '') : undefined;
    const { inputTokens, outputTokens } = turn ?? {};
    if (inputTokens === undefined && outputTokens === undefined) return {};
    return { usage: { inputTokens: inputTokens ?? 0, outputTokens: outputTokens ?? 0 } };
  }
}

function folderOf({ user }: LogRecord): string | undefined {
  const context = isObject(user) && isObject(user['env_context']) ? user['env_context'] : {};
  const state = isObject(context['env_state']) ? context['env_state'] : {};
  return asText(state['current_working_directory']);
}
