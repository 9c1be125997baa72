import { lineRecords } from '../../records/record-importer.ts';
import type { SourceRecord } from '../../records/record-importer.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asCount, asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { LineReading } from '../../sources/log-lines.ts';
import { besideLog } from './session-folder.ts';
import { SessionUpdates } from './session-updates.ts';

/**
 * The messages of a session, with the times that the record of updates beside them has of prompts, calls and results. Between
 * these, and without that file, there are none.
 */
export async function* grokRecords(
  source: ImportSource,
  reading: LineReading,
): AsyncGenerator<readonly SourceRecord[], undefined, undefined> {
  const updates = await SessionUpdates.read(await source.sibling?.(besideLog(source, 'updates.jsonl')));
  for await (const places of lineRecords(source, reading)) {
    yield places.map((place) => {
      const time = place.record && timeOf(place.record, updates);
      return time === undefined ? place : { ...place, time };
    });
  }
  return undefined;
}

function timeOf(record: LogRecord, updates: SessionUpdates): number | undefined {
  const prompt = asCount(record['prompt_index']);
  if (prompt !== undefined) return updates.prompted(prompt);
  const answered = asText(record['tool_call_id']);
  if (answered !== undefined) return updates.ended(answered);
  const ids = asList(record['tool_calls']).map((call) => (isObject(call) ? asText(call['id']) : undefined));
  return ids.map((id) => (id === undefined ? undefined : updates.started(id))).find(Boolean);
}
