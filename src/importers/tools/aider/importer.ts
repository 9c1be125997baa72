/**
 * Aider: the Markdown history of its chats, in which several sessions follow each other. Only the start of a session
 * has a time; changes are the edits of the model that the program says it has made.
 */

import { findSessions, sessionRecords } from './sessions.ts';
import { AiderTranslator } from './aider-translator.ts';
import { asNumber } from '../../sources/json-value.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import { recordImporter } from '../../records/record-importer.ts';

/** Fields of a history that are not written. */
export const AIDER_LEFT_OUT: readonly LeftOutField[] = [];

/** Chat histories of Aider. */
export const aider = recordImporter({
  id: 'aider',
  sessions: findSessions,
  read: sessionRecords,
  timeOf: ({ time }) => asNumber(time),
  typeOf: ({ kind }) => String(kind),
  leftOut: AIDER_LEFT_OUT,
  translator: (writer) => new AiderTranslator(writer),
});
