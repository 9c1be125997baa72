import { headLines } from '../../sources/head-lines.ts';
import { isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** Lines of a head that are looked at. */
const MAX_LINES = 30;

/** Types that records of a stored session have. */
const STORED = new Set<unknown>([
  'message',
  'todo_state',
  'compaction_state',
  'agent_turn_outcome',
  'session_settings',
  'session_end',
]);

/** How sure it is that lines are a session of Droid, or what its `exec` printed. */
export function detectDroid(head: Uint8Array): number {
  const records = headLines(head, MAX_LINES).filter(isObject);
  const [first, ...rest] = records;
  if (!first) return 0;
  if (first['type'] === 'session_start' && typeof first['id'] === 'string') {
    if (rest.some(({ type }) => STORED.has(type))) return 0.95;
    return rest.length === 0 && ('owner' in first || 'cwd' in first) ? 0.7 : 0;
  }
  return records.some(isOfStream) && records.some(isMessageOfStream) ? 0.9 : 0;
}

/** What only a stream of Droid has: calls with the id of their tool, and its end. */
function isOfStream(record: LogRecord): boolean {
  const { type } = record;
  if (type === 'tool_call') return 'toolName' in record && 'parameters' in record;
  if (type === 'tool_result') return 'toolId' in record && 'value' in record;
  if (type === 'completion') return 'finalText' in record;
  return type === 'system' && record['subtype'] === 'init' && 'reasoning_effort' in record;
}

function isMessageOfStream({ type, text }: LogRecord): boolean {
  return type === 'message' && typeof text === 'string';
}
