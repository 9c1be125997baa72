import { homedir } from 'node:os';
import { FileError } from '../../node/files.ts';
import { CliError } from '../errors.ts';
import type { CommandContext } from '../command-context.ts';
import { formatCount } from '../output.ts';
import { withDialog, type Dialog } from '../terminal-dialog.ts';
import { formatTable, type Column } from '../text-table.ts';
import { findSessions } from './find-sessions.ts';
import type { FoundSession } from './found-session.ts';
import { processEnvironment } from './search-environment.ts';
import { filterSessions } from './session-filter.ts';
import { sessionColumns } from './session-table.ts';

/** Sessions that are shown at a time. */
const MAX_SHOWN = 20;

const QUESTION = 'which one? (a number, a text to search for, Enter for 1, q to leave) ';

/**
 * Lets a person choose one of the sessions on this computer.
 *
 * @returns `undefined` when none was chosen
 * @throws {CliError} `usage` when there is no terminal to ask on
 */
export async function chooseFoundSession({
  output,
  signal,
}: CommandContext): Promise<FoundSession | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new CliError(
      'usage',
      'name a log or recording ("reprise list" shows what there is); on a terminal you can choose one',
    );
  }
  const { sessions } = await findSessions({ environment: processEnvironment(), signal });
  if (sessions.length === 0)
    throw new FileError('input-not-found', 'no sessions were found on this computer');
  return withDialog({ output, signal }, (dialog) => choose(filterSessions(sessions, {}, 0), dialog));
}

/**
 * Asks until a session is chosen, or none.
 *
 * @param sessions - at least one, the newest first
 */
export async function choose(
  sessions: readonly FoundSession[],
  { tell, ask, width }: Dialog,
): Promise<FoundSession | undefined> {
  let offered = sessions;
  for (;;) {
    showNumbered(offered, tell, width);
    const answer = (await ask(QUESTION))?.trim();
    if (answer === undefined || answer === 'q') return undefined;
    if (answer === '') return offered[0];
    if (/^\d{1,9}$/.test(answer)) {
      const chosen = offered.slice(0, MAX_SHOWN)[Number(answer) - 1];
      if (chosen) return chosen;
      tell(`there is no number ${answer}`);
      continue;
    }
    const found = sessions.filter((session) => says(session, answer));
    if (found.length === 0) tell(`nothing with "${answer}" in tool, project, title or first prompt`);
    else offered = found;
  }
}

function showNumbered(sessions: readonly FoundSession[], tell: Dialog['tell'], width: number): void {
  const shown = sessions.slice(0, MAX_SHOWN);
  const columns: readonly Column<FoundSession>[] = [
    { label: '', text: (session) => String(shown.indexOf(session) + 1), align: 'right' },
    ...sessionColumns({ now: Date.now(), home: homedir() }),
  ];
  for (const line of formatTable(columns, shown, width)) tell(line);
  const more = sessions.length - shown.length;
  if (more > 0) tell(`… and ${formatCount(more, 'older one')}: search to see them`);
}

function says({ tool, project, title, prompt }: FoundSession, text: string): boolean {
  return [tool, project, title, prompt].some((field) => field?.toLowerCase().includes(text.toLowerCase()));
}
