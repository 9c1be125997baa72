/** What a tool says of its records: the parts that `recordImporter` is made of. */

import type { Json, SessionInfo, TrackDeclaration } from '../../format/index.ts';
import type { ImportSource } from '../sources/import-source.ts';
import type { LogRecord } from '../sources/log-record.ts';
import type { Importer, ImportOptions } from '../importer.ts';
import type { LeftOutField } from '../kept/left-out.ts';
import type { NeverPacked } from '../kept/never-packed.ts';
import type { LineReading } from '../sources/log-lines.ts';
import type { SessionWriter } from './session-writer.ts';

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

/** The order of the records of one source, named by their numbers; for tools whose records are ordered by time. */
export interface RecordOrder {
  /** Says that one record follows from another, and so never stands before it. Unknown numbers are passed over. */
  follow(child: number, parent: number): void;
  /** When a record happened: wall time, ms since 1970 UTC, once all of `follow` is said; 0 for unknown ones. */
  timeOf(number: number): number;
}

/** A finding that concerns the session as a whole; it is no flaw. */
export interface SessionFinding {
  readonly code: string;
  readonly message: string;
}

/**
 * What the records of one tool mean. One object for each source of an import; `survey` is called for all records
 * first. Only `info` and `translate` have to be there.
 */
export interface RecordTranslator {
  /** First pass: notes what has to be known ahead, in fields of its own and in `writer.survey`. */
  survey?(record: LogRecord, place: SourceRecord): void;
  /** After the first pass over its source. */
  surveyed?(order: RecordOrder): void;
  /** After the first pass: what a document says beside its records. */
  envelope?(envelope: LogRecord): void;
  /** After the first pass: the sources of subagents, which become tracks of their own. */
  children?(source: ImportSource, options: ImportOptions): Promise<readonly ChildSource[]>;
  /** After the first pass over all sources, in the main one only: decides what needs all of them. */
  plan?(): void;
  /** After the first pass, and again at the end: what is known of the session. */
  info(): Omit<SessionInfo, 'type' | 'startedAt'>;
  /**
   * After `children`, of the main source: wall time of the first record, ms since 1970 UTC, where no record has a time but
   * the session does.
   */
  startedAt?(): number | undefined;
  /** Second pass, before the first record: writes what a document says beside its records. */
  document?(envelope: LogRecord): void;
  /** Second pass, before a record is translated: fetches the other files that it names, if it names any. */
  prepare?(record: LogRecord, place: SourceRecord): Promise<void> | undefined;
  /**
   * Second pass, before each record of any kind begins, and before one is kept word for word: writes what was held
   * back so that several records become one event.
   */
  release?(next: LogRecord | undefined): void;
  /** Second pass: id of a record, unique in the session, which its events are named by. Default: its number. */
  idOf?(record: LogRecord, place: SourceRecord): string | undefined;
  /**
   * Second pass: the track of a record, where one source holds those of several; such a translator declares its
   * tracks itself. Default: that of the source.
   */
  trackOf?(place: SourceRecord): string;
  /** Second pass: id of the abandoned branch that a record belongs to: the user went back and took another way. */
  branchOf?(record: LogRecord, place: SourceRecord): string | undefined;
  /** Second pass: whether a record is a copy of one before it and says nothing: it is counted, not translated. */
  isCopy?(record: LogRecord, place: SourceRecord): boolean;
  /**
   * Second pass: writes the events of a record through the session's writer.
   *
   * @returns whether the record was understood; one that was not is kept word for word
   */
  translate(record: LogRecord, place: SourceRecord): boolean;
  /** After the last record: what was held back. */
  finish?(): void;
  /** At the end, of the main source only. */
  findings?(): readonly SessionFinding[];
}

/** Records of a subagent in a source of its own. */
export interface ChildSource {
  readonly source: ImportSource;
  readonly translator: RecordTranslator;
  /**
   * Its track; `spawnedBy` is the id under which the log knows the call. Absent where the translator says the track
   * of each record (`trackOf`).
   */
  readonly track?: TrackDeclaration;
  /** Number of the record of the main source after which it begins, for logs without times. */
  readonly after?: number | undefined;
}

/** One tool, as `recordImporter` needs to know it: what can be said of its records without a state. */
export interface RecordImporterDefinition extends Pick<Importer, 'id' | 'identify' | 'sessions'> {
  readonly read: RecordReading;
  /** Wall time of a record, ms since 1970 UTC. */
  readonly timeOf: (record: LogRecord, place: SourceRecord) => number | undefined;
  /**
   * `time`: records may stand out of order and are put in order of time, one that follows from another (see
   * `RecordTranslator.surveyed`) never before it. Default: the order of the source holds.
   */
  readonly order?: 'source' | 'time';
  /** Kind of a record, for the report. Default: its `type`, or the member it is an item of. */
  readonly typeOf?: (record: LogRecord, place: SourceRecord) => string;
  /** Version of the tool that wrote a record, where it says so. */
  readonly versionOf?: (record: LogRecord) => string | undefined;
  readonly leftOut: readonly LeftOutField[];
  /** Whether a record is of a kind that is no part of the session: it is counted as understood, and not written. */
  readonly isLeftOut?: (record: LogRecord) => boolean;
  /** Fields that must not get into an archive, not even with a record that is kept word for word. */
  readonly neverPacked?: NeverPacked;
  /**
   * Fields that this version of the importer does not know, as path and value: they are attached whatever they hold,
   * numbers and flags too. Default: none; unknown texts are kept in any case.
   */
  readonly unknownFields?: (record: LogRecord) => Iterable<readonly [path: string, value: Json]>;
  /** Calls without a result when the log ends may still run, and are left open. Default: they were interrupted. */
  readonly leavesCallsOpen?: true;
  /** Least time that a record without one stands, ms: for streams whose records are pieces of a message. */
  readonly pace?: number;
  readonly translator: (
    writer: SessionWriter,
    source: ImportSource,
    options: ImportOptions,
  ) => RecordTranslator;
}
