import { isDeeperThan } from '../sources/json-value.ts';
import { MAX_RECORD_DEPTH } from '../sources/log-record.ts';
import type { SqlValue } from './record-values.ts';

/** What a column of JSON holds; `undefined` where it is none, or nests too deeply. */
export function jsonColumn(column: SqlValue): unknown {
  if (typeof column !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(column);
    return isDeeperThan(value, MAX_RECORD_DEPTH) ? undefined : value;
  } catch {
    return undefined;
  }
}
