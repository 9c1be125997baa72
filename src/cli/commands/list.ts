import { Command, InvalidArgumentError } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { formatCount, writeTable, type Output } from '../output.ts';
import { findSessions, type FoundSessions } from '../sessions/find-sessions.ts';
import type { FoundSession } from '../sessions/found-session.ts';
import { DAY } from '../local-time.ts';
import { processEnvironment, type SearchEnvironment } from '../sessions/search-environment.ts';
import { searchSessions } from '../sessions/search-text.ts';
import { addFilterOptions, filterSessions, type SessionFilter } from '../sessions/session-filter.ts';
import { sessionColumns } from '../sessions/session-table.ts';
import { formatTable } from '../text-table.ts';

interface ListOptions extends SessionFilter {
  readonly grep?: string;
  readonly limit?: number;
  readonly json?: boolean;
}

/** `reprise list` */
export function listCommand(context: CommandContext): Command {
  const command = new Command('list').description(
    'list the sessions that the tools on this computer have kept, the newest first',
  );
  return addFilterOptions(command)
    .option('--grep <text>', 'only sessions with this text in title, first prompt or anywhere in the log')
    .option('--limit <count>', 'at most so many', parseLimit)
    .option('--json', 'tell all that is known as JSON')
    .action((options: ListOptions) => list(options, context));
}

async function list(options: ListOptions, { output, signal }: CommandContext): Promise<void> {
  const environment = processEnvironment();
  const now = Date.now();
  // A filter that makes no sense is told before the search, not after it.
  filterSessions([], options, now);
  const onProgress = (done: number, known: number): void =>
    output.progress(`looking at ${done} of ${formatCount(known, 'file')}`);
  const found = await findSessions({ environment, signal, onProgress });
  let sessions = filterSessions(found.sessions, options, now);
  if (options.grep !== undefined) sessions = await searchSessions(sessions, options.grep, signal);
  const shown = sessions.slice(0, options.limit);
  if (options.json) {
    output.json(toJson(shown, found));
    return;
  }
  if (shown.length > 0) {
    const width = process.stdout.isTTY ? process.stdout.columns : undefined;
    const columns = sessionColumns({ now, home: environment.home });
    writeTable(formatTable(columns, shown, width), output);
  }
  tellRest(sessions, { shown: shown.length, found, now, environment }, output);
}

/** What is said below the table: how many, what expires, what could not be read. */
function tellRest(
  sessions: readonly FoundSession[],
  {
    shown,
    found,
    now,
    environment,
  }: { shown: number; found: FoundSessions; now: number; environment: SearchEnvironment },
  output: Output,
): void {
  const { skipped } = found;
  for (const { path, reason } of skipped.slice(0, MAX_SKIPPED)) output.note(`skipped ${path}: ${reason}`);
  if (skipped.length > MAX_SKIPPED)
    output.note(`… and ${skipped.length - MAX_SKIPPED} more (--json tells all)`);
  if (found.sessions.length === 0) tellWhereWasLooked(found, environment, output);
  else if (sessions.length === 0) {
    output.note(`none of ${formatCount(found.sessions.length, 'session')} is what was asked for`);
  } else {
    const soon = sessions.filter(({ expiresAt = Infinity }) => expiresAt - now < 7 * DAY).length;
    const all = formatCount(sessions.length, 'session');
    const most = shown < sessions.length ? `the newest ${shown} of ${all}` : all;
    const expiring = soon === 0 ? '' : `; ${soon} of them ${soon === 1 ? 'expires' : 'expire'} within 7 days`;
    output.note(`${most}${expiring}`);
    tellDoubts(sessions, output);
  }
}

/** A log without a prompt is told by its path, which "pack --from" takes. */
function tellDoubts(sessions: readonly FoundSession[], output: Output): void {
  const doubtful = sessions.filter(({ isDoubtful }) => isDoubtful);
  for (const { tool, path } of doubtful.slice(0, MAX_DOUBTS)) {
    output.note(
      `${path}: taken for a log of ${tool}, in which no prompt was found: if it is of another tool, pack it with --from TOOL`,
    );
  }
  if (doubtful.length > MAX_DOUBTS)
    output.note(`… and ${doubtful.length - MAX_DOUBTS} more (--json tells all)`);
}

const MAX_DOUBTS = 5;

const MAX_SKIPPED = 5;

function tellWhereWasLooked({ searched }: FoundSessions, { home }: SearchEnvironment, output: Output): void {
  output.note('no sessions were found. Looked for:');
  for (const { tool, folder } of searched) {
    output.note(`  ${tool.padEnd(13)}${folder === home ? '~' : folder.replace(home, '~')}`);
  }
}

function toJson(sessions: readonly FoundSession[], { searched, skipped }: FoundSessions) {
  return {
    sessions: sessions.map((session) => ({
      ...session,
      startedAt: isoOf(session.startedAt),
      endedAt: isoOf(session.endedAt),
      modifiedAt: isoOf(session.modifiedAt),
      expiresAt: isoOf(session.expiresAt),
      root: undefined,
      parts: undefined,
    })),
    searched,
    skipped,
  };
}

/** A retention of centuries, which people do set, may end beyond what a date can say. */
function isoOf(time: number | undefined): string | undefined {
  return time === undefined || Math.abs(time) > 8.64e15 ? undefined : new Date(time).toISOString();
}

function parseLimit(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('It is a number from 1 up.');
  return Number(value);
}
