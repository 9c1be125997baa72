/**
 * Cursor: transcripts of its agent, JSON lines of messages with neither ids nor times nor results. Order and pacing
 * are made up and marked approximate; changes are those that were asked for.
 */

import { recordImporter, lineRecords } from '../../records/record-importer.ts';
import { CursorTranslator } from './cursor-translator.ts';
import type { LeftOutField } from '../../kept/left-out.ts';

/** Fields of a transcript that are not written. */
export const CURSOR_LEFT_OUT: readonly LeftOutField[] = [];

/** Agent transcripts of Cursor. */
export const cursor = recordImporter({
  id: 'cursor',
  read: lineRecords,
  timeOf: () => undefined,
  typeOf: (record) => String(record['role']).slice(0, 40),
  leftOut: CURSOR_LEFT_OUT,
  translator: (writer) => new CursorTranslator(writer),
});
