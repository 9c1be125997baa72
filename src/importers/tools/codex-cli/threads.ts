import { asNumber, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { historyBaseOf } from './fork-source.ts';

/** Sessions of a log that are known apart. */
const MAX_THREADS = 1000;

interface Thread {
  /** Numbers of its records, and what they are called in the session itself (`ordinal`). */
  readonly records: number[];
  readonly ordinals: number[];
}

/** A range of records. */
export interface RecordRange {
  readonly first: number;
  readonly last: number;
}

/** The sessions whose records stand in a log one after the other: forks go on from what stands before them. */
export class Threads {
  readonly #threads = new Map<string, Thread>();
  #current: Thread | undefined;

  /** Ids of the sessions. */
  get ids(): ReadonlySet<string> {
    return new Set(this.#threads.keys());
  }

  /**
   * Begins the records of a session, or goes on with them.
   *
   * @returns for a fork of a session in this log: the records of that one which it left behind (none: empty range)
   */
  begin(meta: LogRecord): RecordRange | undefined {
    const id = asText(meta['id']);
    if (id === undefined || this.#threads.size >= MAX_THREADS) return undefined;
    const isNew = !this.#threads.has(id);
    this.#current = this.#threads.get(id) ?? { records: [], ordinals: [] };
    this.#threads.set(id, this.#current);
    const base = isNew ? historyBaseOf(meta) : undefined;
    const parent = base && this.#threads.get(base.thread);
    if (!parent) return undefined;
    const index = parent.ordinals.findIndex((ordinal) => ordinal >= base.end);
    if (index === -1) return { first: 1, last: 0 };
    return { first: parent.records[index]!, last: parent.records.at(-1)! };
  }

  /** Notes a record of the session. */
  add({ ordinal }: LogRecord, record: number): void {
    const number = asNumber(ordinal);
    if (number === undefined) return;
    this.#current?.records.push(record);
    this.#current?.ordinals.push(number);
  }
}
