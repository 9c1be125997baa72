import type { RecordReading, SourceRecord } from './record-translator.ts';
import type { SurveyedSource } from './record-survey.ts';

/** Characters of records that wait for earlier ones; more are let go, at the time of the one before. */
const MAX_WAITING_SIZE = 32 * 2 ** 20;

/** A record with its place in the session. */
export interface DueRecord {
  readonly record: SourceRecord;
  /** Milliseconds from the session start. */
  readonly time: number;
  readonly approximate: boolean;
  /** Whether it is the first one of its source. */
  readonly isFirst: boolean;
}

/**
 * Reads one source again, record by record in the order in which they happened. It is opened when its first record is
 * due. Records that stand before their turn wait, up to 32 million characters of them.
 */
export class RecordCursor {
  readonly from: SurveyedSource;
  readonly #records: ReturnType<RecordReading>;
  /** What the times of the source are moved by, ms. */
  readonly #shift: number;
  readonly #waiting = new Map<number, SourceRecord>();
  #waitingSize = 0;
  /** Positions of records that were let go before their turn. */
  readonly #early = new Set<number>();
  /** Records that were read. */
  #read = 0;
  /** Records whose turn has come. */
  #turn = 0;
  #isFirst = true;
  #isEnded = false;
  /** Time of the last event of its records, ms from the session start. */
  last = 0;

  constructor(from: SurveyedSource, records: ReturnType<RecordReading>, shift: number) {
    this.from = from;
    this.#records = records;
    this.#shift = shift;
  }

  /** Time of the record that is due, ms from the session start; infinite at the end. */
  get time(): number {
    const time = this.from.clock.times[this.#due];
    return time === undefined ? Infinity : time + this.#shift;
  }

  /** Whether `take` can be called: the record that is due is there, or will never be. */
  get isReady(): boolean {
    const due = this.#due;
    const isFull = this.#waitingSize > MAX_WAITING_SIZE;
    return this.#waiting.has(due) || this.#early.has(due) || isFull || this.#isEnded;
  }

  /** Reads on by one piece of the source. */
  async readOn(): Promise<void> {
    const next = await this.#records.next();
    this.#isEnded = next.done === true;
    for (const record of next.done === true ? [] : next.value) {
      // Records that came after the first pass (a file that is written meanwhile) have no place.
      if (this.#read >= this.from.clock.times.length) break;
      this.#waiting.set(this.#read, record);
      this.#waitingSize += record.text.length;
      this.#read += 1;
    }
  }

  /** The next record; where too much waits for it, the first one that is there. `undefined`: it is there no more. */
  take(): DueRecord | undefined {
    const due = this.#due;
    if (this.#waiting.has(due)) {
      this.#turn += 1;
      return this.#release(due);
    }
    if (this.#early.delete(due)) {
      this.#turn += 1;
      return undefined;
    }
    const [first] = this.#waiting.keys();
    if (first === undefined) {
      // The file has become shorter since the first pass.
      this.#turn += 1;
      return undefined;
    }
    this.#early.add(first);
    return this.#release(first);
  }

  /** Reads what is left after the last record: that a document ends too early is found at its end. */
  async end(): Promise<void> {
    while (!(await this.#records.next()).done);
  }

  /** Position of the record that is due; beyond all at the end. */
  get #due(): number {
    const { order, times } = this.from.clock;
    return order ? (order[this.#turn] ?? times.length) : this.#turn;
  }

  #release(position: number): DueRecord {
    const record = this.#waiting.get(position)!;
    this.#waiting.delete(position);
    this.#waitingSize -= record.text.length;
    const { times, approximate } = this.from.clock;
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    return {
      record,
      time: times[position]! + this.#shift,
      approximate: approximate[position] === 1,
      isFirst,
    };
  }
}
