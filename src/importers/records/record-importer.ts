/**
 * How every log of records is imported: a first pass for what has to be known ahead (times, answered calls), a second
 * one that translates record by record, and under it the net that keeps what no event says. A tool adds only what
 * its records mean.
 */

import type { SessionEvent, SessionInfo, TrackDeclaration } from '../../format/index.ts';
import { FidelityReport } from './fidelity-report.ts';
import { HeldEvents } from './held-events.ts';
import { ImportError } from '../sources/import-error.ts';
import type { ImportSource } from '../sources/import-source.ts';
import type { LogRecord } from '../sources/log-record.ts';
import type { Importer, ImportOptions } from '../importer.ts';
import { asText } from '../sources/json-value.ts';
import { leftovers, LeftOutFields } from '../kept/left-out.ts';
import type { LeftOutField } from '../kept/left-out.ts';
import { logItems } from '../sources/log-document.ts';
import { logLines } from '../sources/log-lines.ts';
import type { LineReading } from '../sources/log-lines.ts';
import { RecordClock } from './record-clock.ts';
import type { RecordTimes } from './record-clock.ts';
import { SessionWriter } from './session-writer.ts';

/** A record of a source, or what could not be read as one. */
export interface SourceRecord {
  /** Counted from 1: the line of a log, the item of a document. */
  readonly number: number;
  /** What stands in the source. */
  readonly text: string;
  readonly record?: LogRecord;
  /** Why there is no record. */
  readonly flaw?: string;
  /** Of a document: key of the array that it is an item of, `''` when the document is an array. */
  readonly member?: string;
  /** Of a document: its key, where the member is an object. */
  readonly key?: string;
  /** Id of the abandoned branch it belongs to, where the reading of the source tells; else `branchOf` says. */
  readonly branch?: string;
}

/** The records of a source in its order, several at a time; then what a document says beside them. */
export type RecordReading = (
  source: ImportSource,
  reading: LineReading,
  options: ImportOptions,
) => AsyncGenerator<readonly SourceRecord[], LogRecord | undefined, undefined>;

/** The records of a log of JSON lines. */
export async function* lineRecords(
  source: ImportSource,
  reading: LineReading,
): AsyncGenerator<readonly SourceRecord[], undefined, undefined> {
  yield* logLines(source, reading);
  return undefined;
}

/**
 * The records of a JSON document.
 *
 * @param members - keys of the root object whose items are records; items of a root array always are
 */
export function documentRecords(...members: readonly string[]): RecordReading {
  const split = new Set(members);
  return (source, reading) => logItems(source, { ...reading, split });
}

/** What the records of one tool mean. One object for each import; `survey` is called for all records first. */
export interface RecordTranslator {
  /** First pass: notes what has to be known ahead, in fields of its own and in `writer.survey`. */
  survey?(record: LogRecord, place: SourceRecord): void;
  /** After the first pass: what a document says beside its records. */
  envelope?(envelope: LogRecord): void;
  /** After the first pass: the sources of subagents, which become tracks of their own. */
  children?(source: ImportSource, options: ImportOptions): Promise<readonly ChildSource[]>;
  /** After the first pass, and again at the end: what is known of the session. */
  info(): Omit<SessionInfo, 'type' | 'startedAt'>;
  /** Second pass, before the first record: writes what a document says beside its records. */
  document?(envelope: LogRecord): void;
  /** Second pass, before a record is translated: fetches the other files that it names. */
  prepare?(record: LogRecord, place: SourceRecord): Promise<void>;
  /** Second pass: id of the abandoned branch that a record belongs to: the user went back and took another way. */
  branchOf?(record: LogRecord, place: SourceRecord): string | undefined;
  /**
   * Second pass: writes the events of a record through the session's writer.
   *
   * @returns whether the record was understood; one that was not is kept word for word
   */
  translate(record: LogRecord, place: SourceRecord): boolean;
  /** After the last record: what was held back. */
  finish?(): void;
}

/** Records of a subagent in a source of its own. */
export interface ChildSource {
  readonly source: ImportSource;
  readonly translator: RecordTranslator;
  /** Its track; `spawnedBy` is the id under which the log knows the call. */
  readonly track: TrackDeclaration;
  /** Number of the record of the main source after which it begins, for logs without times. */
  readonly after?: number | undefined;
}

/** How the logs of a tool are read, and what their records mean. */
export interface RecordImporterDefinition extends Pick<Importer, 'id' | 'identify' | 'sessions'> {
  readonly read: RecordReading;
  /** Wall time of a record, ms since 1970 UTC. */
  readonly timeOf: (record: LogRecord, place: SourceRecord) => number | undefined;
  /** Kind of a record, for the report. Default: its `type`, or the member it is an item of. */
  readonly typeOf?: (record: LogRecord, place: SourceRecord) => string;
  /** Version of the tool that wrote a record, where it says so. */
  readonly versionOf?: (record: LogRecord) => string | undefined;
  readonly leftOut: readonly LeftOutField[];
  /** Least time that a record without one stands, ms: for streams whose records are pieces of a message. */
  readonly pace?: number;
  readonly translator: (
    writer: SessionWriter,
    source: ImportSource,
    options: ImportOptions,
  ) => RecordTranslator;
}

