import { asJson, compact, isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SessionWriter } from '../../records/session-writer.ts';

type NoticeKind = Parameters<SessionWriter['notice']>[0];

/** What a record about the conversation is shown as: its kind, and the words for it. */
interface NoticeEntry {
  readonly kind: NoticeKind;
  /** Field of the payload that says it in words. */
  readonly words?: string;
  /** What stands before the words. */
  readonly before?: string;
}

const NOTICES: ReadonlyMap<unknown, NoticeEntry> = new Map<unknown, NoticeEntry>([
  ['session_summary', { kind: 'system', words: 'text' }],
  ['user_interrupt', { kind: 'interruption', words: 'reason' }],
  ['context_compact', { kind: 'compaction', words: 'summary' }],
  ['branch_point', { kind: 'system', words: 'reason', before: 'Another way' }],
  ['branch_summary', { kind: 'system', words: 'summary' }],
  ['model_change', { kind: 'system', words: 'to_model', before: 'Model' }],
  ['mode_change', { kind: 'system', words: 'to_mode', before: 'Mode' }],
  ['thinking_level_change', { kind: 'system', words: 'to_level', before: 'Thinking level' }],
  ['session_terminated', { kind: 'error', words: 'reason', before: 'Session terminated' }],
  ['session_end', { kind: 'system', words: 'reason', before: 'Session ended' }],
  ['capability_change', { kind: 'system', words: 'reason', before: 'Capabilities' }],
  ['session_metadata_update', { kind: 'system', words: 'value' }],
]);

const SYSTEM_EVENTS: ReadonlyMap<unknown, NoticeKind> = new Map<unknown, NoticeKind>([
  ['api_error', 'error'],
  ['stream_error', 'error'],
  ['agent_error', 'error'],
  ['guardian_alert', 'error'],
  ['hook_failed', 'error'],
  ['hook_fired', 'hook'],
  ['hook_progress', 'hook'],
  ['pre_tool_use', 'hook'],
  ['post_tool_use', 'hook'],
  ['permission_request', 'permission'],
  ['permission_decision', 'permission'],
  ['tool_decision', 'permission'],
  ['vcs_commit', 'commit'],
  ['queue_operation', 'queue'],
  ['turn_aborted', 'interruption'],
  ['heartbeat', 'progress'],
  ['task_started', 'progress'],
  ['task_completed', 'progress'],
]);

/**
 * Writes a record about what happens around the conversation.
 *
 * @returns whether it is one; a record that the writer of the trail itself did not understand is none
 */
export function writeNotice(writer: SessionWriter, record: LogRecord): boolean {
  const { type } = record;
  const payload = isObject(record['payload']) ? record['payload'] : {};
  if (type === 'system_event') return writeSystemEvent(writer, payload);
  if (type === 'command_invoke') return writeCommand(writer, payload);
  const entry = NOTICES.get(type);
  if (!entry) return false;
  if (entry.kind === 'interruption' || type === 'session_terminated') writer.interruptCalls();
  if (type === 'mode_change' && typeof payload['to_mode'] === 'string')
    writer.update({ sessionUpdate: 'current_mode_update', currentModeId: payload['to_mode'] });
  if (type === 'session_metadata_update' && payload['field'] === 'name')
    writer.update({ sessionUpdate: 'session_info_update', title: asText(payload['value']) ?? '' });
  const words = entry.words === undefined ? undefined : asText(payload[entry.words]);
  const said = [entry.before ?? fieldName(type, payload), words].filter((part) => part !== undefined);
  const model = type === 'model_change' ? asText(payload['to_model']) : asText(payload['model']);
  writer.notice(entry.kind, said.length === 0 ? undefined : said.join(': '), {
    data: compact([['kind', String(type)], ...beside(payload, words)]),
    ...(model !== undefined && { meta: { model } }),
  });
  return true;
}

function writeSystemEvent(writer: SessionWriter, payload: LogRecord): boolean {
  const kind = asText(payload['kind']);
  if (kind === undefined || kind.endsWith('/unknown_record')) return false;
  const words = asText(payload['text']);
  const notice = SYSTEM_EVENTS.get(kind) ?? 'system';
  if (notice === 'interruption') writer.interruptCalls();
  writer.notice(notice, words ?? kind.replaceAll('_', ' '), { data: compact(beside(payload, words)) });
  return true;
}

/** A command: what a person typed reads as theirs, what it expands to is the program's. */
function writeCommand(writer: SessionWriter, payload: LogRecord): boolean {
  const name = asText(payload['name']);
  if (name === undefined) return false;
  const expansion = asText(payload['expansion_text']);
  const rest = beside(payload, name).filter(([key]) => key !== 'expansion_text');
  const isTyped = payload['via'] === 'user_typed';
  if (isTyped) writer.message('user', name, { meta: { origin: 'command' } });
  writer.notice('system', expansion ?? (isTyped ? undefined : name), {
    data: compact([
      ['kind', 'command_invoke'],
      ...rest.map(([key, value]) => [`command_${key}`, value] as const),
    ]),
  });
  return true;
}

function fieldName(type: unknown, payload: LogRecord): string | undefined {
  return type === 'session_metadata_update' ? asText(payload['field']) : undefined;
}

/** What a payload says beside its words. */
function beside(payload: LogRecord, words: string | undefined) {
  return Object.entries(payload)
    .filter(([, value]) => value !== words && value !== null)
    .map(([key, value]) => [key, asJson(value)] as const);
}
