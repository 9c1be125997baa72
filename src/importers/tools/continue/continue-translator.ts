import type { EventMeta, SessionInfo } from '../../../format/index.ts';
import { ChatLog } from '../../chat-messages/chat-log.ts';
import { readMessage } from '../../chat-messages/chat-message.ts';
import type { ChatMessage } from '../../chat-messages/chat-message.ts';
import { chatUsageOf } from '../../chat-messages/chat-usage.ts';
import { wordsOf } from '../../chat-messages/content-parts.ts';
import type { RecordTranslator } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { asCount, asList, asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { callStates, isOver } from './call-states.ts';
import { CONTINUE_TOOLS } from './continue-tools.ts';
import { folderOf, startInList, titleOf } from './session-facts.ts';

/** What the items of a session mean. */
export class ContinueTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #log: ChatLog;
  readonly #models = new Set<string>();
  /** Calls whose result was told with the call; older sessions tell it again in a message. */
  readonly #answered = new Set<string>();
  /** Rules that were told: every prompt repeats them. */
  readonly #rules = new Set<string>();
  #envelope: LogRecord = {};
  #startedAt: number | undefined;
  /** Tokens of the last answer: what the context holds. */
  #used: number | undefined;

  constructor(writer: SessionWriter) {
    this.#writer = writer;
    this.#log = new ChatLog(writer, { tools: CONTINUE_TOOLS });
  }

  survey(record: LogRecord): void {
    const message = messageIn(record);
    if (!message) return;
    const model = modelIn(record);
    if (model !== undefined) this.#models.add(model);
    this.#log.survey({ ...message, role: '' });
    for (const state of callStates(record)) {
      if (!message.calls.some(({ id }) => id === state.id)) this.#log.calls.surveyCall(state.call);
      if (!isOver(state)) continue;
      this.#log.calls.surveyResult(state.id);
      if (state.id !== undefined) this.#answered.add(state.id);
    }
    if (message.role === 'tool' && !this.#isAnswered(message)) this.#log.calls.surveyResult(message.resultOf);
  }

  envelope(envelope: LogRecord): void {
    this.#envelope = envelope;
  }

  async children(source: ImportSource): Promise<readonly []> {
    this.#startedAt = await startInList(source, asText(this.#envelope['sessionId']));
    return [];
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const { sessionId, workspaceDirectory, title } = this.#envelope;
    const model = asText(this.#envelope['chatModelTitle']);
    const models = this.#models.size > 0 ? [...this.#models] : model === undefined ? [] : [model];
    const root = folderOf(workspaceDirectory);
    const name = titleOf(title);
    const id = asText(sessionId);
    return {
      ...(name !== undefined && { title: name }),
      agent: { name: 'continue', ...(models.length > 0 && { models }) },
      ...(root !== undefined && { workspace: { root } }),
      ...(id !== undefined && { sessionId: id }),
    };
  }

  startedAt(): number | undefined {
    return this.#startedAt;
  }

  translate(record: LogRecord): boolean {
    const message = messageIn(record);
    if (!message) return false;
    const summary = asText(record['conversationSummary']);
    switch (message.role) {
      case 'user':
        this.#context(record);
        this.#log.prompt(message.parts);
        break;
      case 'assistant':
        this.#answer(record, message);
        break;
      case 'thinking':
        this.#writer.message('thought', wordsOf(message.parts));
        break;
      case 'system':
        this.#log.injected(message.parts, 'system-prompt');
        break;
      case 'tool':
        this.#resultAgain(message);
        break;
      default:
        return false;
    }
    if (summary !== undefined) this.#writer.notice('compaction', summary);
    return true;
  }

  finish(): void {
    const usage = this.#envelope['usage'];
    const cost = isObject(usage) ? (asNumber(usage['totalCost']) ?? 0) : 0;
    if (this.#used === undefined) return;
    this.#writer.update({
      sessionUpdate: 'usage_update',
      used: this.#used,
      ...(cost > 0 && { cost: { amount: cost, currency: 'USD' } }),
    });
  }

  #isAnswered({ resultOf }: ChatMessage): boolean {
    return resultOf !== undefined && this.#answered.has(resultOf);
  }

  /** A result in a message of its own: mostly what the state of the call told already. */
  #resultAgain(message: ChatMessage): void {
    const words = wordsOf(message.parts);
    const isTold = this.#isAnswered(message) && (words === '' || this.#writer.isTold(words));
    if (!isTold) this.#log.result(message);
  }

  /** What the person added to a prompt (files, the clipboard), and the rules that went with it. */
  #context(record: LogRecord): void {
    for (const item of asList(record['contextItems']).filter(isObject)) {
      const name = asText(item['name']);
      const content = asText(item['content']);
      if (content !== undefined) this.#log.injected(content, 'context', name === undefined ? {} : { name });
    }
    for (const rule of asList(record['appliedRules']).filter(isObject)) {
      const text = asText(rule['rule']) ?? asText(rule['content']);
      if (text === undefined) continue;
      this.#writer.markTold(rule);
      if (this.#rules.has(text)) continue;
      this.#rules.add(text);
      const name = asText(rule['name']);
      this.#log.injected(text, 'rule', name === undefined ? {} : { name });
    }
  }

  #answer(record: LogRecord, message: ChatMessage): void {
    const own = isObject(record['message']) ? record['message'] : {};
    const usage = chatUsageOf(own['usage']);
    const model = modelIn(record);
    const meta: EventMeta = { ...(model !== undefined && { model }), ...(usage && { usage }) };
    const thought = isObject(record['reasoning']) ? asText(record['reasoning']['text']) : undefined;
    const thoughts = [...new Set([...(thought === undefined ? [] : [thought]), ...message.thoughts])];
    this.#log.answer({ ...message, thoughts }, meta);
    if (isObject(own['usage'])) this.#used = asCount(own['usage']['total_tokens']) ?? this.#used;
    const states = callStates(record);
    for (const { id, call } of states) {
      if (!message.calls.some((asked) => asked.id === id)) this.#log.calls.call(call);
    }
    for (const state of states) if (isOver(state)) this.#log.calls.result(state.id, state.result);
  }
}

function messageIn({ message }: LogRecord): ChatMessage | undefined {
  return isObject(message) ? readMessage(message) : undefined;
}

function modelIn({ message, promptLogs }: LogRecord): string | undefined {
  const usage = isObject(message) ? message['usage'] : undefined;
  const [log] = asList(promptLogs);
  return (
    (isObject(usage) ? asText(usage['model']) : undefined) ??
    (isObject(log) ? asText(log['modelTitle']) : undefined)
  );
}
