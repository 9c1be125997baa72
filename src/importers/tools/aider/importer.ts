/**
 * Aider: the Markdown history of its chats, in which several sessions follow each other. Only the start of a session
 * has a time; changes are the edits of the model that the program says it has made.
 */

import { findSessions, sessionRecords } from './sessions.ts';
import { AiderTranslator } from './aider-translator.ts';
import { finite } from '../../sources/json-value.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import { recordImporter } from '../../records/record-importer.ts';

/** Fields of a history that are not written. */
export const AIDER_LEFT_OUT: readonly LeftOutField[] = [];

/** Chat histories of Aider. */
export const aider = recordImporter({
  id: 'aider',
  label: 'Aider',
  detect,
  sessions: findSessions,
  read: sessionRecords,
  timeOf: ({ time }) => finite(time),
  typeOf: ({ kind }) => String(kind),
  leftOut: AIDER_LEFT_OUT,
  translator: (writer) => new AiderTranslator(writer),
});

const START = /^# aider chat started at \d{4}-\d{2}-\d{2} /;

/** How sure it is that text is a history: it begins with a session, or has one after the rest of another. */
function detect(head: Uint8Array): number {
  const text = new TextDecoder().decode(head).replace(/^\ufeff/, '');
  if (START.test(text.trimStart())) return 0.97;
  return new RegExp(`\\n\\n${START.source.slice(1)}`).test(text.replaceAll('\r\n', '\n')) ? 0.6 : 0;
}
