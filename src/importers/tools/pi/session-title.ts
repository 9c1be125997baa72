import { asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** The name of a session that a record gives it: Pi has a record for it, OhMyPi the first line. */
export function titleIn(record: LogRecord): string | undefined {
  if (record['type'] === 'session_info') return asText(record['name']);
  return record['type'] === 'title' || record['type'] === 'session' ? asText(record['title']) : undefined;
}
