/** asciicast v1 (one JSON object), v2 and v3 (a header line, then `[time, code, data]` lines): terminal recordings. */

import type { JsonObject, SessionEvent, SessionInfo, TrackDeclaration } from '../../../format/index.ts';
import { asJson, compact, asNumber, isObject, asText } from '../../sources/json-value.ts';
import { DEFAULT_LIMITS } from '../../../format/index.ts';
import { FidelityReport } from '../../records/fidelity-report.ts';
import { ImportError } from '../../sources/import-error.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { Importer, ImportOptions } from '../../importer.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import { sourceLines } from '../../sources/source-lines.ts';
import type { SourceLine } from '../../sources/source-lines.ts';
import { splitRecords, type RecordForm } from '../../sources/split-records.ts';

/** Bytes of a v1 recording, which is one JSON value and has to be read whole. */
const MAX_V1_SIZE = 128 * 2 ** 20;

/** A century. Larger times are no times of a recording: such an event is shown at the time before it. */
const MAX_TIME = 3_155_760_000_000;

/** Between two recordings in a file; what lies further apart is shown without a pause. A day, ms. */
const MAX_GAP = 86_400_000;

/** Puts a terminal into its first state. */
const RESET = '\x1bc';

/** An event of a recording. */
const CAST_EVENT: RecordForm = {
  sign: '[',
  beginning: /\[\s{0,4}[\d.eE+-]{1,24}\s{0,4},\s{0,4}"$/,
  isRecord: (value) => Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'string',
};

/** Header keys that are read into other fields, or have no meaning after the import. */
const HEADER_FIELDS = ['version', 'width', 'height', 'term', 'theme', 'duration', 'stdout'];

/** asciicast recordings; their track is `terminal/main.cast`. */
export const asciicast: Importer = {
  id: 'asciicast',
  import: importRecording,
};

async function* importRecording(
  source: ImportSource,
  options: ImportOptions = {},
): AsyncGenerator<SessionEvent, void, undefined> {
  const report = new FidelityReport(source.name, options.onDiagnostic);
  let recording: Recording | undefined;
  reading: for await (const lines of sourceLines(source, { signal: options.signal })) {
    for (const line of lines) {
      if (recording) {
        for (const event of recording.line(line)) yield event;
        continue;
      }
      const header = parseJson(line.text);
      if (!isObject(header) || 'stdout' in header) break reading;
      recording = new Recording(header, report, options);
      yield* recording.start();
    }
  }
  if (!recording && source.size === 0) {
    throw new ImportError('empty-source', `"${source.name}" is empty: no recording to import`);
  }
  if (recording) yield* recording.end();
  else yield* importV1(source, report, options);
  yield report.event();
}

async function* importV1(
  source: ImportSource,
  report: FidelityReport,
  options: ImportOptions,
): AsyncGenerator<SessionEvent, void, undefined> {
  const header = parseJson(await readWhole(source));
  if (!isObject(header) || !Array.isArray(header['stdout'])) {
    throw new ImportError('unsupported-source', `"${source.name}" has no asciicast header in its first line`);
  }
  const recording = new Recording(header, report, options);
  yield* recording.start();
  for (const [index, frame] of (header['stdout'] as unknown[]).entries()) {
    const [delay, data] = Array.isArray(frame) ? (frame as unknown[]) : [];
    yield* recording.event([delay, 'o', data], { number: index + 1 });
  }
  yield* recording.end();
}

async function readWhole(source: ImportSource): Promise<string> {
  if (source.size > MAX_V1_SIZE) {
    const size = `${source.size} bytes, limit ${MAX_V1_SIZE}`;
    throw new ImportError('unsupported-source', `"${source.name}" is too large for an asciicast v1: ${size}`);
  }
  const decoder = new TextDecoder();
  let whole = '';
  for await (const chunk of source.chunks()) whole += decoder.decode(chunk, { stream: true });
  return whole + decoder.decode();
}

interface Place {
  readonly number: number;
}

/** One recording while it is read: adds up the times and cleans what a foreign file may hold. */
class Recording {
  readonly #header: Record<string, unknown>;
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

  constructor(header: Record<string, unknown>, report: FidelityReport, options: ImportOptions) {
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
    yield this.#declaration();
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
    for (const { value } of pieces) yield* this.event(value, line);
    if (pieces.length === 0) yield* this.event(undefined, line);
  }

  /** Goes on with the next recording of the file: on a fresh screen, in its size, after the one before. */
  *#next(header: Record<string, unknown>): Generator<SessionEvent, void, undefined> {
    yield* this.end();
    this.#half = '';
    const started = asNumber(header['timestamp']);
    const before = asNumber(this.#header['timestamp']);
    const between = started === undefined || before === undefined ? 0 : (started - before) * 1000;
    const isGap = between > this.#time && between <= MAX_GAP;
    this.#time = isGap ? Math.round(between) : this.#time;
    this.#start = this.#time / 1000;
    this.#clock = this.#start;
    this.#version = Number(header['version']);
    this.#recordings += 1;
    this.#report.count('understood', 'header');
    this.#report.note('several-recordings', 'the file holds several recordings, one after the other', {
      severity: 'info',
    });
    const term = isObject(header['term']) ? header['term'] : {};
    const { cols, rows } = this.#sizeOf(header, term);
    const title = asText(header['title']) ?? `Recording ${this.#recordings}`;
    yield { type: 'chapter', time: this.#time, title };
    yield terminalEvent(this.#time, 'r', `${cols}x${rows}`);
    yield terminalEvent(this.#time, 'o', RESET);
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
    const cols = this.#clamp(Number(match[1]), DEFAULT_LIMITS.maxTerminalColumns, 80);
    const rows = this.#clamp(Number(match[2]), DEFAULT_LIMITS.maxTerminalRows, 24);
    return `${cols}x${rows}`;
  }

  #clamp(value: unknown, max: number, fallback: number): number {
    const number = typeof value === 'string' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number)) return fallback;
    const clamped = Math.min(max, Math.max(1, Math.floor(number)));
    if (clamped !== number) {
      this.#report.note('size-clamped', `a terminal size was brought to 1 to ${max}`, { severity: 'info' });
    }
    return clamped;
  }

  #declaration(): TrackDeclaration {
    const term = isObject(this.#header['term']) ? this.#header['term'] : {};
    const env = isObject(this.#header['env']) ? this.#header['env'] : {};
    const type = asText(term['type']) ?? asText(env['TERM']);
    const theme = this.#theme(term['theme'] ?? this.#header['theme']);
    const version = asText(term['version']);
    const title = asText(this.#header['title']);
    const rest = Object.entries(this.#header).filter(([key]) => !HEADER_FIELDS.includes(key));
    return {
      type: 'track',
      kind: 'terminal',
      id: 'main',
      ...(title !== undefined && { title }),
      header: {
        term: {
          ...this.#sizeOf(this.#header, term),
          ...(type !== undefined && { type }),
          ...(version !== undefined && { version }),
          ...(theme && { theme }),
        },
        ...compact(rest.map(([key, value]) => [key, value === null ? undefined : asJson(value)])),
      },
    };
  }

  #sizeOf(
    header: Record<string, unknown>,
    term: Record<string, unknown>,
  ): { readonly cols: number; readonly rows: number } {
    return {
      cols: this.#clamp(term['cols'] ?? header['width'], DEFAULT_LIMITS.maxTerminalColumns, 80),
      rows: this.#clamp(term['rows'] ?? header['height'], DEFAULT_LIMITS.maxTerminalRows, 24),
    };
  }

  /** A theme whose values are colours and nothing else: they end up in style sheets. */
  #theme(value: unknown): JsonObject | undefined {
    if (!isObject(value)) return undefined;
    const { fg, bg, palette } = value;
    const colours = typeof palette === 'string' ? palette.split(':') : [];
    if (isColour(fg) && isColour(bg) && [8, 16].includes(colours.length) && colours.every(isColour)) {
      return { fg, bg, palette: colours.join(':') };
    }
    this.#report.note('invalid-theme', 'the theme holds something other than colours and was left out');
    return undefined;
  }
}

function at(place: Place): { line: number } {
  return { line: place.number };
}

function terminalEvent(time: number, code: string, data: string): SessionEvent {
  return { type: 'terminal', track: 'main', time, code, data };
}

function isColour(value: unknown): value is string {
  return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value);
}

function endsInHalf(data: string): boolean {
  const last = data.charCodeAt(data.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