/** Makes the importer of a tool. */
export function recordImporter(definition: RecordImporterDefinition): Importer {
  const { id, identify, sessions } = definition;
  return {
    id,
    ...(identify && { identify }),
    ...(sessions && { sessions }),
    import: (source, options = {}) => new RecordImport(definition, source, options).run(),
  };
}

/** One source after the first pass. */
interface Surveyed {
  readonly source: ImportSource;
  readonly translator: RecordTranslator;
  readonly clock: RecordTimes;
  readonly track: TrackDeclaration | undefined;
  /** Milliseconds that its records are moved by: where it has no times, and begins with a record that has. */
  readonly offset: number;
}

class RecordImport {
  readonly #definition: RecordImporterDefinition;
  readonly #source: ImportSource;
  readonly #options: ImportOptions;
  readonly #report: FidelityReport;
  readonly #writer = new SessionWriter();
  readonly #leftOut: LeftOutFields;

  constructor(definition: RecordImporterDefinition, source: ImportSource, options: ImportOptions) {
    this.#definition = definition;
    this.#source = source;
    this.#options = options;
    this.#report = new FidelityReport(source.name, options.onDiagnostic);
    this.#leftOut = new LeftOutFields(definition.leftOut);
  }

  async *run(): AsyncGenerator<SessionEvent, void, undefined> {
    const translator = this.#definition.translator(this.#writer, this.#source, this.#options);
    const main = await this.#survey(this.#source, translator, undefined);
    if (main.clock.times.length === 0 && Object.keys(main.envelope).length === 0) {
      throw new ImportError('empty-source', `"${this.#source.name}" is empty: no records to import`);
    }
    const logs: Surveyed[] = [main];
    for (const child of (await translator.children?.(this.#source, this.#options)) ?? []) {
      const log = await this.#survey(child.source, child.translator, child.track);
      logs.push({ ...log, offset: log.clock.timed ? 0 : (main.clock.times[(child.after ?? 1) - 1] ?? 0) });
    }
    const starts = logs.filter(({ clock }) => clock.timed).map(({ clock }) => clock.times[0]!);
    const start = starts.length === 0 ? 0 : Math.min(...starts);
    this.#writer.origin = start;
    const session = (): SessionInfo => ({
      type: 'session',
      ...(starts.length > 0 && { startedAt: start }),
      ...translator.info(),
    });
    const first = session();
    yield first;
    if (Object.keys(main.envelope).length > 0) yield* this.#envelope(main.envelope, translator, first);
    for await (const events of this.#translate(logs, start)) for (const event of events) yield event;
    for (const log of logs) log.translator.finish?.();
    this.#writer.finish();
    yield* this.#writer.drain();
    if (this.#report.readable === 0) {
      throw new ImportError(
        'unsupported-source',
        `"${this.#source.name}" holds no record of ${this.#definition.id}`,
      );
    }
    const last = session();
    if (JSON.stringify(last) !== JSON.stringify(first)) yield last;
    this.#note(logs);
    yield this.#report.event();
  }

  /** First pass over one source. */
  async #survey(
    source: ImportSource,
    translator: RecordTranslator,
    track: TrackDeclaration | undefined,
  ): Promise<Surveyed & { readonly envelope: LogRecord }> {
    const clock = new RecordClock(this.#definition.pace);
    const records = this.#definition.read(source, { signal: this.#options.signal }, this.#options);
    let envelope: LogRecord = {};
    for (;;) {
      const next = await records.next();
      if (next.done) {
        envelope = next.value ?? {};
        break;
      }
      for (const place of next.value) {
        const { record } = place;
        clock.add(record && this.#definition.timeOf(record, place), place.text.length);
        if (record) translator.survey?.(record, place);
      }
    }
    translator.envelope?.(envelope);
    return { source, translator, clock: clock.resolve(), track, offset: 0, envelope };
  }

  /** Second pass: the records of all sources in order of time, of each source in its own order. */
  async *#translate(
    logs: readonly Surveyed[],
    start: number,
  ): AsyncGenerator<readonly SessionEvent[], void, undefined> {
    const reading = { signal: this.#options.signal, report: this.#report };
    const cursors = logs.map(
      (log) => new RecordCursor(log, start, this.#definition.read(log.source, reading, this.#options)),
    );
    const held = new HeldEvents();
    for (;;) {
      let next: RecordCursor | undefined;
      for (const cursor of cursors) if (cursor.time < (next?.time ?? Infinity)) next = cursor;
      yield held.until(logs.length > 1 && next ? next.time : Infinity);
      if (!next) break;
      const place = await next.take();
      if (!place) continue;
      // A record may hold moments that lie after the next one of another log, but not after the next of its own.
      const time = Math.max(next.last, place.time);
      const { record } = place.record;
      if (record) await next.log.translator.prepare?.(record, place.record);
      const events = this.#record(next.log, place.record, { ...place, time });
      next.last = Math.max(time, this.#writer.context.time);
      yield held.add(cursors.indexOf(next), events, time);
    }
    // What a reading says after its last record.
    for (const cursor of cursors) await cursor.end();
    if (logs.length === 1) return;
    const end = Math.max(...cursors.map(({ last }) => last));
    const approximate = !logs[0]!.clock.timed;
    this.#writer.begin({ time: end, track: 'main', fallbackId: 'end', approximate });
  }

  #record(
    log: Surveyed,
    place: SourceRecord,
    { time, approximate, isFirst }: { time: number; approximate: boolean; isFirst: boolean },
  ): readonly SessionEvent[] {
    const { track, translator } = log;
    const { record } = place;
    this.#writer.begin({
      time,
      track: track?.id ?? 'main',
      fallbackId: `${track ? `${track.id}:` : ''}record-${place.number}`,
      record: track ? undefined : place.number,
      approximate,
      branch: (record && translator.branchOf?.(record, place)) ?? place.branch,
    });
    if (track && isFirst) this.#writer.startTrack(track);
    if (!record) {
      if (place.text !== '') this.#writer.keep(place.text, place.flaw);
      this.#report.count('unreadable', '');
      return this.#writer.drain();
    }
    this.#understand(record, place, translator.translate(record, place));
    return this.#writer.drain();
  }

  /** Counts a record, and keeps of it what its events do not say. */
  #understand(record: LogRecord, place: SourceRecord, isKnown: boolean): void {
    const type =
      this.#definition.typeOf?.(record, place) ?? asText(record['type']) ?? place.member ?? 'record';
    const version = this.#definition.versionOf?.(record);
    if (version !== undefined) this.#report.version(version);
    const writer = this.#writer;
    const extra = isKnown
      ? leftovers(record, this.#leftOut, {
          isSaid: (said) => writer.isTold(said),
          shown: () => writer.shownText(),
        })
      : undefined;
    if (isKnown && (extra === undefined || !writer.isSilent)) {
      if (extra) writer.attach(extra);
      this.#report.count('understood', type);
      return;
    }
    writer.keep(record, type);
    this.#report.count('kept', type);
  }

  /** What a document says beside its records counts as one record. */
  #envelope(
    envelope: LogRecord,
    translator: RecordTranslator,
    session: SessionInfo,
  ): readonly SessionEvent[] {
    this.#writer.begin({ time: 0, track: 'main', fallbackId: 'envelope', approximate: false });
    translator.document?.(envelope);
    // Title and ids stand in the session.
    this.#writer.cover(session);
    const extra = leftovers(envelope, this.#leftOut, {
      isSaid: () => false,
      shown: () => this.#writer.shownText(),
    });
    if (extra) this.#writer.keep(extra, 'document');
    this.#report.count('understood', 'document');
    const version = this.#definition.versionOf?.(envelope);
    if (version !== undefined) this.#report.version(version);
    return this.#writer.drain();
  }

  #note(logs: readonly Surveyed[]): void {
    const info = { severity: 'info' } as const;
    for (let file = 1; file < logs.length; file++) {
      this.#report.note(
        'subagent-file',
        'the records of a file of a subagent are counted with the others',
        info,
      );
    }
    const outliers = logs.reduce((sum, { clock }) => sum + clock.outliers, 0);
    for (let index = 0; index < outliers; index++) {
      this.#report.note(
        'outlying-time',
        'a record has a clock far off its neighbours and was placed by them',
        info,
      );
    }
    if (!logs[0]!.clock.timed) {
      this.#report.note('no-times', 'the records have no times: order and pacing are approximate', info);
    }
  }
}

