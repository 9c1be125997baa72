import type { EventMeta, SessionInfo } from '../../../format/index.ts';
import { ChatLog } from '../../chat-messages/chat-log.ts';
import { readMessage } from '../../chat-messages/chat-message.ts';
import { wordsOf } from '../../chat-messages/content-parts.ts';
import type { ContentPart } from '../../chat-messages/content-parts.ts';
import { splitInjected } from '../../chat-messages/injected-parts.ts';
import type { ChildSource, RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { objectBeside } from '../../sources/files-beside.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { findSubagents } from './find-subagents.ts';
import type { TaskCall } from './find-subagents.ts';
import { readMeta } from './session-meta.ts';
import type { SessionMeta } from './session-meta.ts';
import { insideTag, VIBE_TAGS } from './tags.ts';
import { VIBE_TOOLS } from './vibe-tools.ts';

/** What the messages of a session, or of a subagent's, mean. */
export class VibeTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #log: ChatLog;
  readonly #isSubagent: boolean;
  readonly #tasks: TaskCall[] = [];
  readonly #models = new Set<string>();
  #meta: SessionMeta = {};
  #lastAnswer: number | undefined;

  /** @param track - of a subagent; empty for the session itself */
  constructor(writer: SessionWriter, track = '') {
    this.#writer = writer;
    this.#isSubagent = track !== '';
    this.#log = new ChatLog(writer, { tools: VIBE_TOOLS, isSubagent: track !== '', scope: track });
  }

  survey(record: LogRecord, { number }: SourceRecord): void {
    const message = readMessage(record);
    this.#log.survey(message);
    const model = asText(record['model']);
    if (model !== undefined) this.#models.add(model);
    if (message.role === 'assistant') this.#lastAnswer = number;
    for (const { id, name } of message.calls) {
      if (id !== undefined && name === 'task')
        this.#tasks.push({ id: this.#log.calls.keyOf(id), record: number });
    }
  }

  envelope({ metadata }: LogRecord): void {
    if (isObject(metadata)) this.#meta = readMeta(metadata);
  }

  async children(source: ImportSource): Promise<readonly ChildSource[]> {
    if (this.#meta.sessionId === undefined) this.#meta = readMeta(await objectBeside(source, 'meta.json'));
    return findSubagents(source, this.#tasks, (track) => new VibeTranslator(this.#writer, track));
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const { sessionId, root, branch, commit, model, startedAt, endedAt } = this.#meta;
    const title = this.#meta.title ?? this.#meta.madeTitle;
    const models = this.#models.size > 0 ? [...this.#models] : model === undefined ? [] : [model];
    const git = { ...(branch !== undefined && { branch }), ...(commit !== undefined && { commit }) };
    const workspace = {
      ...(root !== undefined && { root }),
      ...(Object.keys(git).length > 0 && { git }),
    };
    const isTimed = startedAt !== undefined && endedAt !== undefined && endedAt > startedAt;
    return {
      ...(title !== undefined && { title }),
      agent: { name: 'mistral-vibe', ...(models.length > 0 && { models }) },
      ...(Object.keys(workspace).length > 0 && { workspace }),
      ...(sessionId !== undefined && { sessionId }),
      ...(isTimed && { duration: endedAt - startedAt }),
    };
  }

  startedAt(): number | undefined {
    return this.#meta.startedAt;
  }

  translate(record: LogRecord, { number }: SourceRecord): boolean {
    const message = readMessage(record);
    switch (message.role) {
      case 'system':
        this.#log.injected(message.parts, 'system-prompt');
        return true;
      case 'user':
        if (record['injected'] === true) this.#log.injected(message.parts, 'injected');
        else this.#user(message.parts);
        return true;
      case 'assistant':
        this.#log.answer(message, this.#metaOf(record, number));
        return true;
      case 'tool':
        this.#log.result(message);
        return true;
      default:
        return false;
    }
  }

  finish(): void {
    const { contextTokens: used, cost = 0 } = this.#meta;
    if (this.#isSubagent || used === undefined) return;
    this.#writer.update({
      sessionUpdate: 'usage_update',
      used,
      ...(cost > 0 && { cost: { amount: cost, currency: 'USD' } }),
    });
  }

  #user(parts: readonly ContentPart[]): void {
    const { words, injected } = splitInjected(wordsOf(parts), VIBE_TAGS);
    for (const { name, words: text } of injected) {
      if (name === 'user_cancellation') {
        this.#writer.interruptCalls();
        this.#writer.notice('interruption', insideTag(text));
      } else this.#log.injected(text, name);
    }
    const others = parts.filter(({ kind }) => kind !== 'text');
    const said: ContentPart[] = words.trim() === '' ? [] : [{ kind: 'text', text: words }];
    if (said.length + others.length > 0) this.#log.prompt([...said, ...others]);
  }

  /** What the whole session used stands with its last answer. */
  #metaOf(record: LogRecord, number: number): EventMeta {
    const model = asText(record['model']);
    const { inputTokens, outputTokens, cachedTokens = 0 } = this.#meta;
    const isLast = number === this.#lastAnswer && (inputTokens ?? 0) + (outputTokens ?? 0) > 0;
    const cached = Math.min(cachedTokens, inputTokens ?? 0);
    const usage = {
      ...(inputTokens !== undefined && { inputTokens: inputTokens - cached }),
      ...(outputTokens !== undefined && { outputTokens }),
      ...(cached > 0 && { cacheReadTokens: cached }),
    };
    return { ...(model !== undefined && { model }), ...(isLast && { usage }) };
  }
}
