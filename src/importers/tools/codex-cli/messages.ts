import type { ContentBlock, EventMeta } from '../../../format/index.ts';
import { asJson, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { mediaOfUrl } from '../../records/media-block.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { isInjectedEvent, textParts, thoughtParts } from './rollout-item.ts';
import type { RolloutSurvey } from './rollout-survey.ts';
import { injectedKind, isImageTag, splitPrompt } from './split-prompt.ts';

/** What is known of the moment a message stands in. */
export interface MessageContext {
  /** Model of the current turn. */
  readonly model: string | undefined;
  /** Number of the record. */
  readonly record: number;
}

/**
 * Writes what people and the model say. The log has most of it twice; shown is the item that the model saw, for a
 * prompt the event, with the images of the item.
 */
export class Messages {
  readonly #writer: SessionWriter;
  readonly #survey: RolloutSurvey;
  /** In a subagent's log the user is the agent that started it: no turn of a person. */
  readonly #isSubagent: boolean;
  /** Images of an item whose event is still to come, by the record of the event. */
  readonly #images = new Map<number, readonly ContentBlock[]>();
  /** Prompts that were shown with images of their own, by the record of the event. */
  readonly #shown = new Map<number, boolean>();
  #last = '';
  #isInterrupted = false;

  constructor(writer: SessionWriter, survey: RolloutSurvey, isSubagent: boolean) {
    this.#writer = writer;
    this.#survey = survey;
    this.#isSubagent = isSubagent;
  }

  // ------------------------------------------------------------------------------ what the model saw

  /** A `message` item. */
  item(payload: LogRecord, context: MessageContext): boolean {
    const { role, content } = payload;
    if (typeof content !== 'string' && !Array.isArray(content)) return false;
    if (role === 'assistant') this.#answer(payload, context);
    else if (role === 'user') this.#userItem(content, context);
    else if (role === 'developer' || role === 'system') this.#instructions(content, role);
    else return false;
    return true;
  }

  /** A `reasoning` item: its summary, else its text; neither where the provider hides it. */
  thought(payload: LogRecord, { model }: MessageContext): boolean {
    const summary = textParts(payload['summary']);
    const parts = [...summary, ...textParts(payload['content'])];
    const meta = model === undefined ? {} : { model };
    // An item with the words of this one stands beside it.
    if (parts.length === 0 && this.#survey.hasThought(asText(payload['id']))) return true;
    if (parts.length === 0) this.#writer.message('thought', '', { meta });
    else this.#writer.message('thought', parts.map(textBlock), { meta });
    return true;
  }

  #answer({ content, phase }: LogRecord, { model }: MessageContext): void {
    const blocks = this.#blocks(content, 'assistant part');
    this.#last = textParts(content).join('\n');
    if (blocks.length > 0) this.#writer.message('agent', blocks, { meta: answerMeta(model, phase) });
  }

  #userItem(content: unknown, { record }: MessageContext): void {
    const event = this.#survey.prompts.copyOf(record);
    const isShown = event !== undefined && this.#shown.has(event);
    const own: ContentBlock[] = [];
    for (const block of this.#blocks(content, 'user part')) {
      const kind = block.type === 'text' ? injectedKind(block.text) : undefined;
      if (block.type !== 'text' || (kind === undefined && !isImageTag(block.text))) own.push(block);
      else if (kind === undefined) this.#writer.markTold(block.text);
      else if (kind !== 'ide_context') this.#injected(kind, block.text);
      else own.push(block);
    }
    if (own.length === 0) return;
    const images = own.filter(({ type }) => type !== 'text');
    if (event === undefined) {
      const isPrompt = own.some(({ type }) => type === 'text');
      // An image alone is what a tool gave to look at.
      if (isPrompt) this.#prompt(own);
      else this.#writer.message('user', own, { meta: { origin: 'synthetic' } });
      return;
    }
    if (!isShown) this.#images.set(event, images);
    else if (this.#shown.get(event) === false && images.length > 0) this.#writer.message('user', images);
    this.#writer.markTold(own);
  }

  /** Takes a prompt apart and begins a turn with it. */
  #prompt(blocks: readonly ContentBlock[], meta: EventMeta = {}): void {
    const shown: ContentBlock[] = [];
    for (const block of blocks) {
      if (block.type !== 'text') shown.push(block);
      else {
        const { prompt, context } = splitPrompt(block.text);
        if (context !== undefined) this.#writer.notice('system', context, { data: { kind: 'ide_context' } });
        shown.push(textBlock(prompt));
        this.#writer.markTold(block.text);
      }
    }
    if (this.#isSubagent) this.#writer.message('user', shown, { meta });
    else this.#writer.prompt(shown, meta);
    this.#isInterrupted = false;
  }

  #injected(kind: string, words: string): void {
    if (kind === 'turn_aborted') {
      const told = words.replace(/^\s*<turn_aborted>\s*/, '').replace(/\s*<\/turn_aborted>\s*$/, '');
      this.interruption(told, told === '' ? words : words.replace(told, () => '…'));
      return;
    }
    this.#writer.notice('system', words, { data: { kind } });
  }

  #instructions(content: unknown, role: string): void {
    for (const block of this.#blocks(content, `${role} part`)) {
      if (block.type !== 'text') this.#writer.keep(block, `${role} part`);
      else
        this.#writer.notice('system', block.text, {
          data: { kind: injectedKind(block.text) ?? 'instructions' },
        });
    }
  }

  /** The parts of a message as content blocks; a part of another kind goes along as it is. */
  #blocks(content: unknown, what: string): readonly ContentBlock[] {
    if (typeof content === 'string') return content === '' ? [] : [textBlock(content)];
    const blocks: ContentBlock[] = [];
    for (const part of asList(content)) {
      const block = contentBlock(part);
      if (block) {
        blocks.push(block);
        this.#writer.markTold(part);
      } else if (!isObject(part) || part['text'] !== '') this.#writer.keep(part, what);
    }
    return blocks;
  }

  // ------------------------------------------------------------------------ what the interface showed

  /** A `user_message` event. */
  promptEvent(payload: LogRecord, { record }: MessageContext): boolean {
    const words = payload['message'];
    if (typeof words !== 'string') return false;
    const kind = isInjectedEvent(payload) ? asText(payload['kind']) : injectedKind(words);
    if (kind !== undefined && kind !== 'ide_context') {
      if (!this.#writer.isTold(words)) this.#injected(kind, words);
      return true;
    }
    const own = [...asList(payload['images']), ...asList(payload['image_urls'])].flatMap((url) =>
      typeof url === 'string' && url !== '' ? [mediaOfUrl(url)] : [],
    );
    const images = this.#images.get(record) ?? [];
    this.#images.delete(record);
    const shown = images.length > 0 ? images : own;
    this.#writer.markTold([payload['images'], payload['image_urls']]);
    const files = asList(payload['local_images']).filter((path) => typeof path === 'string' && path !== '');
    const paths = files.map((path) => String(path));
    this.#shown.set(record, shown.length > 0);
    const texts = words === '' && shown.length > 0 ? [] : [textBlock(words)];
    this.#prompt([...texts, ...shown], paths.length > 0 ? { files: paths } : {});
    return true;
  }

  /** An `agent_message` event. */
  answerEvent(payload: LogRecord, { model, record }: MessageContext): boolean {
    const words = payload['message'];
    if (typeof words !== 'string') return false;
    if (this.#survey.answers.originalOf(record) !== undefined) {
      this.#writer.markTold(words);
      return true;
    }
    this.#last = words;
    this.#writer.message('agent', words, { meta: answerMeta(model, payload['phase']) });
    return true;
  }

  /** An `agent_reasoning` event. */
  thoughtEvent(payload: LogRecord, { model, record }: MessageContext): boolean {
    const words = payload['text'];
    if (typeof words !== 'string') return false;
    const parts = thoughtParts(payload);
    const isRepeat =
      this.#survey.thoughts.originalOf(record) !== undefined ||
      (parts.length === 0 && this.#survey.hasReasoning(asText(payload['id'])));
    const meta = model === undefined ? {} : { model };
    if (isRepeat) this.#writer.markTold(parts);
    else this.#writer.message('thought', parts.length === 0 ? words : parts.map(textBlock), { meta });
    return true;
  }

  /** The end of a task repeats the last answer; of some tasks it is the only place of it. */
  finalAnswer(words: string, { model }: MessageContext): void {
    if (words.trim() === this.#last.trim() || this.#writer.isTold(words)) this.#writer.markTold(words);
    else this.#writer.message('agent', words, { meta: answerMeta(model, undefined) });
    this.#last = words;
  }

  /**
   * The user stopped the agent: told to the model and to the interface, shown once.
   *
   * @param markup - what stood around the words
   */
  interruption(words: string, markup?: string): void {
    const data = markup === undefined ? undefined : { verbatim: markup };
    if (this.#isInterrupted) {
      // The words of the event are ours.
      if (data) this.#writer.notice('system', words, { data: { kind: 'turn_aborted', ...data } });
      return;
    }
    this.#isInterrupted = true;
    this.#writer.interruptCalls();
    this.#writer.notice('interruption', words, { data });
  }

  /** A new task has begun: it may be interrupted again. */
  begin(): void {
    this.#isInterrupted = false;
  }
}

function answerMeta(model: string | undefined, phase: unknown): EventMeta {
  const name = asText(phase);
  return { ...(model !== undefined && { model }), ...(name !== undefined && { phase: name }) };
}

function textBlock(words: string): ContentBlock {
  return { type: 'text', text: words };
}

/** A part of a message or an output as a content block; `undefined` for a kind that is none, and for an empty text. */
export function contentBlock(part: unknown): ContentBlock | undefined {
  if (!isObject(part)) return undefined;
  const words = asText(part['text']);
  if (words !== undefined) return textBlock(words);
  const image = part['image_url'];
  const url = asText(image) ?? (isObject(image) ? asText(image['url']) : undefined);
  if (url !== undefined) return mediaOfUrl(url);
  return part['type'] === 'refusal' && asText(part['refusal']) !== undefined
    ? textBlock(asText(part['refusal'])!)
    : undefined;
}

/** The value of an event that is told as it is: what it says beside the fields that are shown. */
export function restOf(payload: LogRecord, ...shown: readonly string[]) {
  const rest = Object.entries(payload).filter(
    ([key, value]) => key !== 'type' && !shown.includes(key) && value !== null && value !== '',
  );
  return rest.length === 0 ? undefined : Object.fromEntries(rest.map(([key, value]) => [key, asJson(value)]));
}
