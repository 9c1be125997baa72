import type { SessionEvent, TerminalSize } from '../../format/index.ts';
import type { FidelityReport } from '../records/fidelity-report.ts';

/** Between two recordings in a file; what lies further apart is shown without a pause. A day, ms. */
const MAX_GAP = 86_400_000;

/** Puts a terminal into its first state. */
const RESET = '\x1bc';

/** A recording that goes on behind another one in the same file. */
export interface NextRecording {
  /** Session time at which the one before ended, ms. */
  readonly after: number;
  /** When the first recording of the file began, and when this one did; ms since 1970 UTC. */
  readonly startedAt: number | undefined;
  readonly nextStartedAt: number | undefined;
}

/** Session time at which a recording begins, ms: as long after the first as clocks say, or at once behind the last. */
export function timeOfNext({ after, startedAt, nextStartedAt }: NextRecording): number {
  if (startedAt === undefined || nextStartedAt === undefined) return after;
  const between = Math.round(nextStartedAt - startedAt);
  return between > after && between - after <= MAX_GAP ? between : after;
}

/** A fresh screen for a recording that is not the first of its file, and a chapter there. */
export function* freshScreen(
  time: number,
  title: string,
  size: TerminalSize | undefined,
): Generator<SessionEvent, void, undefined> {
  const event = (code: string, data: string): SessionEvent => {
    return { type: 'terminal', track: 'main', time, code, data };
  };
  yield { type: 'chapter', time, title };
  if (size) yield event('r', `${size.cols}x${size.rows}`);
  yield event('o', RESET);
}

/** Says that the file holds more than one recording. */
export function noteSeveral(report: FidelityReport): void {
  report.note('several-recordings', 'the file holds several recordings, one after the other', {
    severity: 'info',
  });
}
