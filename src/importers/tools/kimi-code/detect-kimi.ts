import { headLines } from '../../sources/head-lines.ts';
import { isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** Types of the records of Kimi Code that begin with its own words. */
const WIRE_TYPE =
  /^(?:turn|context|config|llm|usage|permission|full_compaction|plan_mode|swarm_mode|tools|goal|micro_compaction|profile|runtime|token_counting)\.[a-z_]+$/;

const CLI_EVENTS = new Set<unknown>([
  'TurnBegin',
  'TurnEnd',
  'StepBegin',
  'ContentPart',
  'ToolCall',
  'ToolResult',
  'StatusUpdate',
  'SubagentEvent',
]);

const ROW_ROLES = new Set<unknown>(['_system_prompt', '_checkpoint', '_usage']);
const ROLES = new Set<unknown>(['user', 'assistant', 'tool', 'system']);

/** How sure it is that lines are a log of Kimi Code, or of kimi-cli. */
export function detectKimi(head: Uint8Array): number {
  const records = headLines(head, 30).filter(isObject);
  const [first] = records;
  if (!first) return 0;
  const isHeader = first['type'] === 'metadata' && 'protocol_version' in first;
  if (records.some(isWire) || records.some(isEvent)) return isHeader ? 0.95 : 0.85;
  if (isHeader && records.length === 1) return 0.8;
  const rows = records.filter((record) => ROW_ROLES.has(record['role']) || ROLES.has(record['role']));
  const isContext = rows.length === records.length && rows.some((record) => ROW_ROLES.has(record['role']));
  return isContext ? 0.9 : 0;
}

function isWire({ type, time }: LogRecord): boolean {
  return typeof type === 'string' && WIRE_TYPE.test(type) && typeof time === 'number';
}

function isEvent({ timestamp, message }: LogRecord): boolean {
  return typeof timestamp === 'number' && isObject(message) && CLI_EVENTS.has(message['type']);
}
