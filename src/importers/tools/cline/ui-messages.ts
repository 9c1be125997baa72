import type { ContentBlock, EventMeta } from '../../../format/index.ts';
import { mediaOfUrl } from '../../records/media-block.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { RequestCosts } from './request-costs.ts';
import { planIn } from './todo-list.ts';
import { UiCalls } from './ui-calls.ts';
import { kindOf, objectOf, wordsOf } from './ui-record.ts';
import { writeUiNotice } from './ui-notices.ts';
import type { ApiResults } from './api-results.ts';

/** What a person was shown of a task (`ui_messages.json`): each record is something said, or asked. */
export class UiMessages {
  readonly #writer: SessionWriter;
  readonly #calls: UiCalls;
  readonly #costs = new RequestCosts();
  #hasTask = false;
  #model: string | undefined;

  constructor(writer: SessionWriter, results: () => ApiResults | undefined) {
    this.#writer = writer;
    this.#calls = new UiCalls(writer, results, () => this.#meta());
  }

  /** First pass. */
  survey(record: LogRecord, number: number): void {
    this.#calls.survey(record, number);
  }

  /** Before each record: ends the call that waited for what belongs to it. */
  release(next: LogRecord | undefined): void {
    this.#calls.release(next && kindOf(next));
  }

  /** After the last record. */
  finish(): void {
    this.#calls.finish();
  }

  /** @returns whether the kind of the record is known */
  translate(record: LogRecord, number: number): boolean {
    const kind = kindOf(record);
    const info = isObject(record['modelInfo']) ? record['modelInfo'] : {};
    this.#model = asText(info['modelId']) ?? asText(info['id']) ?? this.#model;
    if (this.#calls.translate(kind, record, number)) return true;
    const text = wordsOf(record);
    switch (kind) {
      case 'task':
      case 'user_feedback':
        this.#prompt(text, record);
        return true;
      case 'text':
        // Before there was a kind for it, the task was the first text.
        if (!this.#hasTask && number === 1) this.#prompt(text, record);
        else this.#answer(text, record);
        return true;
      case 'completion_result':
        // What marks that files were changed is no word of the agent.
        this.#answer(text.replace(/HAS_CHANGES$/, ''), record);
        return true;
      case 'reasoning':
        this.#thought(text, record);
        return true;
      case 'api_req_started':
        this.#request(objectOf(record));
        return true;
      case 'followup':
      case 'plan_mode_respond':
      case 'act_mode_respond':
        this.#question(text, record);
        return true;
      case 'task_progress':
      case 'user_edit_todos':
        return this.#plan(text, record);
      case 'image':
        this.#writer.message('agent', [...mediaIn(record), ...urlIn(text)]);
        return true;
      default:
        return writeUiNotice(this.#writer, kind, record);
    }
  }

  #prompt(text: string, record: LogRecord): void {
    this.#hasTask = true;
    const blocks: ContentBlock[] = text === '' ? [] : [{ type: 'text', text }];
    for (const file of asList(record['files'])) {
      if (typeof file === 'string') blocks.push({ type: 'resource_link', uri: file, name: nameOf(file) });
    }
    blocks.push(...mediaIn(record));
    if (blocks.length > 0) this.#writer.prompt(blocks);
  }

  #answer(text: string, record: LogRecord): void {
    if (typeof record['reasoning'] === 'string') this.#thought(record['reasoning'], {});
    if (text !== '') this.#writer.message('agent', text, { meta: this.#meta() });
    const media = mediaIn(record);
    if (media.length > 0) this.#writer.message('agent', media);
  }

  #thought(text: string, { reasoning }: LogRecord): void {
    const words = text === '' ? asText(reasoning) : text;
    if (words !== undefined) this.#writer.message('thought', words, { meta: this.#meta() });
  }

  /** What was sent is told in the conversation; older programs wrote all of it here too. */
  #request(request: LogRecord): void {
    const sent = asText(request['request']);
    if (sent !== undefined) this.#writer.notice('system', sent, { data: { kind: 'request' } });
    const update = this.#costs.add(request);
    if (update) this.#writer.update(update);
    const words = asText(request['streamingFailedMessage']);
    if (request['cancelReason'] === 'user_cancelled') {
      this.#writer.interruptCalls();
      this.#writer.notice('interruption', words);
    } else if (words !== undefined || request['cancelReason'] !== undefined)
      this.#writer.notice('error', words ?? asText(request['cancelReason']));
  }

  /** A question with answers to choose from, and the one that was chosen. */
  #question(text: string, record: LogRecord): void {
    const asked = objectOf(record);
    const words = asText(asked['question']) ?? asText(asked['response']);
    const options = [...asList(asked['options']), ...asList(asked['suggest'])].flatMap((option) =>
      isObject(option) ? (asText(option['answer']) ?? []) : (asText(option) ?? []),
    );
    const list = options.map((option) => `- ${option}`).join('\n');
    const whole = words === undefined ? text : [words, list].filter((part) => part !== '').join('\n\n');
    this.#answer(whole, record);
    const selected = asText(asked['selected']);
    if (selected !== undefined) this.#writer.prompt(selected);
  }

  #plan(text: string, record: LogRecord): boolean {
    const entries = planIn(text);
    const plan = entries.length > 0 ? entries : planIn(objectOf(record)['todos']);
    if (plan.length > 0) this.#writer.plan(plan);
    return plan.length > 0 || text === '';
  }

  /** Model and tokens, for the first event of an answer. */
  #meta(): EventMeta {
    return { ...(this.#model !== undefined && { model: this.#model }), ...this.#costs.take() };
  }
}

function mediaIn(record: LogRecord): readonly ContentBlock[] {
  return asList(record['images']).flatMap((url) => (typeof url === 'string' ? urlIn(url) : []));
}

function urlIn(url: string): readonly ContentBlock[] {
  return url === '' ? [] : [mediaOfUrl(url)];
}

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
