import type { EventMeta, SessionInfo } from '../../../format/index.ts';
import type { RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { AnswerUsage } from './answer-usage.ts';
import { CallWriter } from './call-writer.ts';
import { blocksOf, mediaOf, textOf } from './message-blocks.ts';
import { writeStateRecord } from './state-records.ts';
import { titleIn } from './session-title.ts';
import { SessionTree } from './session-tree.ts';
import { splitPrompt } from './split-prompt.ts';

/** What the records of a session mean. */
export class PiTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #calls: CallWriter;
  readonly #tree = new SessionTree();
  readonly #usage = new AnswerUsage();
  readonly #models = new Set<string>();
  #model: string | undefined;
  #header: LogRecord = {};
  #title: string | undefined;

  constructor(writer: SessionWriter) {
    this.#writer = writer;
    this.#calls = new CallWriter(writer);
  }

  survey(record: LogRecord, { number }: SourceRecord): void {
    const { type } = record;
    if (type === 'session' && Object.keys(this.#header).length === 0) this.#header = record;
    else this.#tree.add(record);
    this.#title = titleIn(record) ?? this.#title;
    const message = messageIn(record);
    const model = asText(message['model']) ?? asText(record['modelId']);
    if (model !== undefined) this.#models.add(model);
    if (message['role'] === 'toolResult') this.#calls.surveyResult(message);
    else if (message['role'] === 'bashExecution') this.#surveyOwnCommand(number);
    for (const block of blocksOf(message['content']))
      if (block.kind === 'call') this.#calls.surveyCall(block);
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const root = asText(this.#header['cwd']);
    const sessionId = asText(this.#header['id']);
    return {
      ...(this.#title !== undefined && { title: this.#title }),
      agent: { name: 'pi', ...(this.#models.size > 0 && { models: [...this.#models] }) },
      ...(root !== undefined && { workspace: { root } }),
      ...(sessionId !== undefined && { sessionId }),
    };
  }

  branchOf(record: LogRecord): string | undefined {
    return this.#tree.branchOf(record);
  }

  translate(record: LogRecord, { number }: SourceRecord): boolean {
    const bookmark = this.#tree.bookmarkAt(record);
    if (bookmark !== undefined)
      this.#writer.push({ type: 'chapter', time: this.#writer.context.time, title: bookmark });
    if (record['type'] === 'model_change') this.#model = asText(record['modelId']) ?? this.#model;
    if (record['type'] !== 'message') return this.#state(record);
    const message = messageIn(record);
    switch (message['role']) {
      case 'user':
        this.#user(message);
        return true;
      case 'assistant':
        this.#assistant(message);
        return true;
      case 'toolResult':
        this.#result(message);
        return true;
      case 'bashExecution':
        this.#calls.ownCommand(message, ownCommandId(number));
        return true;
      default:
        // What extensions put in, and summaries, stand in records of their own too.
        return this.#state({ ...message, type: message['role'] });
    }
  }

  #state(record: LogRecord): boolean {
    const isMarked = (label: LogRecord): boolean => this.#tree.isMarked(label);
    return writeStateRecord(this.#writer, record, { header: this.#header, isMarked });
  }

  #surveyOwnCommand(number: number): void {
    const id = ownCommandId(number);
    this.#writer.survey.call(id, true);
    this.#writer.survey.result(id);
  }

  #user(message: LogRecord): void {
    const { prompt, context } = splitPrompt(textOf(message['content']));
    for (const { name, words } of context) this.#writer.notice('system', words, { data: { kind: name } });
    const media = mediaOf(message['content']);
    const text = prompt === '' ? [] : [{ type: 'text' as const, text: prompt }];
    if (text.length + media.length > 0) this.#writer.prompt([...text, ...media]);
    this.#keepUnknown(message, 'user block');
  }

  /** Model and tokens go with the first event of an answer. */
  #assistant(message: LogRecord): void {
    const model = asText(message['model']) ?? this.#model;
    let meta: EventMeta = {
      ...(model !== undefined && { model }),
      ...this.#usage.metaOf(message['usage']),
    };
    for (const block of blocksOf(message['content'])) {
      if (block.kind === 'thought') this.#writer.message('thought', block.text, { meta });
      else if (block.kind === 'text') this.#writer.message('agent', block.text, { meta });
      else if (block.kind === 'media') this.#writer.message('agent', [block.block], { meta });
      else if (block.kind === 'call') this.#calls.call(block, meta);
      else this.#writer.keep(block.value, 'assistant block');
      meta = {};
    }
    const total = this.#usage.update();
    if (total) this.#writer.update(total);
    this.#end(message, meta);
  }

  /** How an answer ended, where that was not well. */
  #end({ stopReason, errorMessage }: LogRecord, meta: EventMeta): void {
    const words = asText(errorMessage);
    switch (stopReason) {
      case 'aborted':
        this.#writer.interruptCalls();
        this.#writer.notice('interruption', words, { meta });
        return;
      case 'error':
        this.#writer.notice('error', words ?? 'The provider gave an error', { meta });
        return;
      case 'length':
        this.#writer.notice('error', words ?? 'The answer reached its greatest length', { meta });
        return;
      default:
        if (words !== undefined) this.#writer.notice('error', words, { meta });
    }
  }

  #result(message: LogRecord): void {
    this.#calls.result(message);
    this.#keepUnknown(message, 'result block');
  }

  #keepUnknown(message: LogRecord, kind: string): void {
    for (const block of blocksOf(message['content']))
      if (block.kind === 'unknown') this.#writer.keep(block.value, kind);
  }
}

function ownCommandId(number: number): string {
  return `own-command-${number}`;
}

function messageIn({ message }: LogRecord): LogRecord {
  return isObject(message) ? message : {};
}
