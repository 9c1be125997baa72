import { logItems } from '../../sources/log-document.ts';
import { asText } from '../../sources/json-value.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { LineReading } from '../../sources/log-lines.ts';
import type { SourceRecord } from '../../records/record-importer.ts';
import { isStoredSession } from './detect-opencode.ts';
import { storedMessages } from './storage-files.ts';

const SPLIT: ReadonlySet<string> = new Set(['messages']);

/**
 * The messages of a session, each a record `{info, parts}`: items of an export, or of the storage folder the files
 * of messages with those of their parts.
 *
 * @returns what the document says of the session
 */
export async function* sessionRecords(
  source: ImportSource,
  reading: LineReading,
): AsyncGenerator<readonly SourceRecord[], LogRecord, undefined> {
  const items = logItems(source, { ...reading, split: SPLIT });
  let isExport = false;
  for (;;) {
    const next = await items.next();
    if (!next.done) {
      isExport = true;
      yield next.value;
      continue;
    }
    const session = next.value;
    if (!isExport && isStoredSession(session)) {
      yield* storedMessages(source, asText(session['id']) ?? '', reading);
    }
    return session;
  }
}
