import type { EventMeta, JsonObject } from '../../../format/index.ts';
import { asJson, asNumber, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { momentsOf, stateOf } from './message-moments.ts';
import { changesOf } from './tool-changes.ts';
import { fileBlock, writeCall, writeResult } from './tool-parts.ts';
import { tokenUsage } from './message-usage.ts';
import type { UsageMeter } from './message-usage.ts';

/** Reasons to end a message that say nothing: it was done, or it called tools. */
const USUAL_ENDS = new Set(['stop', 'tool-calls', 'completed', 'end_turn']);

/** Writes the messages of the assistant, part by part, each at its time. */
export class AssistantMessages {
  readonly #writer: SessionWriter;
  readonly #usage: UsageMeter;
  /** What the first event of a message says of all of it. */
  #meta: EventMeta = {};

  constructor(writer: SessionWriter, usage: UsageMeter) {
    this.#writer = writer;
    this.#usage = usage;
  }

  /** @param callId - names the call of the part at a position */
  write(info: LogRecord, parts: readonly unknown[], callId: (index: number) => string): void {
    const model =
      asText(info['modelID']) ?? (isObject(info['model']) ? asText(info['model']['modelID']) : undefined);
    const usage = tokenUsage(info['tokens']);
    this.#meta = { ...(model !== undefined && { model }), ...(usage && { usage }) };
    const isSummary = info['summary'] === true;
    for (const { index, part, isResult, time } of momentsOf(parts)) {
      this.#writer.at(time);
      if (!isObject(part)) this.#writer.keep(part, 'part');
      else if (isResult) writeResult(this.#writer, callId(index), part);
      else if (part['type'] === 'tool') writeCall(this.#writer, callId(index), part, this.#takeMeta());
      else this.#part(part, parts, isSummary);
    }
    this.#end(info);
  }

  #part(part: LogRecord, parts: readonly unknown[], isSummary: boolean): void {
    const writer = this.#writer;
    const words = typeof part['text'] === 'string' ? part['text'] : undefined;
    switch (part['type']) {
      case 'text':
        if (words === undefined) writer.keep(part, 'text');
        else if (isSummary) writer.notice('compaction', words, { meta: this.#takeMeta() });
        else if (part['synthetic'] === true || part['ignored'] === true) writer.notice('system', words);
        else if (words !== '') writer.message('agent', words, { meta: this.#takeMeta() });
        return;
      case 'reasoning':
        if (words === undefined) writer.keep(part, 'reasoning');
        else writer.message('thought', words, { meta: this.#takeMeta() });
        return;
      case 'step-start':
      case 'snapshot':
        return;
      case 'step-finish':
        this.#stepFinish(part);
        return;
      case 'patch':
        this.#patch(part, parts);
        return;
      case 'file': {
        const block = fileBlock(writer, part);
        if (block) writer.message('agent', [block], { meta: this.#takeMeta() });
        else writer.keep(part, 'file');
        return;
      }
      case 'retry':
        this.#retry(part);
        return;
      case 'compaction':
        writer.notice('compaction', undefined, {
          data: { trigger: part['auto'] === true ? 'auto' : 'manual' },
        });
        return;
      default:
        writer.keep(part, asText(part['type']) ?? 'part');
    }
  }

  #stepFinish(part: LogRecord): void {
    const update = this.#usage.step(part['tokens'], part['cost']);
    if (update) this.#writer.update(update, this.#takeMeta());
  }

  /** Files that the step changed; those that no tool of the message tells of were changed by commands. */
  #patch(part: LogRecord, parts: readonly unknown[]): void {
    const told = new Set(parts.flatMap(changedPaths));
    const files = asList(part['files']).flatMap((file) => {
      const path = asText(file);
      return path === undefined || told.has(path) ? [] : [path];
    });
    this.#writer.cover([...told]);
    if (files.length === 0) return;
    this.#writer.notice('system', `Changed in this step:\n${files.join('\n')}`);
  }

  #retry(part: LogRecord): void {
    const attempt = asNumber(part['attempt']);
    this.#writer.notice('error', errorText(part['error']) ?? 'The provider was asked again', {
      data: { ...(attempt !== undefined && { retryAttempt: attempt }), ...errorData(part['error']) },
      meta: this.#takeMeta(),
    });
  }

  /** How the message ended, where that was not as usual. */
  #end({ error, finish }: LogRecord): void {
    if (error !== undefined && error !== null) {
      const isAbort = isObject(error) && error['name'] === 'MessageAbortedError';
      if (isAbort) this.#writer.interruptCalls();
      this.#writer.notice(isAbort ? 'interruption' : 'error', errorText(error), {
        data: errorData(error),
        meta: this.#takeMeta(),
      });
      return;
    }
    const reason = asText(finish);
    if (reason === undefined || USUAL_ENDS.has(reason)) return;
    this.#writer.notice('system', `The message ended: ${reason}`, { meta: this.#takeMeta() });
  }

  #takeMeta(): EventMeta {
    const meta = this.#meta;
    this.#meta = {};
    return meta;
  }
}

function changedPaths(part: unknown): readonly string[] {
  const state = stateOf(part);
  if (!state || !isObject(part) || state['status'] !== 'completed') return [];
  const input = isObject(state['input']) ? state['input'] : {};
  const metadata = isObject(state['metadata']) ? state['metadata'] : {};
  return changesOf(asText(part['tool']) ?? '', input, metadata).map(({ path }) => path);
}

function errorText(error: unknown): string | undefined {
  if (!isObject(error)) return asText(error);
  const data = isObject(error['data']) ? error['data'] : {};
  return asText(data['message']) ?? asText(error['message']) ?? asText(error['name']);
}

/** What an error says beyond its message. */
function errorData(error: unknown): JsonObject {
  if (!isObject(error)) return {};
  const name = asText(error['name']);
  const data = isObject(error['data']) ? error['data'] : {};
  const rest = Object.entries(data).filter(([key]) => key !== 'message');
  return {
    ...(name !== undefined && { name }),
    ...(rest.length > 0 && { data: Object.fromEntries(rest.map(([key, value]) => [key, asJson(value)])) }),
  };
}
