import type { TrackDeclaration } from '../../format/index.ts';
import type { ImportSource } from '../sources/import-source.ts';
import type { LogRecord } from '../sources/log-record.ts';
import type { ImportOptions } from '../importer.ts';
import { HeldRecords, type HoldBudget } from './held-records.ts';
import { RecordClock } from './record-clock.ts';
import type { RecordClockOptions, RecordTimes } from './record-clock.ts';
import type { RecordOrder, RecordReading, RecordTranslator, SourceRecord } from './record-translator.ts';

/** One source of an import: the log itself, or the log of a subagent. */
export interface RecordSource {
  readonly source: ImportSource;
  readonly translator: RecordTranslator;
  /** Whether it is the log itself. */
  readonly isMain: boolean;
  /** Track of its records; absent for the log itself, and where the translator says the track of each. */
  readonly track: TrackDeclaration | undefined;
}

/** One source after the first pass. */
export interface SurveyedSource extends RecordSource {
  readonly clock: RecordTimes;
  /** What a document says beside its records. */
  readonly envelope: LogRecord;
  /** Its records, for the second pass. */
  readonly records: HeldRecords;
}

/** How the sources of an import are read in the first pass. */
export interface Surveying extends RecordClockOptions {
  readonly read: RecordReading;
  readonly timeOf: (record: LogRecord, place: SourceRecord) => number | undefined;
  readonly options: ImportOptions;
  /** What the sources of the import may hold together. */
  readonly budget: HoldBudget;
}

/** First pass over one source: when its records happened, and what its translator has to know ahead. */
export async function surveySource(from: RecordSource, surveying: Surveying): Promise<SurveyedSource> {
  const { source, translator } = from;
  const { read, timeOf, options, budget } = surveying;
  const clock = new RecordClock(surveying);
  const order = new SurveyedOrder(clock);
  const held = new HeldRecords((reading) => read(source, reading, options), budget);
  const records = held.first(options.signal);
  let envelope: LogRecord = {};
  for (;;) {
    const next = await records.next();
    if (next.done) {
      envelope = next.value ?? {};
      break;
    }
    for (const place of next.value) {
      const { record } = place;
      clock.add(record && timeOf(record, place), place.text.length);
      if (translator.surveyed) order.add(place.number);
      if (record) translator.survey?.(record, place);
    }
  }
  translator.surveyed?.(order);
  translator.envelope?.(envelope);
  return { ...from, clock: order.resolve(), envelope, records: held };
}

/** Knows records by their numbers, which leave out blank lines, while a clock knows them by their positions. */
class SurveyedOrder implements RecordOrder {
  readonly #clock: RecordClock;
  /** Ascending. */
  readonly #numbers: number[] = [];
  #times: RecordTimes | undefined;

  constructor(clock: RecordClock) {
    this.#clock = clock;
  }

  add(number: number): void {
    this.#numbers.push(number);
  }

  follow(child: number, parent: number): void {
    const [at, above] = [this.#positionOf(child), this.#positionOf(parent)];
    if (at !== undefined && above !== undefined) this.#clock.follow(at, above);
  }

  timeOf(number: number): number {
    const position = this.#positionOf(number);
    return position === undefined ? 0 : this.resolve().times[position]!;
  }

  resolve(): RecordTimes {
    this.#times ??= this.#clock.resolve();
    return this.#times;
  }

  /** O(log n). */
  #positionOf(number: number): number | undefined {
    let low = 0;
    let high = this.#numbers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#numbers[middle]! < number) low = middle + 1;
      else high = middle;
    }
    return this.#numbers[low] === number ? low : undefined;
  }
}
