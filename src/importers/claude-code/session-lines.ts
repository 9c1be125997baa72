import type { FidelityReport } from '../fidelity-report.ts';
import type { LogSurvey } from './log-survey.ts';
import { logLines } from './records.ts';
import type { LogLine } from './records.ts';
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

/** All lines of a session, of the log and its subagents' files, in the order they happened. */
export async function* sessionLines(
  plan: SessionPlan,
  merging: LineMerging,
): AsyncGenerator<SessionLine, void, undefined> {
  const waiting = plan.logs.map((log) => new LogCursor(log, plan.startedAt ?? 0, merging));
  let last = 0;
  for (;;) {
    let next: LogCursor | undefined;
    for (const cursor of waiting) if (cursor.time < (next?.time ?? Infinity)) next = cursor;
    if (!next) return;
    const line = await next.take();
    if (!line) continue;
    last = Math.max(last, line.time);
    yield { ...line, time: last };
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
  #lines: AsyncGenerator<LogLine, void, undefined> | undefined;
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

  async take(): Promise<SessionLine | undefined> {
    const index = this.#log.clock.order[this.#position]!;
    if (this.#early.delete(index)) {
      this.#advance();
      return undefined;
    }
    while (!this.#waiting.has(index) && this.#waitingSize <= MAX_WAITING_SIZE) {
      if (!(await this.#readOne())) break;
    }
    if (this.#waiting.has(index)) {
      this.#advance();
      return this.#release(index);
    }
    // Too much waits for this line, or the file has become shorter since it was surveyed.
    const [oldest] = this.#waiting.keys();
    if (oldest === undefined) {
      this.#advance();
      return undefined;
    }
    this.#early.add(oldest);
    return this.#release(oldest);
  }

  #release(index: number): SessionLine {
    const line = this.#waiting.get(index)!;
    this.#waiting.delete(index);
    this.#waitingSize -= line.text.length;
    const { times, approximate } = this.#log.clock;
    const time = times[index]! - this.#start;
    return { log: this.#log, line, index, time, approximate: approximate[index] === 1 };
  }

  async #readOne(): Promise<boolean> {
    this.#lines ??= logLines(this.#log.source, this.#merging);
    const next = await this.#lines.next();
    if (next.done === true) return false;
    // Lines that came after the survey (a file that is rewritten meanwhile) have no place.
    if (this.#read >= this.#log.clock.order.length) return false;
    this.#waiting.set(this.#read, next.value);
    this.#waitingSize += next.value.text.length;
    this.#read += 1;
    return true;
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
