import type { RecordReading, SourceRecord } from '../../records/record-importer.ts';
import { asList, isObject } from '../../sources/json-value.ts';
import { logItems } from '../../sources/log-document.ts';
import { logLines } from '../../sources/log-lines.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { SessionLog } from './session-log.ts';

const SPLIT: ReadonlySet<string> = new Set(['requests']);

/** Bytes in which a log says that it is one. */
const HEAD_SIZE = 64;

/**
 * The requests of a session: items of a document, or what a log of mutations has made of them at its end; lines of a log
 * that are no mutations stand behind them.
 *
 * @returns what the session says beside its requests
 */
export const sessionRecords: RecordReading = async function* (source, reading) {
  if (!(await isLog(source))) return yield* logItems(source, { ...reading, split: SPLIT });
  const log = new SessionLog();
  const others: SourceRecord[] = [];
  for await (const lines of logLines(source, reading)) {
    for (const line of lines) if (!line.record || !log.apply(line.record)) others.push(line);
  }
  const { requests, ...envelope } = log.state;
  const records = asList(requests).map(asRecord);
  yield [...records, ...others.map((other, index) => ({ ...other, number: records.length + index + 1 }))];
  return envelope;
};

/** A request as a record; what is none is kept as the text that it was. */
function asRecord(request: unknown, index: number): SourceRecord {
  const text = JSON.stringify(request) ?? '';
  const place = { number: index + 1, text, member: 'requests' };
  return isObject(request) ? { ...place, record: request } : { ...place, flaw: 'unreadable-item' };
}

/** Whether a source is a log: its first record tells the whole state. */
async function isLog(source: ImportSource): Promise<boolean> {
  const decoder = new TextDecoder();
  let head = '';
  for await (const chunk of source.chunks()) {
    head += decoder.decode(chunk.subarray(0, HEAD_SIZE), { stream: true });
    if (head.length >= HEAD_SIZE) break;
  }
  return isLogHead(head);
}

/** Whether a text begins as a log does. */
export function isLogHead(text: string): boolean {
  return /^\s*\{\s*"kind"\s*:\s*[0-3]\s*,\s*"[kv]"\s*:/.test(text.replace(/^\ufeff/, ''));
}
