/**
 * How every log of records is imported: a first pass for what has to be known ahead (times, answered calls), a second
 * one that translates record by record, and under it the net that keeps what no event says. A tool adds only what
 * its records mean.
 */

import type { SessionEvent, SessionInfo, TrackDeclaration } from '../../format/index.ts';
import { FidelityReport } from './fidelity-report.ts';
import { HeldEvents } from './held-events.ts';
import { HoldBudget } from './held-records.ts';
import { ImportError } from '../sources/import-error.ts';
import type { ImportSource } from '../sources/import-source.ts';
import type { LogRecord } from '../sources/log-record.ts';
import type { Importer, ImportOptions } from '../importer.ts';
import { asText } from '../sources/json-value.ts';
import { leftovers, LeftOutFields } from '../kept/left-out.ts';
import type { LeftoverNet } from '../kept/left-out.ts';
import { RecordCursor } from './record-cursor.ts';
import type { DueRecord } from './record-cursor.ts';
import { surveySource } from './record-survey.ts';
import type { SurveyedSource } from './record-survey.ts';
import type { RecordImporterDefinition, RecordTranslator, SourceRecord } from './record-translator.ts';
import { SessionWriter } from './session-writer.ts';

export { documentRecords, lineRecords } from './record-readings.ts';
export type * from './record-translator.ts';

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

/** One import. */
class RecordImport {
  readonly #definition: RecordImporterDefinition;
  readonly #source: ImportSource;
  readonly #options: ImportOptions;
  readonly #report: FidelityReport;
  readonly #writer = new SessionWriter();
  readonly #leftOut: LeftOutFields;
  /** Of subagents, by id; without those that were declared because one below them began. */
  readonly #tracks = new Map<string, TrackDeclaration>();

  constructor(definition: RecordImporterDefinition, source: ImportSource, options: ImportOptions) {
    this.#definition = definition;
    this.#source = source;
    this.#options = options;
    this.#report = new FidelityReport(source.name, options.onDiagnostic);
    this.#leftOut = new LeftOutFields(definition.leftOut);
  }

