import type { ImportSource } from '../../sources/import-source.ts';
import type { LineReading } from '../../sources/log-lines.ts';
import { logItems } from '../../sources/log-document.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { blocksOf } from './message-blocks.ts';
import { cwdIn } from './task-surroundings.ts';
import { readResult } from './tool-result.ts';
import type { ToolResult } from './tool-result.ts';

/** The file beside what a person was shown that has what the model was told. */
const HISTORY = 'api_conversation_history.json';

const HEADER = /^\[([a-z_]{3,40})(?: for '([^'\n]{1,2000})'[^\n]{0,2000})?\] Result:\s*/;

/** Results that are remembered. */
const MAX_RESULTS = 100_000;

/**
 * What the tools told the model, which is not shown to people: exit codes, texts of files, refusals. Told by what a call
 * was about (its command or path), in order, since the two files have no ids in common.
 */
export class ApiResults {
  readonly #results = new Map<string, ToolResult[]>();
  /** The working directory, as the program told the model. */
  cwd: string | undefined;

  /** Reads the history beside a source, if there is one. */
  static async beside(source: ImportSource, reading: LineReading): Promise<ApiResults> {
    const results = new ApiResults();
    const file = source.name === HISTORY ? undefined : await source.sibling?.(HISTORY);
    if (!file) return results;
    const calls = new Map<string, string>();
    let count = 0;
    for await (const items of logItems(file, { ...reading, split: new Set() })) {
      for (const { record } of items) {
        if (record && (count += 1) < MAX_RESULTS) results.#add(record, calls);
      }
    }
    return results;
  }

  /** The next result of a call about a command or a path. */
  take(subject: string | undefined): ToolResult | undefined {
    return subject === undefined ? undefined : this.#results.get(subject)?.shift();
  }

  #add(message: LogRecord, calls: Map<string, string>): void {
    const blocks = blocksOf(message);
    for (const [index, block] of blocks.entries()) {
      const { type, text } = block;
      if (type === 'tool_use') {
        const subject = isObject(block['input']) ? subjectOf(block['input']) : undefined;
        if (subject !== undefined) calls.set(asText(block['id']) ?? '', subject);
      } else if (type === 'tool_result') {
        const subject = calls.get(asText(block['tool_use_id']) ?? '');
        this.#push(subject, readResult(block['content'], block['is_error'] === true));
      } else if (message['role'] === 'user' && typeof text === 'string') {
        this.cwd ??= cwdIn(text);
        this.#xml(text, blocks[index + 1]?.['text']);
      }
    }
  }

  #xml(text: string, next: unknown): void {
    const match = HEADER.exec(text);
    if (!match) return;
    const own = text.slice(match[0].length);
    this.#push(match[2], readResult(own.trim() === '' && typeof next === 'string' ? next : own, false));
  }

  #push(subject: string | undefined, result: ToolResult): void {
    if (subject === undefined) return;
    const known = this.#results.get(subject);
    if (known) known.push(result);
    else this.#results.set(subject, [result]);
  }
}

function subjectOf(input: LogRecord): string | undefined {
  return (
    asText(input['command']) ??
    asText(input['path']) ??
    asText(input['file_path']) ??
    asText(input['tool_name'])
  );
}
