import type { SessionEvent } from '../../../format/index.ts';
import type { FidelityReport } from '../../records/fidelity-report.ts';
import { freshScreen, noteSeveral, timeOfNext } from '../../recordings/next-recording.ts';
import { limitedSize } from '../../recordings/terminal-size.ts';
import type { Seam } from './seams.ts';

/** The sessions of one typescript, one behind the other, as `script -a` writes them. */
export class SessionRow {
  readonly #startedAt: number | undefined;
  readonly #report: FidelityReport;
  #sessions = 1;

  /** @param startedAt - of the first session, ms since 1970 UTC */
  constructor(startedAt: number | undefined, report: FidelityReport) {
    this.#startedAt = startedAt;
    this.#report = report;
  }

  /** Session time, ms, at which the session behind a seam begins, if the one before ended at `after`. */
  timeOf({ start }: Seam, after: number): number {
    return timeOfNext({ after, startedAt: this.#startedAt, nextStartedAt: start.startedAt });
  }

  /** What is shown where the session behind a seam begins, at `time`. */
  *begin({ start: { facts } }: Seam, time: number): Generator<SessionEvent, void, undefined> {
    this.#sessions += 1;
    noteSeveral(this.#report);
    const size = limitedSize(Number(facts.get('COLUMNS')), Number(facts.get('LINES')));
    yield* freshScreen(time, facts.get('COMMAND') ?? `Session ${this.#sessions}`, size);
  }
}

/** The exit code of a session, where its last line or its timing says one. */
export function* exitEvents(
  time: number,
  exitCode: string | undefined,
): Generator<SessionEvent, void, undefined> {
  if (exitCode === undefined || !/^\d{1,9}$/.test(exitCode)) return;
  yield { type: 'terminal', track: 'main', time, code: 'x', data: exitCode };
}
