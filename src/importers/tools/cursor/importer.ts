/**
 * Cursor: transcripts of its agent, JSON lines of messages, as a rule with neither ids nor times nor results. Order and pacing
 * are made up and marked approximate; changes are those that were asked for.
 */

import { recordImporter, lineRecords } from '../../records/record-importer.ts';
import { CursorTranslator } from './cursor-translator.ts';
import type { LeftOutField } from '../../kept/left-out.ts';

/** Fields of a transcript that are not written. */
export const CURSOR_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'type', why: 'kind of the record, where it is no message' },
  { path: '~tool_use_id', why: 'id of a call; resolved' },
];

/** Agent transcripts of Cursor. */
export const cursor = recordImporter({
  id: 'cursor',
  read: lineRecords,
  timeOf: () => undefined,
  typeOf: ({ role, type }) => String(role ?? type).slice(0, 40),
  leftOut: CURSOR_LEFT_OUT,
  translator: (writer) => new CursorTranslator(writer),
});
