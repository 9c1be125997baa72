import { headLines } from '../../sources/head-lines.ts';
import { isObject } from '../../sources/json-value.ts';

/** Lines of a head that are looked at. */
const MAX_LINES = 50;

/** More than Claude Code says of the same lines: the envelope is the same, what is in it is not. */
const SURE = 0.97;

/** How sure it is that a head is of a Qwen Code log: Claude Code's envelope with Gemini's contents. */
export function detectQwen(head: Uint8Array): number {
  return headLines(head, MAX_LINES).some(isQwen) ? SURE : 0;
}

function isQwen(record: unknown): boolean {
  if (!isObject(record) || !('uuid' in record) || !('sessionId' in record)) return false;
  const { type, message, toolCallResult, systemPayload } = record;
  if (isObject(message) && Array.isArray(message['parts'])) return true;
  return isObject(systemPayload) || (type === 'tool_result' && isObject(toolCallResult));
}
