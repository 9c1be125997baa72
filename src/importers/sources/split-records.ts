import { isObject } from './json-value.ts';
import { JsonScanner } from './json-scanner.ts';

/** A record, or what could not be read as one. */
export interface LinePiece {
  readonly text: string;
  /** The parsed record. */
  readonly value?: unknown;
  /** Of a piece that the line's end cuts off: what was found of it. The rest may stand in the next line. */
  readonly open?: JsonScanner;
}

/** What the records of a log look like. */
export interface RecordForm {
  /** What a record begins with. */
  readonly sign: '{' | '[';
  /** Matches the beginning of a record up to the quote of its first string, at the end of a text. */
  readonly beginning: RegExp;
  readonly isRecord: (value: unknown) => boolean;
}

/** A JSON object, as logs of assistants have them. */
export const OBJECT_RECORD: RecordForm = { sign: '{', beginning: /\{\s{0,8}"$/, isRecord: isObject };

/** Pieces that a line is cut into at most; the rest is one more. */
const MAX_PIECES = 10_000;

/** Characters that a beginning has at most. */
const MAX_BEGINNING = 48;

/**
 * Cuts a line that is no record into the records that stand whole in it and what stands between them: writers that
 * die or race leave the beginning of a record, and behind it, without a line end, the next one.
 *
 * Where a record is torn, what follows breaks the grammar of JSON: a string that was not closed ends at the first
 * quote of the next record.
 */
export function splitRecords(line: string, form: RecordForm = OBJECT_RECORD): readonly LinePiece[] {
  const pieces: LinePiece[] = [];
  /** Where the piece begins that is no record. */
  let torn = 0;
  let open: JsonScanner | undefined;
  const addTorn = (end: number, own?: JsonScanner): void => {
    const text = line.slice(torn, end);
    if (!SEPARATORS.test(text)) pieces.push({ text, ...(own && { open: own }) });
  };
  let at = nextRecord(line, 0, form);
  while (at !== -1 && pieces.length < MAX_PIECES) {
    const scanner = new JsonScanner();
    const scan = scanner.scan(line, at);
    if (scan.kind === 'broken') {
      at = beginningBefore(line, scan.at, form, at) ?? nextRecord(line, scan.at, form);
      continue;
    }
    const place = scan.kind === 'whole' ? { start: at, end: scan.end } : lastRecord(line, scanner, form);
    if (!place) {
      // What stands before its beginning is no part of it.
      addTorn(at);
      torn = at;
      open = scanner;
      break;
    }
    const text = line.slice(place.start, place.end);
    const value = parse(text);
    if (value !== undefined && form.isRecord(value)) {
      addTorn(place.start);
      pieces.push({ text, value });
      torn = place.end;
    }
    at = nextRecord(line, place.end, form);
  }
  addTorn(line.length, open);
  return pieces;
}

/**
 * Where a text begins that is followed by a character which cannot stand there: at that character, or so far before
 * it that its first quote was taken for the end of a string.
 */
function beginningBefore(line: string, broken: number, form: RecordForm, after: number): number | undefined {
  if (line[broken] === form.sign) return broken > after ? broken : undefined;
  const before = line.slice(Math.max(after + 1, broken - MAX_BEGINNING), broken);
  const match = form.beginning.exec(before);
  return match ? broken - before.length + match.index : undefined;
}

/** The next place where a record may begin: not as the value of a key, nor in a list. */
function nextRecord(line: string, from: number, { sign }: RecordForm): number {
  for (let at = line.indexOf(sign, from); at !== -1; at = line.indexOf(sign, at + 1)) {
    if (!/[:[]\s{0,8}$/.test(line.slice(Math.max(0, at - 9), at))) return at;
  }
  return -1;
}

/**
 * A record that ends with the line and was taken for a value of one that was torn before it: it has all keys that
 * that one has so far.
 */
function lastRecord(
  line: string,
  scanner: JsonScanner,
  form: RecordForm,
): { readonly start: number; readonly end: number } | undefined {
  const place = scanner.lastClosed;
  if (!place || line.slice(place.end).trim() !== '' || line[place.start] !== form.sign) return undefined;
  if (form.sign === '[') return place;
  const value = parse(line.slice(place.start, place.end));
  if (!isObject(value) || scanner.keys.length === 0) return undefined;
  const own = Object.keys(value).map((key) => JSON.stringify(key));
  return own[0] === scanner.keys[0] && scanner.keys.every((key) => own.includes(key)) ? place : undefined;
}

/** Nothing but blanks, commas, zero bytes and the separators of JSON sequences. */
const SEPARATORS = /^[\s,\0\x1e]*$/;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
