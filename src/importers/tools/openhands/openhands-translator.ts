import type { SessionInfo } from '../../../format/index.ts';
import type { ChildSource, RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { textKey } from '../../sources/text-key.ts';
import { CallUsage } from './call-usage.ts';
import { findSubagents } from './find-subagents.ts';
import { SdkEvents } from './sdk-events.ts';
import { isStreamEvent, StreamEvents } from './stream-events.ts';

/** What a call gave to a subagent, by the hash of the text. */
export type TaskCalls = Map<string, { readonly id: string; readonly record: number }>;

/** What the events of a conversation mean: those of the SDK, and those of the program before it. */
export class OpenHandsTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #track: string | undefined;
  readonly #usage = new CallUsage();
  readonly #tasks: TaskCalls = new Map();
  readonly #sdk: SdkEvents;
  readonly #stream: StreamEvents;
  #envelope: LogRecord = {};

  /** @param track - of a subagent: there the user is the agent that started it */
  constructor(writer: SessionWriter, track?: string) {
    this.#writer = writer;
    this.#track = track;
    const isSubagent = track !== undefined;
    this.#sdk = new SdkEvents(writer, { usage: this.#usage, isSubagent });
    this.#stream = new StreamEvents(writer, { usage: this.#usage });
  }

  survey(record: LogRecord, place: SourceRecord): void {
    if (isStreamEvent(record)) {
      this.#stream.survey(record);
      return;
    }
    this.#sdk.survey(record);
    for (const prompt of promptsIn(record['action'])) {
      const id = asText(record['tool_call_id']);
      if (id !== undefined) this.#tasks.set(textKey(prompt.trim()), { id, record: place.number });
    }
  }

  envelope(envelope: LogRecord): void {
    this.#envelope = envelope;
    this.#usage.add(envelope['stats']);
    this.#sdk.cwd = asText(envelope['cwd']);
  }

  async children(source: ImportSource): Promise<readonly ChildSource[]> {
    if (this.#track !== undefined) return [];
    return findSubagents(source, {
      callOf: (prompt) => this.#tasks.get(textKey(prompt.trim())),
      translator: (track) => new OpenHandsTranslator(this.#writer, track),
    });
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const title = asText(this.#envelope['title']);
    const root = asText(this.#envelope['cwd']) ?? this.#stream.cwd;
    const sessionId = asText(this.#envelope['id']);
    const model = asText(this.#envelope['model']);
    const models = [...new Set([...(model === undefined ? [] : [model]), ...this.#usage.models])];
    return {
      ...(title !== undefined && { title }),
      agent: { name: 'openhands', ...(models.length > 0 && { models }) },
      ...(root !== undefined && { workspace: { root } }),
      ...(sessionId !== undefined && { sessionId }),
    };
  }

  translate(record: LogRecord): boolean {
    return isStreamEvent(record) ? this.#stream.translate(record) : this.#sdk.translate(record);
  }

  /** What the conversation cost is known as a sum only. */
  finish(): void {
    const { cost, used } = this.#usage;
    if (cost === 0) return;
    this.#writer.enter(this.#track ?? 'main');
    this.#writer.update({ sessionUpdate: 'usage_update', used, cost: { amount: cost, currency: 'USD' } });
  }
}

/** The prompts that an action gives to subagents: that of a task, or those of several that are delegated at once. */
function promptsIn(action: unknown): readonly string[] {
  if (!isObject(action)) return [];
  const { prompt, tasks } = action;
  const all = isObject(tasks) ? Object.values(tasks) : [];
  return [prompt, ...all].filter((text) => typeof text === 'string');
}
