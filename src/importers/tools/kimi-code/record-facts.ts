import type { JsonObject } from '../../../format/index.ts';
import { asJson, compact } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** Fields of a record beyond what all have. */
export function factsOf(record: LogRecord, ...without: readonly string[]): JsonObject | undefined {
  const hidden = new Set(['type', 'time', 'agentId', ...without]);
  return compact(
    Object.entries(record)
      .filter(([key]) => !hidden.has(key))
      .map(([key, value]) => [key, asJson(value)]),
  );
}
