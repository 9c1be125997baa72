import type { EventMeta } from '../../../format/index.ts';
import { asList, asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { jsonColumn } from '../../stores/json-column.ts';
import type { KiroCalls } from './kiro-calls.ts';

/** Lines that say nothing of the conversation: the program's own notes of when it began or ended something. */
const SILENT: ReadonlySet<unknown> = new Set([
  'turn_start',
  'turn_end',
  'session_end',
  'tombstone',
  'checkpoint',
]);

/** Writes the lines of version 3: `{id, timestamp, payload: {type, …}}`. */
export class EventMessages {
  readonly #writer: SessionWriter;
  readonly #calls: KiroCalls;
  readonly #isSubagent: boolean;

  constructor(writer: SessionWriter, calls: KiroCalls, isSubagent: boolean) {
    this.#writer = writer;
    this.#calls = calls;
    this.#isSubagent = isSubagent;
  }

  survey({ payload }: LogRecord, number: number): void {
    if (!isObject(payload)) return;
    const id = asText(payload['toolCallId']);
    if (payload['type'] === 'tool_call') {
      this.#calls.surveyCall(id, asText(payload['toolName']) ?? '', payload['args'], number);
    } else if (payload['type'] === 'tool_result') this.#calls.surveyResult(id);
  }

  /** @returns whether the line is of a type that is known */
  write({ payload }: LogRecord, meta: EventMeta): boolean {
    if (!isObject(payload)) return false;
    const words = wordsOf(payload['content']);
    switch (payload['type']) {
      // The first prompt stands in it, and nowhere else.
      case 'session_start':
      case 'user':
        if (words === undefined) return payload['type'] === 'session_start';
        if (this.#isSubagent) this.#writer.message('user', words);
        else this.#writer.prompt(words);
        return true;
      case 'assistant':
        if (words === undefined) return 'content' in payload;
        this.#writer.message(isThought(payload['operationType']) ? 'thought' : 'agent', words, { meta });
        return true;
      case 'tool_call':
        this.#calls.call(
          asText(payload['toolCallId']),
          asText(payload['toolName']) ?? '',
          argsOf(payload['args']),
          meta,
        );
        return true;
      case 'tool_result':
        this.#result(payload, words);
        return true;
      case 'usage_summary':
        this.#usage(payload);
        return true;
      case 'error':
        this.#writer.notice('error', words ?? asText(payload['message']) ?? 'The agent failed');
        return true;
      case 'system':
      case 'agent_note':
        if (words === undefined) return false;
        this.#writer.notice('system', words);
        return true;
      default:
        return SILENT.has(payload['type']);
    }
  }

  #result(payload: LogRecord, words: string | undefined): void {
    const { content, success } = payload;
    const value = typeof content === 'string' ? jsonColumn(content) : content;
    const isPrinted = isObject(value) && 'exit_status' in value;
    this.#calls.result(asText(payload['toolCallId']), {
      ...(isPrinted ? { json: [value] } : { text: words }),
      ...(!isPrinted && words === undefined && isObject(content) && { json: [content] }),
      isFailed: success === false,
    });
  }

  /** What a turn has used, in credits: no tokens, and no money. */
  #usage({ promptTurnSummaries }: LogRecord): void {
    const credits = asList(promptTurnSummaries).reduce<number>(
      (sum, turn) => sum + ((isObject(turn) ? asNumber(turn['usage']) : undefined) ?? 0),
      0,
    );
    if (credits > 0) this.#writer.notice('system', `Credits used: ${Math.round(credits * 1e4) / 1e4}`);
  }
}

function isThought(operation: unknown): boolean {
  return typeof operation === 'string' && /think|reason/i.test(operation);
}

function argsOf(args: unknown): unknown {
  return typeof args === 'string' ? (jsonColumn(args) ?? args) : args;
}

/** A text, or the texts of parts. */
function wordsOf(content: unknown): string | undefined {
  if (!Array.isArray(content)) return asText(content);
  const texts = (content as unknown[]).flatMap((part) => asText(isObject(part) ? part['text'] : part) ?? []);
  return texts.length === 0 ? undefined : texts.join('\n\n');
}
