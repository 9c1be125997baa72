import { documentRecords, lineRecords } from '../../records/record-importer.ts';
import type { RecordReading } from '../../records/record-importer.ts';
import { headLines } from '../../sources/head-lines.ts';
import { isObject } from '../../sources/json-value.ts';
import { DETECTION_SIZE } from '../../sources/detection-size.ts';
import { sourceHead } from '../../sources/source-head.ts';
import { StoredSession } from './stored-session.ts';

const documents = documentRecords('messages');

/** The messages of a session, in whichever form it is. */
export const hermesRecords: RecordReading = async function* (source, reading, options) {
  if (source instanceof StoredSession) return yield* source.records(reading);
  const [first] = headLines(await sourceHead(source, DETECTION_SIZE), 1);
  const isLog = isObject(first) && 'role' in first;
  return isLog ? yield* lineRecords(source, reading) : yield* documents(source, reading, options);
};
