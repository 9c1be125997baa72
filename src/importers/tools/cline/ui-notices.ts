import type { NoticeName } from '../../../format/index.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { asCount, asJson, asText, compact, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { objectOf } from './ui-record.ts';

/** Kinds that say something around the conversation → the notice that it becomes. */
const NOTICES: ReadonlyMap<string, NoticeName> = new Map<string, NoticeName>([
  ['error', 'error'],
  ['diff_error', 'error'],
  ['error_retry', 'error'],
  ['clineignore_error', 'error'],
  ['rooignore_error', 'error'],
  ['api_req_failed', 'error'],
  ['api_req_retry_delayed', 'error'],
  ['mistake_limit_reached', 'error'],
  ['condense_context_error', 'error'],
  ['command_permission_denied', 'permission'],
  ['auto_approval_max_req_reached', 'permission'],
  ['shell_integration_warning', 'error'],
  ['shell_integration_warning_with_suggestion', 'error'],
  ['hook_status', 'hook'],
  ['hook_output_stream', 'hook'],
  ['condense', 'compaction'],
  ['summarize_task', 'compaction'],
  ['condense_context', 'compaction'],
  ['sliding_window_truncation', 'compaction'],
  ['checkpoint_created', 'system'],
  ['checkpoint_saved', 'system'],
  ['info', 'system'],
  ['api_req_finished', 'system'],
  ['api_req_retried', 'system'],
  ['api_req_deleted', 'system'],
  ['api_req_rate_limited', 'system'],
  ['deleted_api_reqs', 'system'],
  ['resume_task', 'system'],
  ['resume_completed_task', 'system'],
  ['mcp_notification', 'system'],
  ['mcp_server_request_started', 'system'],
  ['load_mcp_documentation', 'system'],
  ['generate_explanation', 'system'],
  ['conditional_rules_applied', 'system'],
  ['subagent_usage', 'system'],
  ['subtask_result', 'system'],
  ['user_feedback_diff', 'system'],
  ['browser_session_status', 'system'],
  ['report_bug', 'system'],
  ['new_task', 'system'],
]);

/** Kinds at which whatever ran before is over. */
const ENDS_CALLS: ReadonlySet<string> = new Set(['resume_task', 'resume_completed_task']);

/** Writes what a record says around the conversation. @returns whether its kind is one of these */
export function writeUiNotice(writer: SessionWriter, kind: string, record: LogRecord): boolean {
  const notice = NOTICES.get(kind);
  if (!notice) return false;
  if (ENDS_CALLS.has(kind)) writer.interruptCalls();
  const condensed = record['contextCondense'] ?? record['contextTruncation'];
  const { summary, prevContextTokens, ...facts } = isObject(condensed) ? condensed : ({} as LogRecord);
  const value = objectOf(record);
  const words = asText(record['text']) ?? asText(summary) ?? asText(record['reasoning']);
  writer.notice(notice, words, {
    data: compact([
      ['kind', kind],
      ['preTokens', asCount(prevContextTokens)],
      ['checkpoint', asText(record['lastCheckpointHash'])],
      ...Object.entries({ ...value, ...facts }).map(([key, value]) => [key, asJson(value)] as const),
    ]),
  });
  return true;
}
