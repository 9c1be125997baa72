import { headLines } from '../../sources/head-lines.ts';
import { isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** Lines of a head that are looked at; the first ones are long. */
const MAX_LINES = 30;

/** Fields of other tools' records with the same types. */
const FOREIGN = ['uuid', 'timestamp', 'message', 'sessionId', 'session_id', 'parentUuid', 'payload'];

const TYPES = new Set<unknown>([
  'system',
  'user',
  'assistant',
  'reasoning',
  'tool_result',
  'backend_tool_call',
]);

/** How sure it is that lines are messages as Grok CLI keeps them: typed, without times and ids. */
export function detectGrok(head: Uint8Array): number {
  const records = headLines(head, MAX_LINES).filter(isObject);
  const typed = records.filter((record) => TYPES.has(kindOf(record)));
  if (typed.length === 0 || records.some((record) => FOREIGN.some((key) => key in record))) return 0;
  if (!typed.some(isOfGrok)) return 0;
  return typed.length * 2 > records.length ? 0.92 : 0.6;
}

/** What no other tool writes. */
function isOfGrok(record: LogRecord): boolean {
  const { content } = record;
  const type = kindOf(record);
  if (type === 'user') {
    return Array.isArray(content) && ['prompt_index', 'synthetic_reason'].some((key) => key in record);
  }
  if (type === 'assistant') return 'model_id' in record && typeof content === 'string';
  return type === 'backend_tool_call' && isObject(record['kind']);
}

/** Older logs have a role in the place of a type. */
function kindOf({ type, role }: LogRecord): unknown {
  return type ?? role;
}
