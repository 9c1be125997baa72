import { isDeeperThan } from '../sources/json-value.ts';
import { MAX_RECORD_DEPTH } from '../sources/log-record.ts';
import type { SqlValue } from '../sqlite/record-values.ts';

/** What a column of text holds, also where the tool stored it as bytes; `undefined` for numbers and NULL. */
export function textColumn(column: SqlValue | undefined): string | undefined {
  if (typeof column === 'string') return column;
  return column instanceof Uint8Array ? new TextDecoder().decode(column) : undefined;
}

/** What a column of JSON holds; `undefined` where it is none, or nests too deeply. */
export function jsonColumn(column: SqlValue | undefined): unknown {
  const text = textColumn(column);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isDeeperThan(value, MAX_RECORD_DEPTH) ? undefined : value;
  } catch {
    return undefined;
  }
}
