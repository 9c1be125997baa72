/** Checks `notes.json` (spec section 19). */

import { NOTES_ENTRY } from '../archive-layout.ts';
import { finding, quote, type Report } from '../findings.ts';
import type { Note } from '../note.ts';
import { listOfNotes, noteFault } from '../notes.ts';
import { notesSchemaFault } from './event-schema.ts';
import type { References } from './references.ts';

/** Checks the entry, and notes what its notes are anchored to. @param bytes - uncompressed */
export function checkNotes(bytes: Uint8Array, references: References, report: Report): void {
  const error = (code: 'invalid-notes' | 'duplicate-id', message: string): void =>
    report(finding(code, 'error', message, { entry: NOTES_ENTRY }));
  const notes = listOfNotes(bytes);
  if (!notes) {
    error('invalid-notes', `"${NOTES_ENTRY}" is no object with a list of notes`);
    return;
  }
  const fault = notesSchemaFault({ notes });
  if (fault !== undefined) error('invalid-notes', `"${NOTES_ENTRY}" breaks its schema: ${fault}`);
  const ids = new Set<string>();
  for (const value of notes) {
    const wrong = noteFault(value);
    if (wrong !== undefined) {
      if (fault === undefined) error('invalid-notes', wrong);
      continue;
    }
    const note = value as Note;
    if (ids.has(note.id)) error('duplicate-id', `two notes have the id ${quote(note.id)}`);
    ids.add(note.id);
    references.addNote(note);
  }
}
