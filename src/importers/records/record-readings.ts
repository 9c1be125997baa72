import type { ImportSource } from '../sources/import-source.ts';
import { logItems } from '../sources/log-document.ts';
import { logLines } from '../sources/log-lines.ts';
import type { LineReading } from '../sources/log-lines.ts';
import type { RecordReading, SourceRecord } from './record-translator.ts';

/** The records of a log of JSON lines. */
export async function* lineRecords(
  source: ImportSource,
  reading: LineReading,
): AsyncGenerator<readonly SourceRecord[], undefined, undefined> {
  yield* logLines(source, reading);
  return undefined;
}

/**
 * The records of a JSON document.
 *
 * @param members - keys of the root object whose items are records; items of a root array always are
 */
export function documentRecords(...members: readonly string[]): RecordReading {
  const split = new Set(members);
  return (source, reading) => logItems(source, { ...reading, split });
}
