import { isObject } from '../../sources/json-value.ts';
import { headLines } from '../../sources/head-lines.ts';

/** Fields that records of other tools have and a transcript of Cursor never: they too hold `message.content`. */
const FOREIGN = ['uuid', 'sessionId', 'timestamp', 'type', 'id', 'parentUuid'];

/** How sure it is that lines are messages of nothing but `role` and `message`. */
export function detectCursor(head: Uint8Array): number {
  const records = headLines(head, 10).filter(isObject);
  if (records.length === 0) return 0;
  const isBare = records.every(
    (record) => isObject(record['message']) && !FOREIGN.some((key) => key in record),
  );
  const isKnown = records.some(({ role }) => role === 'user' || role === 'assistant');
  return isBare && isKnown ? 0.9 : 0;
}
