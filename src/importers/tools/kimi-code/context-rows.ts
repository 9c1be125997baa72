import { asCount, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { AgentLog } from './agent-log.ts';
import { argumentsOf } from './call-writer.ts';
import { partsOf, wordsOf } from './content-parts.ts';
import type { KimiPart } from './content-parts.ts';

/** What the program tells the model in tags of its own. */
const SYSTEM = /^\s*<(system|system-reminder|notification)>/;

/**
 * Messages as they are sent to the model: rows of `context.jsonl` (`{role, content, tool_calls}`, and rows of the
 * program's own: `_checkpoint`, `_usage`, `_system_prompt`), and messages in the records of Kimi Code.
 */
export class ContextRows {
  readonly #log: AgentLog;

  constructor(log: AgentLog) {
    this.#log = log;
  }

  /** First pass. */
  survey(row: LogRecord, turn: string): void {
    for (const call of callsOf(row)) this.#log.calls.surveyCall(turn, call.id, call.name);
    if (row['role'] === 'tool') this.#log.calls.surveyResult(callIdOf(row));
  }

  /** Whether a row is a person's prompt. */
  static isPrompt(row: LogRecord): boolean {
    const words = wordsOf(partsOf(row['content']));
    return row['role'] === 'user' && !SYSTEM.test(words);
  }

  translate(row: LogRecord, turn: string): boolean {
    const { writer, calls } = this.#log;
    const parts = partsOf(row['content']);
    switch (row['role']) {
      case 'user':
        this.#user(parts);
        return true;
      case 'assistant':
        for (const part of parts) this.#log.answer(part);
        for (const call of callsOf(row)) calls.call(turn, call);
        return true;
      case 'tool':
        this.#result(row, parts);
        return true;
      case 'system':
      case '_system_prompt':
        this.#log.injected(parts, 'system-prompt');
        return true;
      case '_checkpoint':
        return true;
      case '_usage': {
        const used = asCount(row['token_count']);
        if (used !== undefined) writer.update({ sessionUpdate: 'usage_update', used });
        return true;
      }
      default:
        return false;
    }
  }

  #user(parts: readonly KimiPart[]): void {
    if (SYSTEM.test(wordsOf(parts))) this.#log.injected(parts, 'system');
    else this.#log.prompt(parts);
  }

  /** What the program says of a result stands before the output, in a tag. */
  #result(row: LogRecord, parts: readonly KimiPart[]): void {
    const [first] = parts;
    const note =
      first?.kind === 'text' && /^<system>[\s\S]*<\/system>$/.test(first.text) ? first.text : undefined;
    const isError = row['isError'] === true || /^<system>ERROR:/.test(note ?? '');
    const output = parts.slice(note === undefined ? 0 : 1).map((part) => valueOf(part));
    this.#log.calls.result({ id: callIdOf(row), output, isError, note });
  }
}

function callIdOf(row: LogRecord): string | undefined {
  return asText(row['tool_call_id']) ?? asText(row['toolCallId']);
}

function callsOf(row: LogRecord): { id: string | undefined; name: string; args: unknown }[] {
  return [...asList(row['tool_calls']), ...asList(row['toolCalls'])].filter(isObject).map((call) => {
    const body = isObject(call['function']) ? call['function'] : call;
    const { name, arguments: json } = body;
    return { id: asText(call['id']), name: asText(name) ?? '', args: argumentsOf(json) };
  });
}

function valueOf(part: KimiPart): unknown {
  if (part.kind === 'text' || part.kind === 'thought') return { type: 'text', text: part.text };
  if (part.kind === 'other') return part.value;
  const { block } = part;
  const url =
    block.type === 'image'
      ? `data:${block.mimeType};base64,${block.data ?? ''}`
      : 'uri' in block
        ? block.uri
        : '';
  return { type: 'image_url', image_url: { url } };
}
