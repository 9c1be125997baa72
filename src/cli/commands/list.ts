import { Command, InvalidArgumentError, Option } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { DAY } from '../local-time.ts';
import { formatCount, terminalWidth, writeTable, type Output } from '../output.ts';
import { ArchiveShelf } from '../sessions/archive-shelf.ts';
import { archivesFolder } from '../sessions/archives-folder.ts';
import { archiveStateOf, type ArchiveState } from '../sessions/current-archive.ts';
import { findSessions, type FoundSessions } from '../sessions/find-sessions.ts';
import type { FoundSession } from '../sessions/found-session.ts';
import { inParallel } from '../sessions/in-parallel.ts';
import { listAsJson } from '../sessions/list-as-json.ts';
import { processEnvironment, type SearchEnvironment } from '../sessions/search-environment.ts';
import { searchSessions } from '../sessions/search-text.ts';
import { addFilterOptions, filterSessions, type SessionFilter } from '../sessions/session-filter.ts';
import { sessionColumns, withTilde } from '../sessions/session-table.ts';
import { SORT_KEYS, sortSessions, type SortKey } from '../sessions/sort-sessions.ts';
import { tellPlaces } from '../sessions/tell-places.ts';
import { formatTable } from '../text-table.ts';

interface ListOptions extends SessionFilter {
  readonly grep?: string;
  readonly unkept?: boolean;
  readonly sort: SortKey;
  readonly reverse?: boolean;
  readonly limit?: number;
  readonly archives?: string;
  readonly verbose?: boolean;
  readonly json?: boolean;
}

/** `reprise list` */
export function listCommand(context: CommandContext): Command {
  const command = new Command('list').description(
    'list the sessions that the tools on this computer have kept, the newest first',
  );
  return addFilterOptions(command)
    .option('--grep <text>', 'only sessions with this text in title, first prompt or anywhere in the log')
    .option('--unkept', 'only sessions that no archive holds as they are now')
    .addOption(new Option('--sort <key>', 'what comes first').choices(SORT_KEYS).default('start'))
    .option('--reverse', 'the other way round')
    .option('--limit <count>', 'at most so many', parseLimit)
    .option('--archives <dir>', 'folder of the archives (default: $REPRISE_DIR, or ~/reprise)')
    .option('--verbose', 'tell what was found where, and where in vain')
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
  const [found, shelf] = await Promise.all([
    findSessions({ environment, signal, onProgress }),
    ArchiveShelf.read(archivesFolder(options.archives, environment), signal),
  ]);
  let sessions: readonly FoundSession[] = filterSessions(found.sessions, options, now);
  if (options.grep !== undefined) sessions = await searchSessions(sessions, options.grep, signal);
  const archived = await archiveStatesOf(sessions, shelf);
  if (options.unkept) sessions = sessions.filter((session) => archived.get(session) !== 'archived');
  sessions = sortSessions(sessions, options.sort);
  if (options.reverse) sessions = [...sessions].reverse();
  const shown = sessions.slice(0, options.limit);
  if (options.json) {
    output.json(listAsJson(shown, { found, archived, shelf }));
    return;
  }
  if (shown.length > 0) {
    const hasSubagents = shown.some(({ subagents }) => subagents !== undefined);
    const columns = sessionColumns({
      now,
      home: environment.home,
      hasSubagents,
      ...(shelf.size > 0 && { archived }),
    });
    writeTable(formatTable(columns, shown, terminalWidth(process.stdout)), output);
  }
  new Ending({ found, shelf, archived, now, environment, options, output }).tell(sessions, shown.length);
}

/** Archives whose files are asked for their times at once. */
const PARALLEL = 16;

async function archiveStatesOf(
  sessions: readonly FoundSession[],
  shelf: ArchiveShelf,
): Promise<ReadonlyMap<FoundSession, ArchiveState>> {
  const states = new Map<FoundSession, ArchiveState>();
  await inParallel(sessions, PARALLEL, async (session) => {
    states.set(session, await archiveStateOf(session, shelf));
  });
  return states;
}

