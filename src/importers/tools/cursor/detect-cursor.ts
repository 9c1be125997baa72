import { headLines } from '../../sources/head-lines.ts';
import { isObject } from '../../sources/json-value.ts';
import { isTurnEnd } from './turn-end.ts';

/** Fields that records of other tools have and a transcript of Cursor never: they too hold `message.content`. */
const FOREIGN = ['uuid', 'sessionId', 'timestamp', 'type', 'id', 'parentUuid'];

/** How sure it is that lines are messages of nothing but `role` and `message`, and ends of turns between them. */
export function detectCursor(head: Uint8Array): number {
  const records = headLines(head, 10)
    .filter(isObject)
    .filter((record) => !isTurnEnd(record));
  if (records.length === 0) return 0;
  const isBare = records.every(
    (record) => isObject(record['message']) && !FOREIGN.some((key) => key in record),
  );
  const isKnown = records.some(({ role }) => role === 'user' || role === 'assistant');
  return isBare && isKnown ? 0.9 : 0;
}
