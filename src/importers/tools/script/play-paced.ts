import type { SessionEvent } from '../../../format/index.ts';
import type { FidelityReport } from '../../records/fidelity-report.ts';
import type { ImportOptions } from '../../importer.ts';
import type { Typescript } from './find-files.ts';
import { openOutput } from './output-bytes.ts';
import { exitEvents } from './session-row.ts';
import type { SessionRow } from './session-row.ts';

/** How long a line stands where no timing tells, and how long all of them together at most. Milliseconds. */
const LINE_PACE = 150;
const MAX_PACED = 600_000;

/** Characters of a line that is handed out before it ends. */
const MAX_LINE = 64 * 1024;

/**
 * Plays a typescript without a timing: line by line, at times that are made up.
 *
 * @param lines - that it has, about
 */
export async function* playPaced(
  output: Typescript,
  lines: number,
  row: SessionRow,
  report: FidelityReport,
  { signal }: ImportOptions,
): AsyncGenerator<SessionEvent, void, undefined> {
  report.note('no-times', 'there is no timing file: the output is shown line by line', { severity: 'info' });
  if (output.start) report.count('understood', 'start');
  const pace = Math.min(LINE_PACE, MAX_PACED / lines);
  const bytes = await openOutput(output, signal);
  let line = 0;
  let open = '';
  const timeNow = (): number => Math.round(pace * line);
  const event = (data: string): SessionEvent => {
    report.count('understood', 'line');
    const shown: SessionEvent = { type: 'terminal', track: 'main', time: timeNow(), code: 'o', data };
    line += 1;
    return shown;
  };
  for await (const piece of bytes.rest()) {
    if (typeof piece !== 'string') {
      if (open !== '') yield event(open);
      open = '';
      if (piece.hasEndLine) report.count('understood', 'end');
      report.count('understood', 'start');
      yield* exitEvents(timeNow(), piece.endFacts.get('COMMAND_EXIT_CODE'));
      // When it began says nothing where no time of the session is known.
      yield* row.begin(piece, timeNow());
      continue;
    }
    let from = 0;
    for (let at = piece.indexOf('\n'); at !== -1; at = piece.indexOf('\n', from)) {
      yield event(open + piece.slice(from, at + 1));
      open = '';
      from = at + 1;
    }
    open += piece.slice(from);
    // A line may be the whole recording; it is not waited for.
    if (open.length > MAX_LINE) {
      yield event(open);
      open = '';
    }
  }
  if (open !== '') yield event(open);
  if (bytes.hasEndLine) report.count('understood', 'end');
  yield* exitEvents(timeNow(), bytes.endFacts.get('COMMAND_EXIT_CODE'));
  await bytes.close();
}
