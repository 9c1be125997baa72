/** What people have noted on a session: the types of `notes.json` (spec section 19). */

import type { Count, Label, Name, NoteText, Ordinal } from './schema-types.ts';

/** What a note is for. Those of other kinds are kept, and not shown. */
export type NoteKind = 'note' | 'highlight' | 'prompt' | (string & {});

/** A part of what a note is anchored to. Both ends belong to it. */
export interface NoteRange {
  /** Words that the event says, exactly as it does: the passage that is meant. */
  readonly quote?: NoteText;
  /** First and last line of a change, counted from 1. */
  readonly line?: readonly [first: Ordinal, last: Ordinal];
  /** Whether lines are those of before or after the change. Absent: `new`. */
  readonly side?: 'old' | 'new';
  /** First and last row of a terminal's screen, counted from 1 at its top. */
  readonly row?: readonly [first: Ordinal, last: Ordinal];
  /** First and last column of these rows, counted from 1. Absent: the whole rows. */
  readonly column?: readonly [first: Ordinal, last: Ordinal];
}

/** What somebody has noted, and where. Unknown members are allowed and kept. */
export interface Note {
  /** Unique among the notes of an archive. */
  readonly id: Name;
  /** `note`: a remark. `highlight`: worth reading. `prompt`: a prompt worth using again. */
  readonly kind: NoteKind;
  /** Session time of what it is anchored to, ms. */
  readonly time: Count;
  /** Id of an event: of a change, or of the event that begins a turn, message, thought or call. */
  readonly event?: Name;
  /** Id of a terminal track, in place of `event`. */
  readonly terminal?: Name;
  /** Absent: all of it. */
  readonly range?: NoteRange;
  /** Markdown. */
  readonly text?: NoteText;
  readonly author?: Label;
  /** When it was written: UTC, ISO 8601. @schema {"pattern":"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"} */
  readonly at?: string;
  /** Words by which it is found among others. @schema {"maxItems":32} */
  readonly tags?: readonly Label[];
  /** The prompt with places to fill in, `[X]`. */
  readonly template?: NoteText;
}

/** `notes.json`. */
export interface NotesFile {
  /** In any order. @schema {"maxItems":2000} */
  readonly notes: readonly Note[];
}
