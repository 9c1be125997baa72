import type { LogRecord } from '../sources/log-record.ts';
import type { FindingReport } from '../sources/finding-report.ts';
import type { LineReading } from '../sources/log-lines.ts';
import type { RecordReading, SourceRecord } from './record-translator.ts';

/**
 * Characters of records that an import holds between its two passes. Most sessions are smaller and are read and parsed
 * once; of a larger one, what lies beyond is read again. Held records take some four times their text.
 */
const MAX_HELD_SIZE = 12 * 2 ** 20;

/** How much the sources of one import may still hold together. */
export class HoldBudget {
  #room = MAX_HELD_SIZE;

  /** Takes room; `false` when there is not as much. */
  take(size: number): boolean {
    if (size > this.#room) return false;
    this.#room -= size;
    return true;
  }

  give(size: number): void {
    this.#room += size;
  }
}

type Records = ReturnType<RecordReading>;
type Finding = Parameters<FindingReport['note']>;

/** Records that were read together, and what was found wrong before them. */
interface HeldBatch {
  readonly records: readonly SourceRecord[];
  readonly findings: readonly Finding[];
}

/** The records of one source, read by two passes: from memory the second time, where they are not too many. */
export class HeldRecords {
  readonly #read: (reading: LineReading) => Records;
  readonly #budget: HoldBudget;
  #held: HeldBatch[] | undefined = [];
  #size = 0;
  #findings: Finding[] = [];
  #envelope: LogRecord | undefined;

  constructor(read: (reading: LineReading) => Records, budget: HoldBudget) {
    this.#read = read;
    this.#budget = budget;
  }

  /** The first pass. It reports nothing: the second one does. */
  async *first(signal: AbortSignal | undefined): Records {
    const note = (...finding: Finding): void => {
      if (this.#held) this.#findings.push(finding);
    };
    const records = this.#read({ signal, report: { note } });
    for (;;) {
      const next = await records.next();
      if (next.done) return (this.#envelope = next.value);
      this.#hold(next.value);
      yield next.value;
    }
  }

  /** The second pass; once, as it lets go what it has given. */
  async *second(reading: LineReading): Records {
    const held = this.#held;
    if (!held) return yield* this.#read(reading);
    for (let batch = held.shift(); batch; batch = held.shift()) {
      reading.signal?.throwIfAborted();
      tell(batch.findings, reading.report);
      yield batch.records;
    }
    tell(this.#findings, reading.report);
    return this.#envelope;
  }

  #hold(records: readonly SourceRecord[]): void {
    if (!this.#held) return;
    const size = records.reduce((sum, { text }) => sum + text.length, 0);
    if (this.#budget.take(size)) {
      this.#held.push({ records, findings: this.#findings });
      this.#size += size;
    } else {
      this.#held = undefined;
      this.#budget.give(this.#size);
    }
    this.#findings = [];
  }
}

function tell(findings: readonly Finding[], report: FindingReport | undefined): void {
  for (const finding of findings) report?.note(...finding);
}
