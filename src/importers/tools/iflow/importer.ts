/**
 * iFlow CLI: JSON lines that are Claude Code's, but for the results, which are those of Gemini CLI, of which it is a
 * fork. Known from one session of version 1.0.0.
 */

import { parseIsoTime } from '../../sources/iso-time.ts';
import { asText } from '../../sources/json-value.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import { lineRecords, recordImporter } from '../../records/record-importer.ts';
import { IflowTranslator } from './iflow-translator.ts';

/** Fields that are not written. */
export const IFLOW_LEFT_OUT: readonly LeftOutField[] = [
  { path: '~uuid', why: 'id of the record; events have short ids of their own' },
  { path: '~parentUuid', why: 'order is that of the file' },
  { path: '~sessionId', why: 'stands once, in the session' },
  { path: 'timestamp', why: 'is the time of the event' },
  { path: 'cwd', why: 'repeated on every record; stands once, in the session' },
  { path: 'gitBranch', why: 'repeated on every record; stands once, in the session' },
  { path: 'version', why: 'stands once, in the report' },
  { path: 'message.id', why: 'id of the answer, made of its time' },
  { path: 'message.content[].id', why: 'id of a call; calls have short ids of their own' },
  { path: '~tool_use_id', why: 'id of a call; resolved' },
  { path: '~callId', why: 'id of a call; resolved' },
  { path: '~functionResponse.id', why: 'id of the call; resolved' },
  {
    path: '~resultDisplay.fileDiff',
    why: 'the difference of the texts before and after, which the change has',
  },
];

/** Logs of iFlow CLI. */
export const iflow = recordImporter({
  id: 'iflow',
  read: lineRecords,
  timeOf: (record) => parseIsoTime(record['timestamp']),
  versionOf: (record) => asText(record['version']),
  leftOut: IFLOW_LEFT_OUT,
  translator: (writer) => new IflowTranslator(writer),
});
