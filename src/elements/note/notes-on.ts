import type { Note } from '../../format/index.ts';

const NONE: readonly Note[] = [];

/** The notes on one event, as a change. */
export function notesOn(event: string, notes: readonly Note[]): readonly Note[] {
  const own = notes.filter((note) => note.event === event);
  return own.length === 0 ? NONE : own;
}
