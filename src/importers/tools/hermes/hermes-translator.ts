import type { EventMeta, JsonObject, SessionInfo, TokenUsage } from '../../../format/index.ts';
import { ChatLog } from '../../chat-messages/chat-log.ts';
import { readMessage } from '../../chat-messages/chat-message.ts';
import type { ChatMessage } from '../../chat-messages/chat-message.ts';
import { wordsOf } from '../../chat-messages/content-parts.ts';
import type { ContentPart } from '../../chat-messages/content-parts.ts';
import { agentTrack } from '../../records/agent-track.ts';
import type { ChildSource, RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asCount, asNumber, asText, compact, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { HERMES_TOOLS, resultFields } from './hermes-tools.ts';
import { StoredSession } from './stored-session.ts';
import { readUserText } from './user-text.ts';
import { wallTime } from './wall-time.ts';

/** A call that may have started a subagent. */
interface TaskCall {
  readonly id: string;
  readonly record: number;
  isTaken: boolean;
}

/** What the messages of a session, or of a subagent's, mean. */
export class HermesTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #log: ChatLog;
  readonly #isSubagent: boolean;
  readonly #tasks: TaskCall[] = [];
  /** What the row of the session says, its document, or the first line of its log. */
  #facts: LogRecord = {};
  #lastAnswer: number | undefined;

  /** @param track - of a subagent; empty for the session itself */
  constructor(writer: SessionWriter, track = '') {
    this.#writer = writer;
    this.#isSubagent = track !== '';
    this.#log = new ChatLog(writer, { tools: HERMES_TOOLS, isSubagent: track !== '', scope: track });
  }

  survey(record: LogRecord, { number }: SourceRecord): void {
    if (record['role'] === 'session_meta') this.#facts = { ...record, ...this.#facts };
    const message = readMessage(record);
    this.#log.survey(message);
    if (message.role === 'assistant') this.#lastAnswer = number;
    for (const { id, name } of message.calls) {
      if (id === undefined || name !== 'delegate_task') continue;
      this.#tasks.push({ id: this.#log.calls.keyOf(id), record: number, isTaken: false });
    }
  }

  envelope(envelope: LogRecord): void {
    this.#facts = { ...this.#facts, ...envelope };
  }

  /** A call does not name the sessions that it started: they are given to the calls in their order. */
  async children(source: ImportSource): Promise<readonly ChildSource[]> {
    if (!(source instanceof StoredSession)) return [];
    return (await source.descendants()).map(({ session, parent }) => {
      const track = agentTrack(session.id);
      const isOwn = parent === source.id;
      const call = isOwn ? this.#tasks.find((task) => !task.isTaken) : undefined;
      if (call) call.isTaken = true;
      const title = asText(session.facts['title']);
      return {
        source: session,
        translator: new HermesTranslator(this.#writer, track),
        after: call?.record,
        track: {
          type: 'track',
          kind: 'transcript',
          id: track,
          parent: isOwn ? 'main' : agentTrack(parent),
          ...(title !== undefined && { title }),
          ...(call && { spawnedBy: call.id }),
        },
      };
    });
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const facts = this.#facts;
    const config = isObject(facts['model_config']) ? facts['model_config'] : {};
    const [title, model, branch] = ['title', 'model', 'git_branch'].map((name) => asText(facts[name]));
    const root = asText(facts['cwd']) ?? asText(config['cwd']);
    const sessionId = asText(facts['session_id']) ?? asText(facts['id']);
    const workspace = {
      ...(root !== undefined && { root }),
      ...(branch !== undefined && { git: { branch } }),
    };
    return {
      ...(title !== undefined && { title }),
      agent: { name: 'hermes', ...(model !== undefined && { models: [model] }) },
      ...(Object.keys(workspace).length > 0 && { workspace }),
      ...(sessionId !== undefined && { sessionId }),
    };
  }

  startedAt(): number | undefined {
    return wallTime(this.#facts['session_start']) ?? wallTime(this.#facts['started_at']);
  }

  document(envelope: LogRecord): void {
    this.#system(envelope['system_prompt']);
  }

  translate(record: LogRecord, { number }: SourceRecord): boolean {
    const message = readMessage(record);
    switch (message.role) {
      case 'session_meta':
        this.#system(record['system_prompt']);
        this.#writer.markTold(this.info());
        return true;
      case 'system':
        this.#log.injected(message.parts, 'system-prompt');
        return true;
      case 'user':
        this.#user(message.parts, record);
        return true;
      case 'assistant':
        this.#log.answer(message, this.#metaOf(record, number));
        return true;
      case 'tool':
        this.#result(message, record);
        return true;
      default:
        return false;
    }
  }

  finish(): void {
    if (this.#isSubagent) return;
    const cost = asNumber(this.#facts['actual_cost_usd']) ?? asNumber(this.#facts['estimated_cost_usd']);
    if (cost)
      this.#writer.notice('system', undefined, { data: { kind: 'cost', amount: cost, currency: 'USD' } });
  }

  #system(prompt: unknown): void {
    if (typeof prompt === 'string') this.#log.injected(prompt, 'system-prompt');
  }

  #user(parts: readonly ContentPart[], record: LogRecord): void {
    if (record['_compressed_summary'] === 1) {
      this.#writer.notice('compaction', wordsOf(parts));
      return;
    }
    const asked: ContentPart[] = [];
    for (const part of parts) {
      const read = part.kind === 'text' ? readUserText(part.text) : undefined;
      if (!read) asked.push(part);
      else {
        if (read.summary !== undefined) this.#writer.notice('compaction', read.summary);
        if (read.injected) this.#log.injected(read.injected.text, read.injected.kind);
        if (read.asked !== '') asked.push({ kind: 'text', text: read.asked });
      }
    }
    if (asked.length > 0) this.#log.prompt(asked);
  }

  /** Most results are JSON in a text, whose fields are told one by one. */
  #result(message: ChatMessage, record: LogRecord): void {
    const words = wordsOf(message.parts);
    if (resultFields(words)) this.#writer.markTold(words);
    const isError = record['finish_reason'] === 'error';
    const rest: JsonObject | undefined = compact([['effect', asText(record['effect_disposition'])]]);
    this.#log.calls.result(message.resultOf, {
      parts: message.parts,
      rest,
      ...(isError && { reason: 'failed' as const }),
    });
  }

  /** What the whole session used stands with its last answer. */
  #metaOf(record: LogRecord, number: number): EventMeta {
    const model = asText(record['model']);
    const usage = number === this.#lastAnswer ? usageOf(this.#facts) : undefined;
    return { ...(model !== undefined && { model }), ...(usage && { usage }) };
  }
}

function usageOf(facts: LogRecord): TokenUsage | undefined {
  const [inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens] = [
    'input_tokens',
    'output_tokens',
    'cache_read_tokens',
    'cache_write_tokens',
  ].map((name) => asCount(facts[name]) ?? 0);
  if (!inputTokens && !outputTokens) return undefined;
  return {
    ...(inputTokens !== undefined && { inputTokens }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(cacheReadTokens ? { cacheReadTokens } : {}),
    ...(cacheWriteTokens ? { cacheWriteTokens } : {}),
  };
}
