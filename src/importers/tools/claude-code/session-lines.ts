import type { FidelityReport } from '../../records/fidelity-report.ts';
import type { LogSurvey } from './log-survey.ts';
import { logLines } from '../../sources/log-lines.ts';
import type { LogLine } from '../../sources/log-lines.ts';
import type { SessionPlan } from './session-plan.ts';

/** A line of a session with its place in it. */
export interface SessionLine {
  readonly log: LogSurvey;
  readonly line: LogLine;
  /** Line index in its file, from 0. */
  readonly index: number;
  /** Milliseconds from the session start, non-decreasing. */
  readonly time: number;
  readonly approximate: boolean;
}

export interface LineMerging {
  readonly report: FidelityReport;
  readonly signal?: AbortSignal | undefined;
}

/** Characters of lines that wait for earlier ones; more are let go, at the time of the one before. */
const MAX_WAITING_SIZE = 32 * 2 ** 20;

/** All lines of a session, of the log and its subagents' files, in the order they happened; several at a time. */
export async function* sessionLines(
  plan: SessionPlan,
  merging: LineMerging,
): AsyncGenerator<readonly SessionLine[], void, undefined> {
  const cursors = plan.logs.map((log) => new LogCursor(log, plan.startedAt ?? 0, merging));
  let batch: SessionLine[] = [];
  let last = 0;
  for (;;) {
    let next: LogCursor | undefined;
    for (const cursor of cursors) if (cursor.time < (next?.time ?? Infinity)) next = cursor;
    if (!next?.isReady) {
      if (batch.length > 0) yield batch;
      batch = [];
      if (!next) return;
      await next.read();
      continue;
    }
    const line = next.take();
    if (!line) continue;
    last = Math.max(last, line.time);
    batch.push({ ...line, time: last });
  }
}

/** Reads one log in order of time. It is opened when its first line is due. */
class LogCursor {
  readonly #log: LogSurvey;
  readonly #start: number;
  readonly #merging: LineMerging;
  readonly #waiting = new Map<number, LogLine>();
  /** Lines that were let go before their turn. */
  readonly #early = new Set<number>();
  #waitingSize = 0;
  #lines: AsyncGenerator<readonly LogLine[], void, undefined> | undefined;
  #ended = false;
  #read = 0;
  #position = 0;
  /** Time of the next line, ms from the session start; infinite at the end. */
  time: number;

  constructor(log: LogSurvey, start: number, merging: LineMerging) {
    this.#log = log;
    this.#start = start;
    this.#merging = merging;
    this.time = this.#timeAt(0);
  }

  /** Whether the line that is due can be taken, or will never be there. */
  get isReady(): boolean {
    const index = this.#log.clock.order[this.#position] ?? -1;
    const isFull = this.#waitingSize > MAX_WAITING_SIZE;
    return this.#waiting.has(index) || this.#early.has(index) || isFull || this.#ended;
  }

  /** Takes the next line in order of time; where too much waits for it, the oldest line that is there. */
  take(): SessionLine | undefined {
    const index = this.#log.clock.order[this.#position]!;
    if (this.#waiting.has(index) || this.#early.delete(index)) {
      this.#advance();
      return this.#release(index);
    }
    const [oldest] = this.#waiting.keys();
    if (oldest === undefined) {
      // The file has become shorter since it was surveyed.
      this.#advance();
      return undefined;
    }
    this.#early.add(oldest);
    return this.#release(oldest);
  }

  /** Reads on by one chunk of the source. */
  async read(): Promise<void> {
    this.#lines ??= logLines(this.#log.source, this.#merging);
    const next = await this.#lines.next();
    this.#ended = next.done === true;
    for (const line of next.done === true ? [] : next.value) {
      // Lines that came after the survey (a file that is rewritten meanwhile) have no place.
      if (this.#read >= this.#log.clock.order.length) break;
      this.#waiting.set(this.#read, line);
      this.#waitingSize += line.text.length;
      this.#read += 1;
    }
  }

  #release(index: number): SessionLine | undefined {
    const line = this.#waiting.get(index);
    if (!line) return undefined;
    this.#waiting.delete(index);
    this.#waitingSize -= line.text.length;
    const { times, approximate } = this.#log.clock;
    const time = times[index]! - this.#start;
    return { log: this.#log, line, index, time, approximate: approximate[index] === 1 };
  }

  #advance(): void {
    this.#position += 1;
    this.time = this.#timeAt(this.#position);
  }

  #timeAt(position: number): number {
    const { order, times } = this.#log.clock;
    const index = order[position];
    return index === undefined ? Infinity : times[index]! - this.#start;
  }
}
