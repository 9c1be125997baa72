import type { SessionInfo } from '../../../format/index.ts';
import type { ChildSource, RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ImportOptions } from '../../importer.ts';
import { ApiMessages } from './api-messages.ts';
import { ApiResults } from './api-results.ts';
import { findSubagents } from './find-subagents.ts';
import { factsBeside } from './session-files.ts';
import type { SessionFacts } from './session-files.ts';
import { blocksOf } from './message-blocks.ts';
import { cwdIn } from './task-surroundings.ts';
import { UiMessages } from './ui-messages.ts';
import { isRepeated, isShown, kindOf, objectOf } from './ui-record.ts';

/** What the records of a session mean: messages of a model, or what a person was shown of a task. */
export class ClineTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #agent: string;
  readonly #isSubagent: boolean;
  readonly #api: ApiMessages;
  readonly #ui: UiMessages;
  readonly #models = new Set<string>();
  /** Calls that gave a task to a subagent, by the task. */
  readonly #tasks = new Map<string, { readonly id: string; readonly record: number }>();
  #results: ApiResults | undefined;
  #facts: SessionFacts = { models: [] };
  #cwd: string | undefined;
  #sessionId: string | undefined;
  #version: string | undefined;
  /** The record before, to tell what is asked and then said. */
  #previous: LogRecord | undefined;

  /** @param agent - name of the program in the registry */
  constructor(writer: SessionWriter, agent: string, isSubagent = false) {
    this.#writer = writer;
    this.#agent = agent;
    this.#isSubagent = isSubagent;
    this.#api = new ApiMessages(writer, isSubagent);
    this.#ui = new UiMessages(writer, () => this.#results);
  }

  survey(record: LogRecord, { number }: SourceRecord): void {
    const info = isObject(record['modelInfo']) ? record['modelInfo'] : {};
    const model = asText(info['id']) ?? asText(info['modelId']);
    if (model !== undefined) this.#models.add(model);
    if (isShown(record)) {
      this.#ui.survey(record, number);
      const request = kindOf(record) === 'api_req_started' ? asText(objectOf(record)['request']) : undefined;
      if (request !== undefined) this.#cwd ??= cwdIn(request);
      return;
    }
    for (const [id, task] of this.#api.survey(record, number)) {
      if (task !== undefined) this.#tasks.set(task.trim(), { id, record: number });
    }
    if (record['role'] !== 'user' || this.#cwd !== undefined) return;
    for (const { text } of blocksOf(record)) if (typeof text === 'string') this.#cwd ??= cwdIn(text);
  }

  envelope(envelope: LogRecord): void {
    this.#sessionId = asText(envelope['sessionId']);
    const origin = isObject(envelope['origin']) ? envelope['origin'] : {};
    this.#version = asText(origin['version']);
  }

  async children(source: ImportSource, { signal }: ImportOptions): Promise<readonly ChildSource[]> {
    if (this.#isSubagent) return [];
    this.#facts = await factsBeside(source);
    this.#results = await ApiResults.beside(source, { signal });
    return findSubagents(source, {
      signal,
      callOf: (task) => this.#tasks.get(task.trim()),
      translator: () => new ClineTranslator(this.#writer, this.#agent, true),
    });
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const { title, branch, models } = this.#facts;
    const root = this.#facts.cwd ?? this.#cwd ?? this.#results?.cwd;
    const version = this.#version ?? this.#facts.version;
    const all = new Set([...models, ...this.#models]);
    const workspace = {
      ...(root !== undefined && { root }),
      ...(branch !== undefined && { git: { branch } }),
    };
    return {
      ...(title !== undefined && { title }),
      agent: {
        name: this.#agent,
        ...(version !== undefined && { version }),
        ...(all.size > 0 && { models: [...all] }),
      },
      ...(Object.keys(workspace).length > 0 && { workspace }),
      ...(this.#sessionId !== undefined && { sessionId: this.#sessionId }),
    };
  }

  /** The whole text that the model is told what to do with; nobody is shown it. */
  document(envelope: LogRecord): void {
    const words = asText(envelope['system_prompt']);
    if (words !== undefined) this.#writer.notice('system', words, { data: { kind: 'system-prompt' } });
  }

  release(next: LogRecord | undefined): void {
    if (next && this.#previous && isRepeated(this.#previous, next)) return;
    this.#ui.release(next);
  }

  /** What is asked, and said once it was allowed, is one. */
  isCopy(record: LogRecord): boolean {
    const previous = this.#previous;
    this.#previous = record;
    return previous !== undefined && isRepeated(previous, record);
  }

  translate(record: LogRecord, { number }: SourceRecord): boolean {
    return isShown(record) ? this.#ui.translate(record, number) : this.#api.translate(record, number);
  }

  finish(): void {
    this.#ui.finish();
  }
}
