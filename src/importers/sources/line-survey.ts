import { joinBytes } from '../../format/index.ts';
import type { ImportSource } from './import-source.ts';
import { parseIsoTime, plausibleTime } from './iso-time.ts';
import { MAX_LINE_SIZE } from './source-lines.ts';
import { textKey } from './text-key.ts';

/** What a line of a log is told apart by, wherever its tool copies it to. */
export interface RecordIdentity {
  /** Equal in all copies of a record. */
  readonly text: string;
  /** No other record has this text: it holds an id or a time. A person may say "continue" twice. */
  readonly unique: boolean;
}

/** Who knows how the copies of a tool's records are told from its other records: its importer. */
export interface RecordIdentifier {
  /** The identity of the record in a line. Absent: copies are equal lines. */
  readonly identify?: (line: string) => RecordIdentity;
}

/** What is known of the lines of a log before it is imported: enough to find copies of other logs' records. */
export interface LineSurvey {
  readonly source: ImportSource;
  /** Key of each record's identity, in order; blank lines are no records. */
  readonly keys: readonly string[];
  /** 1 where the identity is of this record and no other. */
  readonly unique: readonly (0 | 1)[];
  /** Where each record begins, bytes; one more for the end of the source. */
  readonly offsets: readonly number[];
  /** Line number of each record, counted from 1; one more for the line behind the last. */
  readonly lines: readonly number[];
  /** Records that are written as one JSON object. */
  readonly objects: number;
  /** First and last time that its records mention, ms since 1970 UTC. */
  readonly start: number | undefined;
  readonly end: number | undefined;
  /** Folder the session ran in, where the records say it. */
  readonly folder: string | undefined;
}

/** Reads a log once, in order; holds some numbers a record. */
export async function surveyLines(
  source: ImportSource,
  { identify = identifyLine }: RecordIdentifier,
  signal?: AbortSignal,
): Promise<LineSurvey> {
  const surveyor = new Surveyor(source, identify);
  let remaining = source.size;
  for await (const chunk of source.chunks()) {
    signal?.throwIfAborted();
    surveyor.push(chunk.length > remaining ? chunk.subarray(0, remaining) : chunk);
    remaining -= Math.min(remaining, chunk.length);
    if (remaining === 0) break;
  }
  return surveyor.finish();
}

/** A record is its line; it can be told from its equals when it has a time or an id. */
export function identifyLine(line: string): RecordIdentity {
  return { text: line, unique: NAMED.test(line) };
}

const NAMED = /"(?:timestamp|time|created_?[aA]t|uuid|id|call_id|callId|toolCallId)"\s*:/;

const TIME = /"(?:timestamp|time)"\s*:\s*(?:"([^"\\]{10,40})"|(\d{10,13}(?:\.\d+)?))/;

const FOLDER = /"cwd"\s*:\s*("(?:[^"\\]|\\.){1,4096}")/;

/** Records without a folder in them that are looked at for one. */
const FOLDER_SEARCH = 200;

const LF = 0x0a;
const BRACE = 0x7b;

class Surveyor {
  readonly #source: ImportSource;
  readonly #identify: (line: string) => RecordIdentity;
  readonly #decoder = new TextDecoder();
  readonly #keys: string[] = [];
  readonly #unique: (0 | 1)[] = [];
  readonly #offsets: number[] = [];
  readonly #lines: number[] = [];
  #objects = 0;
  #start: number | undefined;
  #end: number | undefined;
  #folder: string | undefined;
  #pending: Uint8Array[] = [];
  #pendingSize = 0;
  /** Bytes before what is pending. */
  #offset = 0;
  #line = 1;

  constructor(source: ImportSource, identify: (line: string) => RecordIdentity) {
    this.#source = source;
    this.#identify = identify;
  }

  push(bytes: Uint8Array): void {
    let start = 0;
    for (let end = bytes.indexOf(LF); end !== -1; end = bytes.indexOf(LF, start)) {
      this.#finish(bytes.subarray(start, end), 1);
      start = end + 1;
    }
    if (start < bytes.length) this.#hold(bytes.subarray(start));
  }

  finish(): LineSurvey {
    if (this.#pendingSize > 0) this.#finish(new Uint8Array(0), 0);
    return {
      source: this.#source,
      keys: this.#keys,
      unique: this.#unique,
      offsets: [...this.#offsets, this.#offset],
      lines: [...this.#lines, this.#line],
      objects: this.#objects,
      start: this.#start,
      end: this.#end,
      folder: this.#folder,
    };
  }

  #hold(bytes: Uint8Array): void {
    // The source may reuse its buffer for the next chunk.
    if (this.#pendingSize <= MAX_LINE_SIZE) this.#pending.push(bytes.slice());
    this.#pendingSize += bytes.length;
  }

  #finish(tail: Uint8Array, terminator: number): void {
    const size = this.#pendingSize + tail.length;
    const line = this.#pendingSize === 0 ? tail : joinBytes([...this.#pending, tail]);
    this.#pending = [];
    this.#pendingSize = 0;
    this.#add(line, size);
    this.#offset += size + terminator;
    this.#line += 1;
  }

  #add(bytes: Uint8Array, size: number): void {
    const text = this.#decoder.decode(
      bytes.length > MAX_LINE_SIZE ? bytes.subarray(0, MAX_LINE_SIZE) : bytes,
    );
    const trimmed = text.replaceAll('\0', '').trim();
    if (trimmed === '') return;
    const identity =
      size > MAX_LINE_SIZE ? { text: `${size} ${trimmed}`, unique: false } : this.#identify(trimmed);
    this.#keys.push(textKey(identity.text));
    this.#unique.push(identity.unique ? 1 : 0);
    this.#offsets.push(this.#offset);
    this.#lines.push(this.#line);
    if (trimmed.charCodeAt(0) === BRACE && trimmed.endsWith('}')) this.#objects += 1;
    const time = timeOf(trimmed);
    this.#start ??= time;
    this.#end = time ?? this.#end;
    if (this.#folder === undefined && this.#keys.length <= FOLDER_SEARCH) this.#folder = folderOf(trimmed);
  }
}

function timeOf(line: string): number | undefined {
  const [, iso, number] = TIME.exec(line) ?? [];
  if (iso !== undefined) return parseIsoTime(iso);
  if (number === undefined) return undefined;
  const time = Number(number);
  return plausibleTime(time < 1e11 ? time * 1000 : time);
}

function folderOf(line: string): string | undefined {
  const [, json] = FOLDER.exec(line) ?? [];
  if (json === undefined) return undefined;
  try {
    return JSON.parse(json) as string;
  } catch {
    return undefined;
  }
}
