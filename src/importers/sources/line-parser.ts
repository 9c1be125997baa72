import type { FindingReport } from './finding-report.ts';
import type { JsonScanner } from './json-scanner.ts';
import { isDeeperThan, isObject } from './json-value.ts';
import { MAX_RECORD_DEPTH, type LogRecord } from './log-record.ts';
import { MAX_LINE_SIZE, type SourceLine } from './source-lines.ts';
import { splitRecords } from './split-records.ts';

/** One line of a log: a record, or what could not be read as one. */
export interface LogLine {
  /**
   * Line number in its file, counted from 1. Where a line holds several records, they are numbered on from it, and
   * so are those behind it until blank lines, or lines that are one record, make up for it.
   */
  readonly number: number;
  /** The record as it stands in the file. */
  readonly text: string;
  /** The parsed record; absent when the line is no JSON object or nests too deeply to be an event. */
  readonly record?: LogRecord;
  /** Why there is no record. */
  readonly flaw?: 'line-too-long' | 'incomplete-last-line' | 'unreadable-line' | 'too-deep';
}

/** Lines that a record may be broken over. */
const MAX_BROKEN_LINES = 10_000;

/** A record that the end of its line cut off: the next lines may go on with it. */
interface BrokenRecord {
  /** Its lines, the first one without what stood before the record. */
  readonly lines: SourceLine[];
  readonly scanner: JsonScanner;
  /** What was scanned, with its line ends escaped. */
  readonly texts: string[];
  size: number;
}

/** Makes records of lines: the fast way of a line that is one, and the ways back from those that are not. */
export class LineParser {
  readonly #report: FindingReport | undefined;
  #parsed: LogLine[] = [];
  #last = 0;
  #broken: BrokenRecord | undefined;

  /** @param report - where findings go */
  constructor(report: FindingReport | undefined) {
    this.#report = report;
  }

  push(line: SourceLine): void {
    this.#noteBytes(line);
    if (line.flaw === 'oversized') {
      this.#giveUp();
      this.#addFlaw(line, line.text, 'line-too-long');
      return;
    }
    const value = parse(line.text);
    // A string may have a line "{}" in it; one with quotes would have escaped them.
    const isRecord = isObject(value) && (!this.#broken || Object.keys(value).length > 0);
    if (isRecord) {
      this.#giveUp();
      this.#addRecord(line, line.text, value);
    } else if (!this.#goesOn(line)) this.#split(line, true);
  }

  /** The records that are complete. */
  take(): readonly LogLine[] {
    const parsed = this.#parsed;
    this.#parsed = [];
    return parsed;
  }

  /** The source has ended. */
  end(): void {
    this.#giveUp();
  }

  /** Whether a line goes on with the record that the line before left open. */
  #goesOn(line: SourceLine): boolean {
    const broken = this.#broken;
    if (!broken) return false;
    const ends = line.number - broken.lines.at(-1)!.number;
    const wasInString = broken.scanner.isInString;
    const scan = broken.scanner.scan(line.text);
    const isTooLarge =
      broken.size + line.text.length > MAX_LINE_SIZE || broken.lines.length > MAX_BROKEN_LINES;
    if (scan.kind === 'broken' || isTooLarge) {
      this.#giveUp();
      return false;
    }
    broken.texts.push((wasInString ? '\\n' : '\n').repeat(ends));
    broken.lines.push(line);
    broken.size += line.text.length;
    if (scan.kind === 'open') {
      broken.texts.push(line.text);
      return true;
    }
    broken.texts.push(line.text.slice(0, scan.end));
    this.#close(broken, line, line.text.slice(scan.end));
    return true;
  }

  /** Takes the lines of a record together, now that its end is there. */
  #close(broken: BrokenRecord, line: SourceLine, rest: string): void {
    const text = broken.texts.join('');
    const value = parse(text);
    if (!isObject(value)) {
      this.#giveUp();
      return;
    }
    this.#broken = undefined;
    this.#note('broken-record', 'a record that is broken over several lines was joined', broken.lines[0]!);
    this.#addRecord(broken.lines[0]!, text, value);
    if (rest.trim() !== '') this.#split({ ...line, text: rest }, true);
  }

  /** The lines of a record whose end was not found are what they are. */
  #giveUp(): void {
    const broken = this.#broken;
    this.#broken = undefined;
    for (const line of broken?.lines ?? []) this.#split(line, false);
  }

  /** Takes the records out of a line that is none. */
  #split(line: SourceLine, mayGoOn: boolean): void {
    const pieces = splitRecords(line.text);
    if (pieces.some(({ value }) => value !== undefined)) {
      this.#note('glued-records', 'a line holds more than one record: those that are whole were read', line);
    }
    for (const { text, value, open } of pieces) {
      if (isObject(value)) this.#addRecord(line, text, value);
      else if (open && mayGoOn && !line.unterminated) {
        this.#broken = { lines: [{ ...line, text }], scanner: open, texts: [text], size: text.length };
      } else this.#addFlaw(line, text, line.unterminated ? 'incomplete-last-line' : 'unreadable-line');
    }
    if (pieces.length === 0) this.#addFlaw(line, line.text, 'unreadable-line');
  }

  #addRecord(line: SourceLine, text: string, value: LogRecord): void {
    if (isDeeperThan(value, MAX_RECORD_DEPTH)) this.#addFlaw(line, text, 'too-deep');
    else this.#parsed.push({ number: this.#number(line), text, record: value });
  }

  #addFlaw(line: SourceLine, text: string, flaw: Exclude<LogLine['flaw'], undefined>): void {
    this.#parsed.push({ number: this.#number(line), text, flaw });
    const at = { line: line.number };
    if (flaw === 'line-too-long') {
      const message = `a line of ${line.size} bytes is too long to be read`;
      this.#report?.note(flaw, message, { ...at, severity: 'error' });
    } else this.#report?.note(flaw, FLAWS[flaw], at);
  }

  /** Numbers are ascending: records are known by them. */
  #number(line: SourceLine): number {
    this.#last = Math.max(line.number, this.#last + 1);
    return this.#last;
  }

  #noteBytes(line: SourceLine): void {
    if (line.flaw === 'invalid-utf8')
      this.#note('invalid-utf8', 'bytes that are no UTF-8 were replaced', line);
    if (line.flaw === 'nul-bytes') this.#note('nul-bytes', 'zero bytes around a line were left out', line);
  }

  #note(code: string, message: string, { number }: SourceLine): void {
    this.#report?.note(code, message, { line: number });
  }
}

const FLAWS = {
  'incomplete-last-line': 'the last line is half written and was kept as text',
  'unreadable-line': 'a line is no JSON object and was kept as text',
  'too-deep': `a record nests deeper than ${MAX_RECORD_DEPTH} and was kept as text`,
} as const;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
