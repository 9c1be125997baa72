import type { EventMeta, SessionInfo, TokenUsage } from '../../../format/index.ts';
import { ChatLog } from '../../chat-messages/chat-log.ts';
import { readMessage } from '../../chat-messages/chat-message.ts';
import { wordsOf } from '../../chat-messages/content-parts.ts';
import type { RecordTranslator } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { asCount, asJson, asText, compact, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { textKey } from '../../sources/text-key.ts';
import { DEVIN_TOOLS } from './devin-tools.ts';
import { isContinuation, modelNamedIn, summaryIn } from './system-messages.ts';

/** What the messages of a session mean. */
export class DevinTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #log: ChatLog;
  readonly #models = new Set<string>();
  /** Messages that were told, by their ids, as far as they can be told apart: a new chain may repeat them. */
  readonly #told = new Map<string, string>();
  #namedModel: string | undefined;
  /** Whether the messages say which of them a person typed. */
  #saysWhoTyped = false;
  #session: LogRecord = {};

  constructor(writer: SessionWriter) {
    this.#writer = writer;
    this.#log = new ChatLog(writer, { tools: DEVIN_TOOLS });
  }

  survey(record: LogRecord): void {
    const message = readMessage(record);
    const metadata = metadataOf(record);
    this.#log.survey({ ...message, role: roleOf(message.role) });
    this.#namedModel ??= modelNamedIn(record);
    const model = asText(metadata['generation_model']);
    if (model !== undefined) this.#models.add(model);
    this.#saysWhoTyped ||= metadata['is_user_input'] === true;
  }

  envelope(session: LogRecord): void {
    this.#session = session;
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const { id, title, working_directory: root, model } = this.#session;
    const named = [...this.#models, asText(model) ?? this.#namedModel].filter((name) => name !== undefined);
    const models = this.#models.size > 0 ? [...this.#models] : named;
    return {
      ...(asText(title) !== undefined && { title: asText(title)! }),
      agent: { name: 'devin-cli', ...(models.length > 0 && { models }) },
      ...(asText(root) !== undefined && { workspace: { root: asText(root)! } }),
      ...(asText(id) !== undefined && { sessionId: asText(id)! }),
    };
  }

  isCopy(record: LogRecord): boolean {
    const id = asText(record['message_id']);
    return id !== undefined && this.#told.get(id) === contentKey(record);
  }

  translate(record: LogRecord): boolean {
    const id = asText(record['message_id']);
    if (id !== undefined) this.#told.set(id, contentKey(record));
    const message = readMessage(record);
    const metadata = metadataOf(record);
    switch (roleOf(message.role)) {
      case 'system':
        if (isContinuation(record)) this.#writer.notice('compaction', summaryIn(wordsOf(message.parts)));
        else this.#log.injected(message.parts, 'prompt');
        return true;
      case 'user':
        if (!this.#saysWhoTyped || metadata['is_user_input'] === true) this.#log.prompt(message.parts);
        else this.#log.injected(message.parts, sourceOf(metadata));
        return true;
      case 'assistant':
        this.#log.answer(message, answerMeta(metadata));
        return true;
      case 'tool':
        this.#result(message, metadata);
        return true;
      default:
        return false;
    }
  }

  #result(message: ReturnType<typeof readMessage>, metadata: LogRecord): void {
    const extensions = isObject(metadata['extensions']) ? metadata['extensions'] : {};
    const told = extensions['chisel/tool_result_meta'];
    const facts = isObject(told) ? told : {};
    const rest = compact(
      Object.entries(facts)
        .filter(([key]) => key !== 'success' && key !== 'kind')
        .map(([key, value]) => [key, asJson(value)]),
    );
    this.#log.calls.result(message.resultOf, {
      parts: message.parts,
      ...(facts['success'] === false && { reason: 'failed' as const }),
      rest,
    });
  }
}

/** What a message says, to tell it from another one with its id. */
function contentKey({ role, content, thinking, tool_calls: calls }: LogRecord): string {
  return textKey(JSON.stringify([role, content, thinking, calls]));
}

/** Some versions call the one who answers by what it is. */
function roleOf(role: string): string {
  return role === 'agent' ? 'assistant' : role;
}

function metadataOf({ metadata }: LogRecord): LogRecord {
  return isObject(metadata) ? metadata : {};
}

/** Why the program speaks for the user: to keep a cache warm, for one. */
function sourceOf({ telemetry }: LogRecord): string {
  return (isObject(telemetry) ? asText(telemetry['source']) : undefined) ?? 'reminder';
}

function answerMeta({ generation_model: model, metrics }: LogRecord): EventMeta {
  const usage = usageOf(metrics);
  return { ...(typeof model === 'string' && model !== '' && { model }), ...(usage && { usage }) };
}

function usageOf(metrics: unknown): TokenUsage | undefined {
  if (!isObject(metrics)) return undefined;
  const names = {
    inputTokens: 'input_tokens',
    outputTokens: 'output_tokens',
    cacheReadTokens: 'cache_read_tokens',
    cacheWriteTokens: 'cache_creation_tokens',
  };
  const counts = Object.entries(names).flatMap(([name, key]) => {
    const count = asCount(metrics[key]);
    return count === undefined ? [] : [[name, count] as const];
  });
  return counts.length === 0 ? undefined : Object.fromEntries(counts);
}