/** Reads one source again, record by record. It is opened when its first record is due. */
class RecordCursor {
  readonly log: Surveyed;
  readonly #start: number;
  readonly #records: ReturnType<RecordReading>;
  #batch: readonly SourceRecord[] = [];
  #inBatch = 0;
  #read = 0;
  /** Time of the last event of its records, ms from the session start. */
  last = 0;

  constructor(log: Surveyed, start: number, records: ReturnType<RecordReading>) {
    this.log = log;
    this.#start = start;
    this.#records = records;
  }

  /** Time of the next record, ms from the session start; infinite at the end. */
  get time(): number {
    const time = this.log.clock.times[this.#read];
    return time === undefined ? Infinity : time + this.log.offset - this.#start;
  }

  async take(): Promise<
    { record: SourceRecord; time: number; approximate: boolean; isFirst: boolean } | undefined
  > {
    while (this.#inBatch >= this.#batch.length) {
      const next = await this.#records.next();
      if (next.done) {
        // The file has become shorter since the first pass.
        this.#read = this.log.clock.times.length;
        return undefined;
      }
      this.#batch = next.value;
      this.#inBatch = 0;
    }
    const { time } = this;
    const approximate = this.log.clock.approximate[this.#read] === 1;
    const isFirst = this.#read === 0;
    const record = this.#batch[this.#inBatch]!;
    this.#inBatch += 1;
    this.#read += 1;
    return { record, time, approximate, isFirst };
  }

  /** Reads what is left after the last record: that a document ends too early is found at its end. */
  async end(): Promise<void> {
    while (!(await this.#records.next()).done);
  }
}
