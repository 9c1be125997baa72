import { logItems } from '../../sources/log-document.ts';
import { asText } from '../../sources/json-value.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { LineReading } from '../../sources/log-lines.ts';
import type { SourceRecord } from '../../records/record-importer.ts';
import { isStoredSession } from './detect-opencode.ts';
import { hasMessages, storedMessages } from './storage-files.ts';
import { stemOf } from './sessions-of-folder.ts';

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
      isExport ||= next.value.some(({ record }) => record !== undefined);
      yield next.value;
      continue;
    }
    const session = next.value;
    if (isExport) return session;
    if (isStoredSession(session)) yield* storedMessages(source, asText(session['id']) ?? '', reading);
    else if (await hasMessages(source)) return yield* recordsOfTorn(source, reading);
    return session;
  }
}

/** Of a session whose own file is torn, its messages are left, and the id that the file is called by. */
async function* recordsOfTorn(
  source: ImportSource,
  reading: LineReading,
): AsyncGenerator<readonly SourceRecord[], LogRecord, undefined> {
  const id = stemOf(source.name);
  reading.report?.note(
    'torn-session',
    `${source.name} is torn: title and folder of the session are not known`,
  );
  yield* storedMessages(source, id, reading);
  return { id };
}
