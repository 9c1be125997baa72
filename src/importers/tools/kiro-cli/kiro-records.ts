import type { SourceRecord } from '../../records/record-importer.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { logItems } from '../../sources/log-document.ts';
import { logLines, type LineReading } from '../../sources/log-lines.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { entryTime } from './conversation-store.ts';
import { sourceHead } from '../../sources/source-head.ts';
import { storeTime } from '../../stores/store-time.ts';
import { readFacts } from './session-facts.ts';

const SPLIT: ReadonlySet<string> = new Set(['history']);

/**
 * The records of a journal, with the times that the file beside it knows: when the session began, and when its turns
 * ended; or the exchanges of a conversation that was taken out of a database.
 *
 * @returns what such a document says beside its exchanges
 */
export async function* kiroRecords(
  source: ImportSource,
  reading: LineReading,
): AsyncGenerator<readonly SourceRecord[], LogRecord | undefined, undefined> {
  if (await isDocument(source)) return yield* logItems(source, { ...reading, split: SPLIT });
  const facts = await readFacts(source);
  let isFirst = true;
  for await (const lines of logLines(source, reading)) {
    yield lines.map((line): SourceRecord => {
      const { record } = line;
      if (!record) return line;
      const { data } = record;
      const turn = isObject(data) ? facts.turns.get(asText(data['message_id']) ?? '') : undefined;
      const time = turn?.endedAt ?? (isFirst ? facts.startedAt : undefined);
      isFirst = false;
      return time === undefined ? line : { ...line, record: { ...record, time } };
    });
  }
  return undefined;
}

/** When a record was written, or what is known of that; ms since 1970 UTC. */
export function recordTime(record: LogRecord): number | undefined {
  const { data, timestamp, time } = record;
  if (!isObject(data)) return storeTime(timestamp) ?? entryTime(record) ?? storeTime(time);
  const meta = isObject(data['meta']) ? data['meta'] : {};
  return storeTime(data['timestamp']) ?? storeTime(meta['timestamp']) ?? storeTime(time);
}

/** Told by the beginning. */
async function isDocument(source: ImportSource): Promise<boolean> {
  const head = new TextDecoder().decode(await sourceHead(source, 64));
  return /^\ufeff?\s*\{\s*"conversation_id"/.test(head);
}
