import type { SessionEvent, SessionInfo } from '../../../format/index.ts';
import type { ImportOptions } from '../../importer.ts';
import { freshScreen, noteSeveral, timeOfNext } from '../../recordings/next-recording.ts';
import type { FidelityReport } from '../../records/fidelity-report.ts';
import { ImportError } from '../../sources/import-error.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import { asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { SourceLine } from '../../sources/source-lines.ts';
import { splitRecords, type RecordForm } from '../../sources/split-records.ts';
import { sizeOf, sizeWithin, terminalOf } from './cast-header.ts';
import type { CastHeader } from './cast-header.ts';

/** A century. Larger times are no times of a recording: such an event is shown at the time before it. */
const MAX_TIME = 3_155_760_000_000;

/** An event of a recording. */
const CAST_EVENT: RecordForm = {
  sign: '[',
  beginning: /\[\s{0,4}[\d.eE+-]{1,24}\s{0,4},\s{0,4}"$/,
  isRecord: (value) => Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'string',
};

/** Where an event stands: a line of the file, from 1. */
export interface Place {
  readonly number: number;
}

/** The beginning of an event, up to the last character that is whole. */
const TORN_EVENT =
  /^\s*\[\s{0,4}([\d.eE+-]{1,24})\s{0,4},\s{0,4}"([a-z])"\s{0,4},\s{0,4}"((?:[^"\\]|\\u[\da-fA-F]{4}|\\[^u])*)/;

/** One recording while it is read: adds up the times and cleans what a foreign file may hold. */
export class Recording {
  readonly #header: CastHeader;
  #version: number;
  readonly #report: FidelityReport;
  readonly #keepInput: boolean;
  /** Where the recording begins that is read, of several in the file; seconds. */
  #start = 0;
  #recordings = 1;
  /** Sum of the intervals (v1, v3), seconds. */
  #clock = 0;
  #time = 0;
  /** First half of a character whose second half comes with the next output. */
  #half = '';

