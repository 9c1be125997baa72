/** `notes.json` ⇄ {@link Note} (spec section 19). */

import { NOTES_ENTRY } from './archive-layout.ts';
import type { Diagnostic } from './diagnostics.ts';
import { finding, quote } from './findings.ts';
import { array, count, faultOf, object, shape, text, textLike, type Shape } from './json-shape.ts';
import type { Note } from './note.ts';
import { MAX_JSON_VALUES, isObject, parseJson } from './segments/json-value.ts';

/** Notes that are read of an archive at most. */
export const MAX_NOTES = 2000;
/** Characters of one text of a note at most. */
export const MAX_NOTE_TEXT = 10_000;

/** What was read of `notes.json`. */
export interface ReadNotes {
  /** Notes of known kinds, by time; of equal times in the order of the file. */
  readonly notes: readonly Note[];
  /** What of it cannot be shown. */
  readonly diagnostics: readonly Diagnostic[];
}

const KINDS: ReadonlySet<string> = new Set(['note', 'highlight', 'prompt']);
/** Texts that are cut where they are too long. */
const TEXTS = ['text', 'template'] as const;
/** Nesting of `notes.json` at most, as of every JSON value. */
const MAX_DEPTH = 512;

const label = textLike('a text of 1 to 200 characters', /^[^]{1,200}$/u);
const moment = textLike('a time in UTC', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
const span: Shape = shape('two numbers from 1 on in order', (value) => {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [first, last] = value as unknown[];
  return count(first) === undefined && count(last) === undefined && 1 <= Number(first) && first! <= last!;
});
const side = shape('"old" or "new"', (value) => value === 'old' || value === 'new');
const name = shape('a text that is not empty', (value) => typeof value === 'string' && value !== '');

const noteShape = object(
  { id: name, kind: text, time: count },
  {
    event: name,
    terminal: name,
    range: object({}, { quote: text, line: span, side, row: span, column: span }),
    text,
    author: label,
    at: moment,
    tags: array(label),
    template: text,
  },
);

/**
 * Reads `notes.json`. A note that is not as it must be is left out and told of; of too many, and of texts that are too long,
 * the beginning is taken.
 *
 * @param bytes - of the entry, uncompressed
 */
export function readNotes(bytes: Uint8Array): ReadNotes {
  const diagnostics: Diagnostic[] = [];
  const report = (what: string): void => {
    diagnostics.push(finding('invalid-notes', 'warning', what, { entry: NOTES_ENTRY }));
  };
  const list = listOfNotes(bytes);
  if (!list) {
    report(`"${NOTES_ENTRY}" is no object with a list of notes`);
    return { notes: [], diagnostics };
  }
  if (list.length > MAX_NOTES) report(`of ${list.length} notes the first ${MAX_NOTES} are read`);
  const notes = new Map<string, Note>();
  for (const value of list.slice(0, MAX_NOTES)) {
    const fault = noteFault(value);
    if (fault !== undefined) report(fault);
    else if (notes.has((value as Note).id)) report(`two notes have the id ${quote((value as Note).id)}`);
    else notes.set((value as Note).id, withCutTexts(value as Note));
  }
  const shown = [...notes.values()].filter(({ kind }) => KINDS.has(kind));
  return { notes: shown.sort((a, b) => a.time - b.time), diagnostics };
}

/** What is wrong with one note, as a sentence; `undefined` when nothing is. */
export function noteFault(value: unknown): string | undefined {
  const fault = faultOf(value, noteShape);
  if (fault === undefined) return undefined;
  const id = isObject(value) && typeof value['id'] === 'string' ? ` ${quote(value['id'])}` : '';
  return `a note${id} cannot be read: ${fault}`;
}

/** The text of `notes.json`, indented: people read it with `unzip -p`. */
export function formatNotes(notes: readonly object[]): string {
  return `${JSON.stringify({ notes }, null, 2)}\n`;
}

/** The notes of the entry, unchecked; `undefined` when it is not what it must be. */
export function listOfNotes(bytes: Uint8Array): readonly unknown[] | undefined {
  const file = parseJson(new TextDecoder().decode(bytes), MAX_DEPTH, MAX_JSON_VALUES);
  return isObject(file) && Array.isArray(file['notes']) ? (file['notes'] as unknown[]) : undefined;
}

function withCutTexts(note: Note): Note {
  const long = TEXTS.filter((key) => (note[key]?.length ?? 0) > MAX_NOTE_TEXT);
  if (long.length === 0) return Object.freeze(note);
  const cut = long.map((key): [string, string] => [key, `${note[key]!.slice(0, MAX_NOTE_TEXT - 1)}…`]);
  return Object.freeze({ ...note, ...(Object.fromEntries(cut) as Partial<Note>) });
}
