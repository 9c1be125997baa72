import { headLines } from '../../sources/head-lines.ts';
import { hasKeys, isObject } from '../../sources/json-value.ts';

/** Lines of a head that are looked at. */
const MAX_LINES = 20;

/** Kinds of message that no other tool writes in a record of type `message`. */
const OWN_ROLES: ReadonlySet<unknown> = new Set(['toolResult', 'bashExecution']);

/**
 * How sure it is that a head is of a session of Pi, or of one of the programs that are made of it: a header `session`,
 * perhaps behind a title. Where the header was lost, a result of a tool tells.
 */
export function detectPi(head: Uint8Array): number {
  const records = headLines(head, MAX_LINES).filter(isObject);
  const first = records.find(({ type }) => type !== 'title');
  if (first && isHeader(first)) return 0.96;
  return records.some(isOwnMessage) ? 0.9 : 0;
}

/** Version 1 has no `version`. Agent Trail calls its first record the same, with `ts` and `schema_version`. */
function isHeader(record: Record<string, unknown>): boolean {
  if (record['type'] !== 'session' || typeof record['timestamp'] !== 'string') return false;
  return typeof record['version'] === 'number' || typeof record['cwd'] === 'string';
}

function isOwnMessage(record: Record<string, unknown>): boolean {
  const { type, message } = record;
  return (
    type === 'message' &&
    hasKeys(record, 'id', 'parentId') &&
    isObject(message) &&
    OWN_ROLES.has(message['role'])
  );
}
