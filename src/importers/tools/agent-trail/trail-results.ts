import type { JsonObject, SourceToolContent } from '../../../format/index.ts';
import { asJson, compact, asCount, asNumber, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { mediaBlock } from '../../records/media-block.ts';
import { textContent } from '../../records/session-writer.ts';
import type { SessionWriter, StartedCall } from '../../records/session-writer.ts';
import { withoutLineNumber } from '../../kept/shown-text.ts';
import { attachmentsOf } from './message-content.ts';
import { changesOf } from './trail-changes.ts';

/** Reasons for which a call did not run, or not to its end, that are a decision of somebody. */
const REFUSALS = new Set(['hook_blocked', 'permission_denied']);

/** Writes how a call ended: its result, or that it was aborted. */
export function writeResult(writer: SessionWriter, record: LogRecord, id: string | undefined): boolean {
  const payload = isObject(record['payload']) ? record['payload'] : {};
  if (record['type'] === 'tool_call_aborted') return writeAbort(writer, payload, id);
  const call = writer.openCall(id);
  const isOk = payload['ok'] === true;
  const meta = isObject(payload['meta']) ? payload['meta'] : {};
  const changes = isOk && call ? changesOf(call) : [];
  const written = changes.map((change) => writer.change({ ...change, toolCallId: call!.id }));
  const shell = isObject(meta['shell_command']) ? meta['shell_command'] : {};
  const words = wordsOf(payload, shell);
  const read = isOk ? linesRead(call, words, meta, payload) : undefined;
  const exitCode = asNumber(shell['exit_code']);
  const duration = asCount(shell['duration_ms']);
  writer.result(id, {
    status: isOk ? 'completed' : 'failed',
    ...(words !== undefined && !read && { text: words }),
    content: [...(read ? [read] : []), ...written, ...mediaOf(payload, meta)],
    ...(exitCode !== undefined && { exitCode }),
    ...(duration !== undefined && { duration }),
    rawOutput: rest(payload, words, shell),
  });
  return true;
}

/** Writes the answer to questions as the result of the call that asked them. */
export function writeAnswer(writer: SessionWriter, payload: LogRecord, id: string | undefined): boolean {
  const { answers } = payload;
  if (!isObject(answers)) return false;
  const lines = Object.values(answers).map((answer) => {
    const { selected, other } = isObject(answer) ? answer : {};
    const parts = [...asList(selected), other].filter((part) => typeof part === 'string' && part !== '');
    return parts.join(', ');
  });
  writer.result(id, { text: lines.join('\n'), rawOutput: { answers: asJson(answers) } });
  return true;
}

function writeAbort(writer: SessionWriter, payload: LogRecord, id: string | undefined): boolean {
  const reason = asText(payload['reason']) ?? 'aborted';
  const by = asText(payload['blocked_by']);
  if (payload['scope'] !== 'tool_call' && asText(payload['for_id']) === undefined) {
    writer.interruptCalls();
    const data = compact(Object.entries(payload).map(([key, value]) => [key, asJson(value)]));
    writer.notice('interruption', sentence(reason), { data });
    return true;
  }
  const isFailure = reason === 'runtime_error' || reason === 'timeout';
  writer.result(id, {
    status: 'failed',
    reason: REFUSALS.has(reason) ? 'refused' : isFailure ? 'failed' : 'interrupted',
    // Not as text: nothing of it was printed on a terminal.
    content: [textContent(by === undefined ? sentence(reason) : `${sentence(reason)}: ${by}`)],
  });
  return true;
}

/** What a person reads of a result: its output, else what a command printed, else why it failed. */
function wordsOf(payload: LogRecord, shell: LogRecord): string | undefined {
  const output = asText(payload['output']);
  if (output !== undefined) return output;
  const streams = [asText(shell['stdout']), asText(shell['stderr'])].filter((part) => part !== undefined);
  if (streams.length > 0) return streams.join(streams[0]!.endsWith('\n') ? '' : '\n');
  return asText(payload['error']);
}

/** What a result says beyond its text. */
function rest(payload: LogRecord, words: string | undefined, shell: LogRecord): JsonObject | undefined {
  const facts = { ...payload, signal: shell['signal'] };
  return compact(
    (['truncated', 'output_size', 'overflow_ref', 'error', 'signal'] as const).map((key) => {
      const value: unknown = facts[key as keyof typeof facts];
      const isShown = value === undefined || value === null || value === false || value === words;
      return [key, isShown ? undefined : asJson(value)];
    }),
  );
}

/**
 * The lines of a file that was read. Only where the result says which lines they are: an output without that may be
 * anything, and one with line numbers in it is not the text of the file.
 */
function linesRead(
  call: StartedCall | undefined,
  output: string | undefined,
  meta: LogRecord,
  payload: LogRecord,
): SourceToolContent | undefined {
  const path = asText(call?.input['path']);
  const facts = meta['file_read'];
  if (call?.name !== 'file_read' || path === undefined || output === undefined || !isObject(facts))
    return undefined;
  const isWhole = payload['truncated'] !== true && asCount(facts['truncated_at_line']) === undefined;
  if (!isWhole || withoutLineNumber(output) !== output) return undefined;
  const [first] = asList(facts['range'] ?? call.input['range']);
  const totalLines = asCount(facts['total_lines']);
  return {
    type: '_reprise/read',
    path,
    text: output,
    startLine: Math.max(1, asCount(first) ?? 1),
    ...(totalLines !== undefined && { totalLines }),
  };
}

function mediaOf(payload: LogRecord, meta: LogRecord): readonly SourceToolContent[] {
  const server = isObject(meta['mcp_call']) ? asList(meta['mcp_call']['content_blocks']) : [];
  const blocks = server.filter(isObject).flatMap((block) => {
    const data = asText(block['data']);
    const uri = asText(block['uri']);
    const media = data === undefined ? undefined : mediaBlock(asText(block['mime_type']) ?? '', data);
    if (media) return [media];
    return uri === undefined ? [] : [{ type: 'resource_link', uri } as const];
  });
  return [...attachmentsOf(payload), ...blocks].map((content) => ({ type: 'content', content }));
}

/** `user_interrupt` → `User interrupt`. */
function sentence(reason: string): string {
  const words = reason.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
