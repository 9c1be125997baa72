import type { EventMeta } from '../../../format/index.ts';
import type { ChatLog } from '../../chat-messages/chat-log.ts';
import type { ChatCall } from '../../chat-messages/chat-message.ts';
import { partsOf, wordsOf } from '../../chat-messages/content-parts.ts';
import type { ContentPart } from '../../chat-messages/content-parts.ts';
import { reasonInWords } from '../../chat-messages/failure-words.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { UserMessages } from './user-messages.ts';

/** Messages in Anthropic's form: `{role, content[text | thinking | tool_use | tool_result | image]}`. */
export class StoredMessages {
  readonly #writer: SessionWriter;
  readonly #log: ChatLog;
  readonly #user: UserMessages;

  constructor(writer: SessionWriter, log: ChatLog, user: UserMessages) {
    this.#writer = writer;
    this.#log = log;
    this.#user = user;
  }

  /** First pass. @returns ids of the calls in it */
  survey(message: LogRecord, number: number): readonly string[] {
    const ids: string[] = [];
    for (const block of blocksIn(message)) {
      const call = callIn(block);
      if (call) this.#log.calls.surveyCall(call);
      if (call?.id !== undefined) ids.push(call.id);
      if (isResult(block)) this.#log.calls.surveyResult(asText(block['tool_use_id']));
    }
    if (message['role'] === 'user') this.#user.survey(partsOf(saidIn(message)), number);
    return ids;
  }

  /** Second pass. @returns whether it was understood */
  translate(message: LogRecord, meta: EventMeta, number: number): boolean {
    const { role, visibility, hookEventName } = message;
    if (role === 'assistant') {
      this.#assistant(message, meta);
      return true;
    }
    if (role !== 'user' && role !== 'system') return false;
    for (const block of blocksIn(message)) if (isResult(block)) this.#result(block);
    const parts = partsOf(saidIn(message));
    if (typeof hookEventName === 'string') this.#hook(hookEventName, parts);
    else if (visibility === 'user_only') this.#shown(parts);
    else if (visibility === 'llm_only' || role === 'system') this.#log.injected(parts, 'llm-only');
    else this.#user.translate(parts, number);
    return true;
  }

  #hook(event: string, parts: readonly ContentPart[]): void {
    const words = wordsOf(parts);
    this.#writer.notice('hook', words === '' ? event : words, { data: { event } });
  }

  /** What the program shows to the person and not to the model: mostly that something went wrong. */
  #shown(parts: readonly ContentPart[]): void {
    const words = wordsOf(parts);
    const isError = /\b(?:error|failed|unable|timed out|denied|no active)\b/i.test(words.slice(0, 200));
    if (isError) this.#writer.notice('error', words);
    else this.#log.injected(parts, 'user-only');
  }

  /** Model and tokens go with the first event of an answer. */
  #assistant(message: LogRecord, meta: EventMeta): void {
    let given = meta;
    for (const block of blocksIn(message)) {
      const call = callIn(block);
      if (isResult(block)) this.#result(block);
      else if (call) this.#log.calls.call(call, given);
      else this.#log.say(partsOf(block), given);
      given = {};
    }
  }

  #result(block: LogRecord): void {
    const parts = partsOf(block['content']);
    const isError = block['is_error'] === true;
    this.#log.calls.result(asText(block['tool_use_id']), {
      parts,
      ...(isError && { reason: reasonInWords(wordsOf(parts)) }),
    });
  }
}

/** The blocks of a message; a text alone is one. */
function blocksIn({ content }: LogRecord): readonly LogRecord[] {
  const blocks = Array.isArray(content) ? (content as unknown[]) : [content];
  return blocks.flatMap((block) =>
    typeof block === 'string' ? [{ type: 'text', text: block }] : isObject(block) ? [block] : [],
  );
}

/** What a message says, without the results of calls. */
function saidIn(message: LogRecord): readonly LogRecord[] {
  return blocksIn(message).filter((block) => !isResult(block));
}

function isResult({ type }: LogRecord): boolean {
  return type === 'tool_result';
}

function callIn(block: LogRecord): ChatCall | undefined {
  if (block['type'] !== 'tool_use') return undefined;
  return { id: asText(block['id']), name: asText(block['name']) ?? '', args: block['input'] };
}