  async *run(): AsyncGenerator<SessionEvent, void, undefined> {
    const translator = this.#definition.translator(this.#writer, this.#source, this.#options);
    const { sources, offsets } = await this.#survey(translator);
    translator.plan?.();
    const [main] = sources;
    const starts = sources.filter(({ clock }) => clock.timed).map(startOf);
    const start = starts.length === 0 ? 0 : Math.min(...starts);
    this.#writer.origin = start;
    const startedAt = starts.length > 0 ? start : translator.startedAt?.();
    const session = (): SessionInfo => ({
      type: 'session',
      ...(startedAt !== undefined && { startedAt }),
      ...translator.info(),
    });
    const first = session();
    yield first;
    this.#writer.promised.tellAside(first);
    if (Object.keys(main.envelope).length > 0) yield* this.#envelope(main.envelope, translator, first);
    const reading = { signal: this.#options.signal, report: this.#report };
    const cursors = sources.map((from, index) => {
      return new RecordCursor(from, from.records.second(reading), offsets[index]! - start);
    });
    for await (const events of this.#translate(cursors)) for (const event of events) yield event;
    for (const from of sources) from.translator.finish?.();
    if (this.#definition.leavesCallsOpen) this.#writer.giveBackInputs();
    else this.#writer.interruptAll();
    yield* this.#writer.drain();
    if (this.#report.readable === 0) {
      throw new ImportError(
        'unsupported-source',
        `"${this.#source.name}" holds no record of ${this.#definition.id}`,
      );
    }
    const last = session();
    this.#writer.promised.tellAside(last);
    yield* this.#keepUntold(this.#writer.promised.takeAll());
    if (JSON.stringify(last) !== JSON.stringify(first)) yield last;
    this.#note(sources);
    yield this.#report.event();
  }

  /** First pass over the source and those of its subagents; what the times of each are moved by, ms. */
  async #survey(translator: RecordTranslator): Promise<{
    readonly sources: readonly [SurveyedSource, ...SurveyedSource[]];
    readonly offsets: number[];
  }> {
    const surveying = { ...this.#definition, options: this.#options, budget: new HoldBudget() };
    const main = await surveySource(
      { source: this.#source, translator, isMain: true, track: undefined },
      surveying,
    );
    if (main.clock.times.length === 0 && Object.keys(main.envelope).length === 0) {
      throw new ImportError('empty-source', `"${this.#source.name}" is empty: no records to import`);
    }
    const sources: [SurveyedSource, ...SurveyedSource[]] = [main];
    const offsets = [0];
    for (const child of (await translator.children?.(this.#source, this.#options)) ?? []) {
      const from = { source: child.source, translator: child.translator, isMain: false, track: child.track };
      const survey = await surveySource(from, surveying);
      sources.push(survey);
      // Records without times begin with the one of the log that they belong to.
      offsets.push(survey.clock.timed ? 0 : (main.clock.times[(child.after ?? 1) - 1] ?? 0));
    }
    return { sources, offsets };
  }

  /** Second pass: the records of all sources in order of time, of each source in its own order. */
  async *#translate(
    cursors: readonly RecordCursor[],
  ): AsyncGenerator<readonly SessionEvent[], void, undefined> {
    for (const { from } of cursors) if (from.track) this.#tracks.set(from.track.id, from.track);
    const held = new HeldEvents();
    let events: SessionEvent[] = [];
    for (;;) {
      let next: RecordCursor | undefined;
      for (const cursor of cursors) if (cursor.time < (next?.time ?? Infinity)) next = cursor;
      for (const event of held.until(cursors.length > 1 && next ? next.time : Infinity)) events.push(event);
      if (!next?.isReady) {
        if (events.length > 0) yield events;
        events = [];
        if (!next) break;
        await next.readOn();
        continue;
      }
      const due = next.take();
      if (!due) continue;
      // A record may hold moments that lie after the next one of another log, but not after the next of its own.
      const time = Math.max(next.last, due.time);
      const { record } = due.record;
      const fetching = record && next.from.translator.prepare?.(record, due.record);
      if (fetching) await fetching;
      const own = this.#record(next.from, { ...due, time });
      next.last = Math.max(time, this.#writer.context.time);
      for (const event of held.add(cursors.indexOf(next), own, time)) events.push(event);
    }
    // What a reading says after its last record.
    for (const cursor of cursors) await cursor.end();
    if (cursors.length === 1) return;
    const end = Math.max(...cursors.map(({ last }) => last));
    const approximate = !cursors[0]!.from.clock.timed;
    this.#writer.begin({ time: end, track: 'main', fallbackId: 'end', approximate });
  }

  #record(from: SurveyedSource, due: DueRecord): readonly SessionEvent[] {
    const { translator, isMain } = from;
    const { record: place, time, approximate, isFirst } = due;
    const { number } = place;
    const { isLeftOut, neverPacked } = this.#definition;
    const record =
      place.record && neverPacked ? neverPacked.ofRecord(place.record, place.text) : place.record;
    if (record && isLeftOut?.(record)) {
      this.#report.count('understood', this.#typeOf(record, place));
      return [];
    }
    translator.release?.(record);
    const track = translator.trackOf?.(place) ?? from.track?.id ?? 'main';
    this.#writer.begin({
      time,
      track,
      id: record && translator.idOf?.(record, place),
      fallbackId: `${isMain ? '' : `${track}:`}record-${number}`,
      record: isMain ? number : undefined,
      approximate,
      branch: (record && translator.branchOf?.(record, place)) ?? place.branch,
    });
    if (from.track && isFirst) {
      this.#declareAbove(from.track);
      this.#writer.startTrack(from.track);
    }
    if (record) this.#understand(record, place, translator);
    else {
      const text = neverPacked ? neverPacked.ofText(place.text) : place.text;
      if (text !== '') this.#writer.keep(text, place.flaw);
      this.#report.count('unreadable', '');
    }
    return this.#drained();
  }

  /** A subagent may begin before the one that started it, where times are missing or wrong: it refers to that one's track. */
  #declareAbove({ parent = 'main' }: TrackDeclaration): void {
    for (let above = this.#tracks.get(parent); above; above = this.#tracks.get(above.parent ?? 'main')) {
      // What is above one that is declared, or is it itself, is declared too.
      this.#tracks.delete(above.id);
      this.#writer.declareTrack(above);
    }
  }

  /** Translates a record and counts it, and keeps of it what its events do not say. */
  #understand(record: LogRecord, place: SourceRecord, translator: RecordTranslator): void {
    const type = this.#typeOf(record, place);
    const version = this.#definition.versionOf?.(record);
    if (version !== undefined) this.#report.version(version);
    if (translator.isCopy?.(record, place)) {
      this.#report.count('understood', type);
      this.#report.note('repeated-record', 'a record repeats an earlier one and was left out', INFO);
      return;
    }
    const isKnown = translator.translate(record, place);
    const extra = isKnown
      ? leftovers(
          record,
          this.#net((told) => this.#writer.isTold(told)),
        )
      : undefined;
    if (isKnown && (extra === undefined || !this.#writer.isSilent)) {
      if (extra) this.#writer.attach(extra);
      this.#report.count('understood', type);
      return;
    }
    translator.release?.(undefined);
    this.#writer.keep(record, type);
    this.#report.count('kept', type);
  }

  #typeOf(record: LogRecord, place: SourceRecord): string {
    return this.#definition.typeOf?.(record, place) ?? asText(record['type']) ?? place.member ?? 'record';
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
    this.#writer.markTold(session);
    const extra = leftovers(
      envelope,
      this.#net(() => false),
    );
    if (extra) this.#writer.keep(extra, 'document');
    this.#report.count('understood', 'document');
    const version = this.#definition.versionOf?.(envelope);
    if (version !== undefined) this.#report.version(version);
    return this.#writer.drain();
  }

  /** Takes away the events of a record, and after them promised texts that are waited for no longer. */
  #drained(): readonly SessionEvent[] {
    const events = this.#writer.drain();
    const untold = this.#writer.promised.takeOldest();
    return untold.length === 0 ? events : [...events, ...this.#keepUntold(untold)];
  }

  /** Keeps texts that were said to be told elsewhere, and are not. */
  #keepUntold(texts: readonly string[]): readonly SessionEvent[] {
    if (texts.length === 0) return [];
    const { time } = this.#writer.context;
    this.#writer.begin({ time, track: 'main', fallbackId: 'untold', approximate: true });
    for (const text of texts) {
      this.#writer.keep(text, 'untold');
      this.#report.note(
        'untold-text',
        'a text that was said to stand elsewhere too was not found there: it is kept',
      );
    }
    return this.#writer.drain();
  }

  #net(isTold: (text: string) => boolean): LeftoverNet {
    const { unknownFields } = this.#definition;
    return {
      leftOut: this.#leftOut,
      ...(unknownFields && { unknownFields }),
      told: () => this.#writer.toldTexts(),
      isTold,
      promise: (text) => this.#writer.promised.promise(text),
    };
  }

  /** Findings that concern the session as a whole. */
  #note(sources: readonly [SurveyedSource, ...SurveyedSource[]]): void {
    const [main] = sources;
    for (let file = 1; file < sources.length; file++) {
      this.#report.note(
        'subagent-file',
        'the records of a file of a subagent are counted with the others',
        INFO,
      );
    }
    for (const { code, message } of main.translator.findings?.() ?? []) {
      this.#report.note(code, message, INFO);
    }
    const outliers = sources.reduce((sum, { clock }) => sum + clock.outliers, 0);
    for (let index = 0; index < outliers; index++) {
      this.#report.note(
        'outlying-time',
        'a record has a clock far off its neighbours and was placed by them',
        INFO,
      );
    }
    if (!main.clock.timed) {
      this.#report.note('no-times', 'the records have no times: order and pacing are approximate', INFO);
    }
  }
}

const INFO = { severity: 'info' } as const;

/** Wall time of the first record of a source. */
function startOf({ clock: { times, order } }: SurveyedSource): number {
  return times[order?.[0] ?? 0]!;
}
