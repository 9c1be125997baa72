import type { SourceToolContent, ToolKind } from '../../../format/index.ts';
import { oneLine } from '../../records/tool-calls.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { textContent } from '../../records/session-writer.ts';
import { asJson, asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

const KINDS: ReadonlySet<string> = new Set<ToolKind>([
  'read',
  'edit',
  'delete',
  'move',
  'search',
  'execute',
  'think',
  'fetch',
  'switch_mode',
]);

const ENDED = new Set(['completed', 'failed']);

/** Calls that an agent behind the Agent Client Protocol made: an event for each state of a call. */
export class AcpCalls {
  readonly #writer: SessionWriter;
  /** Ids of calls that were seen: in the first pass, and in the second. */
  readonly #started = new Set<string>();
  readonly #written = new Set<string>();

  constructor(writer: SessionWriter) {
    this.#writer = writer;
  }

  survey(record: LogRecord): void {
    const id = asText(record['tool_call_id']);
    if (id === undefined) return;
    if (!this.#started.has(id)) this.#writer.survey.call(id, false);
    this.#started.add(id);
    if (hasEnded(record)) this.#writer.survey.result(id);
  }

  translate(record: LogRecord): boolean {
    const id = asText(record['tool_call_id']);
    if (id === undefined) return false;
    if (!this.#written.has(id)) this.#start(id, record);
    this.#written.add(id);
    // A call may be told as ended more than once.
    if (hasEnded(record) && this.#writer.openCall(id)) this.#end(id, record);
    return true;
  }

  #start(id: string, record: LogRecord): void {
    const kind = asText(record['tool_kind']) ?? 'other';
    const input = isObject(record['raw_input']) ? record['raw_input'] : undefined;
    this.#writer.call({
      id,
      name: asText(record['title']) ?? '',
      input,
      description: {
        title: oneLine(asText(record['title']) ?? 'Tool call'),
        kind: KINDS.has(kind) ? (kind as ToolKind) : 'other',
        locations: [],
        ...(input && {
          rawInput: Object.fromEntries(Object.entries(input).map(([key, v]) => [key, asJson(v)])),
        }),
      },
    });
  }

  #end(id: string, record: LogRecord): void {
    const isFailed = record['status'] === 'failed' || record['is_error'] === true;
    const { raw_output: output } = record;
    this.#writer.result(id, {
      ...(isFailed && { status: 'failed' as const }),
      ...(typeof output === 'string' && { text: output }),
      content: asList(record['content']).flatMap((block) => this.#content(block)),
      ...(isObject(output) && {
        rawOutput: Object.fromEntries(Object.entries(output).map(([key, v]) => [key, asJson(v)])),
      }),
    });
  }

  #content(block: unknown): readonly SourceToolContent[] {
    if (!isObject(block)) return [];
    const path = asText(block['path']);
    const after = block['new_text'] ?? block['newText'];
    const before = block['old_text'] ?? block['oldText'];
    if (block['type'] === 'diff' && path !== undefined && typeof after === 'string') {
      // The texts may be parts of the file.
      const change =
        typeof before === 'string' && before !== ''
          ? ({ path, op: 'modify', edits: [{ oldText: before, newText: after }] } as const)
          : ({ path, op: 'create', after } as const);
      return [this.#writer.change(change)];
    }
    const inner = isObject(block['content']) ? block['content'] : block;
    const text = asText(inner['text']);
    return text === undefined ? [] : [textContent(text)];
  }
}

function hasEnded({ status, is_error: isError }: LogRecord): boolean {
  return isError === true || ENDED.has(asText(status) ?? '');
}
