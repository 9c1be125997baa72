import { headLines } from '../../sources/head-lines.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';

/** Lines of a head that are looked at. */
const MAX_LINES = 50;

/** More than Claude Code says of the same lines. */
const SURE = 0.97;

/** How sure it is that a head is of an iFlow log: Claude Code's records, but for ids and for what results hold. */
export function detectIflow(head: Uint8Array): number {
  return headLines(head, MAX_LINES).some(isIflow) ? SURE : 0;
}

function isIflow(record: unknown): boolean {
  if (!isObject(record) || !('uuid' in record)) return false;
  // Claude Code names sessions by a bare UUID.
  if (/^session-[0-9a-f]{8}-/.test(asText(record['sessionId']) ?? '')) return true;
  const { message } = record;
  return isObject(message) && asList(message['content']).some(isResult);
}

function isResult(block: unknown): boolean {
  return (
    isObject(block) &&
    block['type'] === 'tool_result' &&
    isObject(block['content']) &&
    'responseParts' in block['content']
  );
}