interface EndingOptions {
  readonly found: FoundSessions;
  readonly shelf: ArchiveShelf;
  readonly archived: ReadonlyMap<FoundSession, ArchiveState>;
  readonly now: number;
  readonly environment: SearchEnvironment;
  readonly options: ListOptions;
  readonly output: Output;
}

/** What is said below the table: what could not be read, how many there are, what expires, what to do next. */
class Ending {
  readonly #options: EndingOptions;

  constructor(options: EndingOptions) {
    this.#options = options;
  }

  tell(sessions: readonly FoundSession[], shown: number): void {
    const { found, shelf, options, output, environment } = this.#options;
    this.#tellSkipped();
    if (found.sessions.length > 0) this.#tellCount(sessions, shown);
    this.#tellDoubts(sessions);
    // Who filters has been here before.
    const isFirst =
      shelf.size === 0 && sessions.length === found.sessions.length && shown === sessions.length;
    if (!isFirst && found.sessions.length > 0 && !options.verbose) return;
    const { home } = environment;
    const width = terminalWidth(process.stderr);
    tellPlaces(found, { home, isVerbose: options.verbose === true, width }, output);
    if (!isFirst || found.sessions.length === 0) return;
    output.note(`nothing is archived in ${withTilde(shelf.folder, home)} yet. What next:`);
    for (const line of NEXT) output.note(`  ${line}`);
  }

  #tellSkipped(): void {
    const { found, output } = this.#options;
    for (const { path, reason } of found.skipped.slice(0, MAX_SKIPPED))
      output.note(`skipped ${path}: ${reason}`);
    const more = found.skipped.length - MAX_SKIPPED;
    if (more > 0) output.note(`… and ${more} more (--json tells all)`);
  }

  #tellCount(sessions: readonly FoundSession[], shown: number): void {
    const { found, now, options, output, archived, shelf } = this.#options;
    if (sessions.length === 0) {
      output.note(`none of ${formatCount(found.sessions.length, 'session')} is what was asked for`);
      return;
    }
    const soon = sessions.filter(({ expiresAt = Infinity }) => expiresAt - now < 7 * DAY);
    const all = formatCount(sessions.length, 'session');
    const which = options.sort === 'start' && !options.reverse ? 'the newest' : 'the first';
    const most = shown < sessions.length ? `${which} ${shown} of ${all}` : all;
    const expiring =
      soon.length === 0
        ? ''
        : `; ${soon.length} of them ${soon.length === 1 ? 'expires' : 'expire'} within 7 days`;
    const unkept = soon.filter((session) => archived.get(session) !== 'archived').length;
    const lost =
      shelf.size === 0 || expiring === ''
        ? ''
        : `, ${unkept === 0 ? 'all archived' : `${unkept} not archived`}`;
    output.note(`${most}${expiring}${lost}`);
  }

  /** A log without a prompt is told by its path, which "pack --from" takes. */
  #tellDoubts(sessions: readonly FoundSession[]): void {
    const { output } = this.#options;
    const doubtful = sessions.filter(({ isDoubtful }) => isDoubtful);
    for (const { tool, path } of doubtful.slice(0, MAX_DOUBTS)) {
      output.note(
        `${path}: taken for a log of ${tool}, in which no prompt was found: if it is of another tool, pack it with --from TOOL`,
      );
    }
    if (doubtful.length > MAX_DOUBTS)
      output.note(`… and ${doubtful.length - MAX_DOUBTS} more (--json tells all)`);
  }
}

const NEXT = [
  'reprise pack                            choose one of them and pack it',
  'reprise keep                            archive them all, before their tools delete them',
  'reprise keep --schedule cron            what archives them every day (or systemd, launchd)',
];

const MAX_DOUBTS = 5;

const MAX_SKIPPED = 5;

function parseLimit(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('It is a number from 1 up.');
  return Number(value);
}