  constructor(header: CastHeader, report: FidelityReport, options: ImportOptions) {
    this.#header = header;
    this.#report = report;
    this.#keepInput = options.keepInput ?? false;
    this.#version = Number(header['version']);
    if (![1, 2, 3].includes(this.#version)) {
      const version = String(header['version']).slice(0, 40);
      throw new ImportError(
        'unsupported-source',
        `asciicast version ${version} is not known: 1, 2 and 3 are`,
      );
    }
  }

  *start(): Generator<SessionEvent, void, undefined> {
    const title = asText(this.#header['title']) ?? asText(this.#header['command']);
    const timestamp = asNumber(this.#header['timestamp']);
    const startedAt = timestamp === undefined ? undefined : plausibleTime(timestamp * 1000);
    const info: SessionInfo = {
      type: 'session',
      ...(title !== undefined && { title }),
      ...(startedAt !== undefined && { startedAt }),
    };
    yield info;
    yield terminalOf(this.#header, this.#report);
    this.#report.version(`asciicast ${this.#version}`);
    this.#report.count('understood', 'header');
  }

  /** The events of one line after the header. */
  *line(line: SourceLine): Generator<SessionEvent, void, undefined> {
    if (line.flaw === 'oversized') {
      this.#unreadable('line-too-long', 'a line is too long to be read', line);
      return;
    }
    if (line.flaw === 'invalid-utf8') {
      this.#report.note('invalid-utf8', 'bytes that are no UTF-8 were replaced', at(line));
    }
    if (this.#version === 3 && line.text.startsWith('#')) {
      this.#report.count('understood', 'comment');
      return;
    }
    const value = parseJson(line.text);
    if (value !== undefined) yield* this.#value(value, line);
    else yield* this.#pieces(line);
  }

  /** An event, or the header of another recording that was put behind this one. */
  #value(value: unknown, place: Place): Iterable<SessionEvent> {
    return isObject(value) && [1, 2, 3].includes(Number(value['version']))
      ? this.#next(value)
      : this.event(value, place);
  }

  /** Events that were written without a line end, or over the beginning of one that was torn. */
  *#pieces(line: SourceLine): Generator<SessionEvent, void, undefined> {
    const pieces = splitRecords(line.text, CAST_EVENT);
    if (pieces.some(({ value }) => value !== undefined)) {
      const message = 'a line holds more than one record: those that are whole were read';
      this.#report.note('glued-records', message, at(line));
    }
    for (const { value, text } of pieces)
      yield* value === undefined ? this.#torn(text, line) : this.event(value, line);
    if (pieces.length === 0) yield* this.#torn(line.text, line);
  }

  /** What there is of an event whose end is missing. */
  #torn(text: string, line: SourceLine): readonly SessionEvent[] {
    const [, time, code, data = ''] = TORN_EVENT.exec(text) ?? [];
    if (data === '') return this.event(undefined, line);
    this.#report.note('torn-event', 'an event is torn: what there is of it is shown', at(line));
    return this.event([Number(time), code, parseJson(`"${data}"`)], line);
  }

  /** Goes on with the next recording of the file: on a fresh screen, in its size, after the one before. */
  *#next(header: CastHeader): Generator<SessionEvent, void, undefined> {
    yield* this.end();
    this.#half = '';
    this.#time = timeOfNext({
      after: this.#time,
      startedAt: milliseconds(this.#header['timestamp']),
      nextStartedAt: milliseconds(header['timestamp']),
    });
    this.#start = this.#time / 1000;
    this.#clock = this.#start;
    this.#version = Number(header['version']);
    this.#recordings += 1;
    this.#report.count('understood', 'header');
    noteSeveral(this.#report);
    const title = asText(header['title']) ?? `Recording ${this.#recordings}`;
    yield* freshScreen(this.#time, title, sizeOf(header, this.#report));
  }

  /** One `[time, code, data]`, of whatever it is made of. */
  event(event: unknown, place: Place): readonly SessionEvent[] {
    const [seconds, code, value] = Array.isArray(event) ? (event as unknown[]) : [];
    const data = typeof value === 'number' && code === 'x' ? String(value) : value;
    if (
      typeof seconds !== 'number' ||
      !Number.isFinite(seconds) ||
      typeof code !== 'string' ||
      typeof data !== 'string'
    ) {
      this.#unreadable('unreadable-line', 'an event is not [time, code, text]', place);
      return [];
    }
    const time = this.#advance(seconds, place);
    this.#report.count('understood', code);
    if (code === 'i' && !this.#keepInput) {
      this.#report.note('input-left-out', 'what was typed may hold passwords and was left out', {
        severity: 'info',
      });
      return [];
    }
    return this.#terminalEvents(time, code, data, place);
  }

  /** What is left when the recording ends. */
  end(): readonly SessionEvent[] {
    return this.#half === '' ? [] : [terminalEvent(this.#time, 'o', this.#half)];
  }

  #unreadable(code: string, message: string, place: Place): void {
    this.#report.count('unreadable', '');
    this.#report.note(code, message, at(place));
  }

  #terminalEvents(time: number, code: string, data: string, place: Place): readonly SessionEvent[] {
    if (code === 'o') {
      const whole = this.#half + data;
      this.#half = endsInHalf(whole) ? whole.slice(-1) : '';
      return [terminalEvent(time, code, this.#half === '' ? whole : whole.slice(0, -1))];
    }
    if (code === 'r') {
      const size = this.#resize(data, place);
      return size === undefined ? [] : [terminalEvent(time, code, size)];
    }
    const event = terminalEvent(time, code, data);
    return code === 'm' && data !== '' ? [event, { type: 'chapter', time, title: data }] : [event];
  }

  /** Session time of an event, ms. Never goes back: a time before the last one becomes the last one. */
  #advance(seconds: number, place: Place): number {
    const isInterval = this.#version !== 2;
    const next = (isInterval ? this.#clock + seconds : this.#start + seconds) * 1000;
    if (next > MAX_TIME) {
      this.#report.note(
        'outlying-time',
        'a time lies over a century ahead and was set to the one before',
        at(place),
      );
      return this.#time;
    }
    if (Math.round(next) < this.#time) {
      this.#report.note(
        'time-goes-back',
        'a time lies before the one before it and was set to it',
        at(place),
      );
      return this.#time;
    }
    if (isInterval) this.#clock += seconds;
    this.#time = Math.round(next);
    return this.#time;
  }

  #resize(data: string, place: Place): string | undefined {
    const match = /^(\d{1,9})x(\d{1,9})$/.exec(data.trim());
    if (!match) {
      this.#report.note('invalid-size', 'a resize is not COLSxROWS and was left out', at(place));
      return undefined;
    }
    const { cols, rows } = sizeWithin(Number(match[1]), Number(match[2]), this.#report);
    return `${cols}x${rows}`;
  }
}

function at(place: Place): { line: number } {
  return { line: place.number };
}

function terminalEvent(time: number, code: string, data: string): SessionEvent {
  return { type: 'terminal', track: 'main', time, code, data };
}

function milliseconds(seconds: unknown): number | undefined {
  const number = asNumber(seconds);
  return number === undefined ? undefined : number * 1000;
}

function endsInHalf(data: string): boolean {
  const last = data.charCodeAt(data.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
}

/** A line as JSON; `undefined` where it is none. */
export function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
