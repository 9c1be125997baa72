import { asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SessionWriter } from '../../records/session-writer.ts';

/** Whether a record is what stands behind each turn since the middle of 2026: how it ended. */
export function isTurnEnd(record: LogRecord): boolean {
  return record['type'] === 'turn_ended' && !('message' in record);
}

/** Says how a turn ended, where that was not well. */
export function writeTurnEnd(writer: SessionWriter, record: LogRecord): void {
  const status = asText(record['status']);
  const reason = asText(record['error']) ?? asText(record['reason']);
  if (status === undefined || ENDED_WELL.has(status)) writer.markTold(status);
  else if (INTERRUPTED.has(status)) {
    writer.interruptCalls();
    writer.notice('interruption', reason, { data: { status } });
  } else writer.notice('error', reason ?? `The turn ended: ${status}`, { data: { status } });
}

const ENDED_WELL: ReadonlySet<string> = new Set(['success', 'completed', 'finished']);

/** Nobody has seen these in a file: the words that programs have for it. */
const INTERRUPTED: ReadonlySet<string> = new Set(['aborted', 'cancelled', 'canceled', 'interrupted']);
