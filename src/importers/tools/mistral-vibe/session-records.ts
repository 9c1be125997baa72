import { documentRecords, lineRecords } from '../../records/record-importer.ts';
import type { RecordReading } from '../../records/record-importer.ts';
import { headLines } from '../../sources/head-lines.ts';
import { isObject } from '../../sources/json-value.ts';
import { DETECTION_SIZE } from '../../sources/detection-size.ts';
import { sourceHead } from '../../sources/source-head.ts';

const documents = documentRecords('messages');

/** The messages of a session: lines, or items of a document. */
export const vibeRecords: RecordReading = async function* (source, reading, options) {
  const lines = headLines(await sourceHead(source, DETECTION_SIZE), 2);
  const isLog = lines.some((line) => isObject(line) && 'role' in line);
  return isLog ? yield* lineRecords(source, reading) : yield* documents(source, reading, options);
};
