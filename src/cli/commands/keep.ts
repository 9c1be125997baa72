import { mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Command } from 'commander';
import { FileError, systemReason } from '../../node/files.ts';
import type { CommandContext } from '../command-context.ts';
import { sentenceOf } from '../error-sentence.ts';
import { EXIT } from '../errors.ts';
import { formatCount, formatSize, writeTable, type Output } from '../output.ts';
import { ArchiveShelf } from '../sessions/archive-shelf.ts';
import { findSessions } from '../sessions/find-sessions.ts';
import { nameOf, type FoundSession } from '../sessions/found-session.ts';
import { KeepLock } from '../sessions/keep-lock.ts';
import { foresee, keepSession, type KeepResult, type KeepState } from '../sessions/keep-session.ts';
import { packMany, type Pack } from '../sessions/pack-many.ts';
import { processEnvironment } from '../sessions/search-environment.ts';
import { addFilterOptions, filterSessions, type SessionFilter } from '../sessions/session-filter.ts';
import { formatTable, type Column } from '../text-table.ts';

interface KeepOptions extends SessionFilter {
  readonly dryRun?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** `reprise keep [DIR]` */
export function keepCommand(context: CommandContext): Command {
  const command = new Command('keep')
    .description('archive every session on this computer that is not archived yet, or has gone on since')
    .argument(
      '[dir]',
      'folder of the archives; made if it is not there (default: $REPRISE_DIR, or ~/reprise)',
    );
  return addFilterOptions(command)
    .option('--dry-run', 'tell what would be done, and do nothing')
    .option('--quiet', 'tell only what is new, updated or failed')
    .option('--json', 'tell the result as JSON')
    .action((dir: string | undefined, options: KeepOptions) => keep(dir, options, context));
}

async function keep(dir: string | undefined, options: KeepOptions, context: CommandContext): Promise<void> {
  const environment = processEnvironment();
  const now = Date.now();
  filterSessions([], options, now);
  const named = dir ?? environment.env['REPRISE_DIR'];
  const folder = named === undefined || named === '' ? join(environment.home, 'reprise') : resolve(named);
  const { signal, output } = context;
  const run = async (): Promise<void> => {
    const { sessions, skipped } = await findSessions({ environment, signal });
    const wanted = filterSessions(sessions, options, now).reverse();
    const results = await keepAll(wanted, folder, options, context);
    for (const { path, reason } of skipped) output.note(`skipped ${path}: ${reason}`);
    if (results.some(({ state }) => state === 'failed')) context.exitCode = EXIT.failed;
    // One that was told when it was archived is no news each day.
    else if (results.some(({ state, isDoubtful }) => isDoubtful && state !== 'unchanged'))
      context.exitCode = EXIT.findings;
    tell(results, folder, options, output);
  };
  if (options.dryRun) await run();
  else await locked(folder, run, output);
}

/** Does the work in a folder, unless somebody else is at it. */
async function locked(folder: string, work: () => Promise<void>, output: Output): Promise<void> {
  // Sessions hold what nobody else should read.
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw new FileError('output-unwritable', `cannot make ${folder}: ${systemReason(cause)}`, { cause });
  });
  const lock = await KeepLock.take(folder);
  if (typeof lock === 'string') {
    output.note(`nothing was done in ${folder}: ${lock}`);
    return;
  }
  try {
    await work();
  } finally {
    await lock.release();
  }
}

/** The oldest first; several are packed at once, and get their places one after another. One that fails does not keep the others from it. */
async function keepAll(
  sessions: readonly FoundSession[],
  folder: string,
  { dryRun = false }: KeepOptions,
  context: CommandContext,
): Promise<readonly KeepResult[]> {
  const { signal } = context;
  const shelf = await ArchiveShelf.read(folder, signal);
  const results: KeepResult[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  const work = async (session: FoundSession, pack: Pack): Promise<KeepResult> => {
    signal.throwIfAborted();
    if (dryRun) return foresee(session, shelf);
    const kept = keepSession(session, shelf, { signal, pack, turn });
    turn = Promise.allSettled([turn, kept]);
    return kept;
  };
  for await (const { item: session, outcome } of packMany(
    { items: sessions, sizeOf: ({ size }) => size, work },
    context,
  )) {
    if (outcome.status === 'fulfilled') results.push(outcome.value);
    else if (signal.aborted) throw outcome.reason;
    // Any fault of one session, foreseen or not, is told and leaves the others alone.
    else results.push({ session, state: 'failed', remark: sentenceOf(outcome.reason) });
  }
  return results;
}

function tell(results: readonly KeepResult[], folder: string, options: KeepOptions, output: Output): void {
  if (options.json) {
    output.json({ folder, dryRun: options.dryRun === true, sessions: results.map(toJson) });
    return;
  }
  const told = options.quiet ? results.filter(({ state }) => state !== 'unchanged') : results;
  const width = process.stdout.isTTY ? process.stdout.columns : undefined;
  if (told.length > 0) writeTable(formatTable(COLUMNS, told, width), output);
  if (options.quiet && told.length === 0) return;
  const count = (state: KeepState): number => results.filter((result) => result.state === state).length;
  const counts = STATES.map((state) => `${count(state)} ${state}`).join(', ');
  const would = options.dryRun ? ' (nothing was written)' : '';
  output.note(`${formatCount(results.length, 'session')} in ${folder}: ${counts}${would}`);
  if (!options.dryRun && count('new') + count('updated') > 0)
    output.note('secrets are not masked yet: look through a session before you share it');
}

const STATES = ['new', 'updated', 'unchanged', 'failed'] as const;

const COLUMNS: readonly Column<KeepResult>[] = [
  {
    label: 'ARCHIVE',
    text: ({ archive, session }) => (archive === undefined ? session.path : basename(archive)),
    cut: 'start',
    room: { least: 24, enough: 80 },
  },
  { label: 'STATE', text: ({ state }) => state },
  { label: 'SIZE', text: ({ size }) => (size === undefined ? '-' : formatSize(size)), align: 'right' },
  { label: 'REMARK', text: ({ remark = '' }) => remark, cut: 'end', room: { least: 6, enough: 40 } },
];

function toJson({ session, state, archive, size, remark }: KeepResult) {
  const { tool, path, session: part, sessionId } = session;
  const title = nameOf(session);
  return { state, archive, size, remark, tool, path, session: part, sessionId, title };
}
