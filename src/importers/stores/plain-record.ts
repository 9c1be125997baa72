import { isObject } from '../sources/json-value.ts';
import type { LogRecord } from '../sources/log-record.ts';

/** Levels of a record that columns of rows stand on: they are fields, or fields of one field. */
const MAX_LEVELS = 2;

/**
 * A record that is made of rows, as JSON can tell it: numbers that are not exact become their digits, bytes their
 * text. What columns hold is any tool's, and any program's that writes to its database.
 */
export function plainRecord(record: LogRecord, levels = MAX_LEVELS): LogRecord {
  const entries = Object.entries(record);
  const plain = entries.map(([key, value]): [string, unknown] => [key, plainValue(value, levels)]);
  const isPlain = plain.every(([, value], index) => value === entries[index]![1]);
  return isPlain ? record : Object.fromEntries(plain);
}

function plainValue(value: unknown, levels: number): unknown {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  return levels > 1 && isObject(value) ? plainRecord(value, levels - 1) : value;
}
