import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { sentenceOf } from '../error-sentence.ts';
import { CliError, EXIT } from '../errors.ts';
import { formatCount, formatDuration, jsonText, terminalWidth, writeTable, type Output } from '../output.ts';
import { PACKAGE_ROOT } from '../package-root.ts';
import {
  addMaskingOptions,
  maskingOf,
  maskingWords,
  tellUnmasked,
  type MaskingChoice,
} from '../masking-options.ts';
import { ArchiveShelf } from '../sessions/archive-shelf.ts';
import { archivesFolder } from '../sessions/archives-folder.ts';
import { findSessions } from '../sessions/find-sessions.ts';
import type { KeepResult, KeepState } from '../sessions/keep-session.ts';
import { keepSessions, makeArchivesFolder, withKeepLock } from '../sessions/keep-sessions.ts';
import { scheduleFor, SCHEDULERS, type Scheduler } from '../sessions/schedule.ts';
import { processEnvironment } from '../sessions/search-environment.ts';
import { addFilterOptions, filterSessions, type SessionFilter } from '../sessions/session-filter.ts';
import { REST, SessionWatch } from '../sessions/session-watch.ts';
import { countStates, keptAsJson, KEPT_COLUMNS, keptLine } from '../sessions/tell-kept.ts';
import { tellPlaces } from '../sessions/tell-places.ts';
import { placingVariables } from '../sessions/tool-places.ts';
import { systemClock, watch } from '../sessions/watch.ts';
import { formatTable } from '../text-table.ts';

interface KeepOptions extends SessionFilter, MaskingChoice {
  readonly watch?: boolean;
  readonly rest?: number;
  readonly schedule?: Scheduler;
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
  return addMaskingOptions(addFilterOptions(command))
    .option('--watch', 'go on until it is ended, and archive each session when it has come to rest')
    .option(
      '--rest <time>',
      'with --watch: how long a session must not have changed: 90s, 10m (default), 2h',
      parseRest,
    )
    .addOption(
      new Option('--schedule <program>', 'print what makes cron, systemd or launchd do it').choices(
        SCHEDULERS,
      ),
    )
    .option('--dry-run', 'tell what would be done, and do nothing')
    .option('--quiet', 'tell only what is new, updated or failed')
    .option('--json', 'tell the result as JSON; with --watch as lines of it')
    .action((dir: string | undefined, options: KeepOptions) => keep(dir, options, context));
}

async function keep(dir: string | undefined, options: KeepOptions, context: CommandContext): Promise<void> {
  refuseNonsense(options);
  const folder = archivesFolder(dir, processEnvironment());
  await refuseFile(folder);
  if (options.schedule !== undefined) printSchedule(options.schedule, folder, options, context.output);
  else if (options.watch) await keepWatching(folder, options, context);
  else if (options.dryRun) await keepOnce(folder, options, context);
  else {
    await makeArchivesFolder(folder, context.output);
    const holder = await withKeepLock(folder, () => keepOnce(folder, options, context));
    if (holder !== undefined) context.output.note(`nothing was done in ${folder}: ${holder}`);
  }
}

/** @throws {CliError} `usage` */
async function refuseFile(folder: string): Promise<void> {
  const isFile = (await stat(folder).catch(() => undefined))?.isFile() === true;
  if (isFile)
    throw new CliError(
      'usage',
      `${folder} is a file: keep takes the folder of the archives, pack takes a log`,
    );
}

/** @throws {CliError} `usage` */
function refuseNonsense(options: KeepOptions): void {
  filterSessions([], options, 0);
  const { watch: goesOn, rest, schedule, dryRun, since } = options;
  if (rest !== undefined && !goesOn) throw new CliError('usage', '--rest says how --watch works');
  if (goesOn && dryRun) throw new CliError('usage', '--watch and --dry-run go together with no sense');
  if (schedule !== undefined && (dryRun || since))
    throw new CliError('usage', '--since and --dry-run are nothing to be done every day');
}

async function keepOnce(folder: string, options: KeepOptions, context: CommandContext): Promise<void> {
  const { output, signal } = context;
  const environment = processEnvironment();
  const found = await findSessions({ environment, signal });
  const wanted = filterSessions(found.sessions, options, Date.now()).reverse();
  const shelf = await ArchiveShelf.read(folder, signal);
  const isFirst = shelf.size === 0 && !options.quiet && !options.json;
  if (isFirst)
    tellPlaces(
      found,
      { home: environment.home, isVerbose: false, width: terminalWidth(process.stderr) },
      output,
    );
  const masking = await maskingOf(options);
  const results = await keepSessions(wanted, shelf, { dryRun: options.dryRun === true, masking }, context);
  for (const { path, reason } of found.skipped) output.note(`skipped ${path}: ${reason}`);
  if (results.some(({ state }) => state === 'failed')) context.exitCode = EXIT.failed;
  // One that was told when it was archived is no news each day.
  else if (results.some(({ state, isDoubtful }) => isDoubtful && state !== 'unchanged'))
    context.exitCode = EXIT.findings;
  tell(results, folder, options, output);
  if (!options.quiet && !options.json) tellUnmaskedArchives(shelf, options, output);
  if (isFirst && results.length > 0 && !options.dryRun) for (const line of NEXT) output.note(line);
}

const NEXT = [
  '"reprise open FILE" plays one of them; run "reprise keep" again to archive what comes, or let it be run:',
  '"reprise keep --schedule cron" (or systemd, launchd) prints what does that every day',
];

function tell(results: readonly KeepResult[], folder: string, options: KeepOptions, output: Output): void {
  if (options.json) {
    output.json({ folder, dryRun: options.dryRun === true, sessions: results.map(keptAsJson) });
    return;
  }
  const told = options.quiet ? results.filter(({ state }) => state !== 'unchanged') : results;
  if (told.length > 0) writeTable(formatTable(KEPT_COLUMNS, told, terminalWidth(process.stdout)), output);
  if (options.quiet && told.length === 0) return;
  const counts = new Map<KeepState, number>();
  for (const { state } of results) counts.set(state, (counts.get(state) ?? 0) + 1);
  const would = options.dryRun ? ' (nothing was written)' : '';
  output.note(`${formatCount(results.length, 'session')} in ${folder}: ${countStates(counts)}${would}`);
  if (options.mask === false && (counts.has('new') || counts.has('updated'))) tellUnmasked(output);
}

/** Archives from before, or that were kept without masking on purpose. */
function tellUnmaskedArchives(shelf: ArchiveShelf, { mask }: KeepOptions, output: Output): void {
  if (mask === false) return;
  const unmasked = shelf.archives.filter(({ manifest }) => !manifest.masking);
  if (unmasked.length === 0) return;
  for (const { path } of unmasked.slice(0, MAX_UNMASKED)) output.note(`not masked: ${path}`);
  const more = unmasked.length > MAX_UNMASKED ? ` (${unmasked.length - MAX_UNMASKED} more)` : '';
  const which = unmasked.length === 1 ? 'this archive holds' : 'these archives hold';
  output.note(`${which} the secrets of the session${more}: "reprise edit FILE --mask --in-place" masks one`);
}

/** Archives that are listed. */
const MAX_UNMASKED = 5;

/** Archives sessions as they come to rest, until SIGINT or SIGTERM, which is how it is meant to end. */
async function keepWatching(folder: string, options: KeepOptions, context: CommandContext): Promise<void> {
  const { output, signal } = context;
  const rest = options.rest ?? REST;
  await makeArchivesFolder(folder, output);
  const sessions = new SessionWatch(
    {
      environment: processEnvironment(),
      folder,
      filter: options,
      rest,
      masking: await maskingOf(options),
      onResult: (result) =>
        output.data(options.json ? jsonText(keptAsJson(result)) : keptLine(result, Date.now())),
    },
    // What goes on for days has no end to be near to.
    { ...context, output: withoutProgress(output) },
  );
  const say = (line: string): void => {
    if (!options.quiet) output.note(line);
  };
  say(`sessions that rest for ${formatDuration(rest)} are archived in ${folder}; Ctrl-C ends that`);
  const began = Date.now();
  let told = '';
  await watch({
    clock: systemClock,
    signal,
    pass: (now) => sessions.pass(now),
    onFailure: (error) => {
      // What goes wrong every minute is told once.
      const sentence = sentenceOf(error);
      if (sentence !== told) output.note(`reprise: ${sentence}`, 'error');
      told = sentence;
    },
  });
  const counts = countStates(sessions.counts, ['new', 'updated', 'failed']);
  const still =
    sessions.waiting === 0 ? '' : `; ${formatCount(sessions.waiting, 'session')} had not come to rest`;
  say(`ended after ${formatDuration(Date.now() - began)}: ${counts}${still}`);
}

function withoutProgress(output: Output): Output {
  return {
    data: (line, look) => output.data(line, look),
    json: (value) => output.json(value),
    note: (line, look) => output.note(line, look),
    progress: () => undefined,
  };
}

function printSchedule(scheduler: Scheduler, folder: string, options: KeepOptions, output: Output): void {
  const { watch: goesOn = false, rest, tool = [], project, json } = options;
  const { home, env } = processEnvironment();
  const script = join(PACKAGE_ROOT, 'dist/cli/main.js');
  const command = [
    process.execPath,
    script,
    'keep',
    '--quiet',
    ...(goesOn ? ['--watch'] : []),
    ...(rest === undefined ? [] : ['--rest', `${rest / 1000}s`]),
    ...tool.flatMap((id) => ['--tool', id]),
    ...(project === undefined ? [] : ['--project', project]),
    ...(json ? ['--json'] : []),
    ...maskingWords(options),
    folder,
  ];
  const { text, advice } = scheduleFor(scheduler, {
    command,
    variables: placingVariables(env),
    goesOn,
    home,
  });
  for (const line of text.trimEnd().split('\n')) output.data(line);
  output.note(advice);
  if (/[\\/]_npx[\\/]/.test(script))
    output.note(
      'npx may remove this copy of the program at any time: install it first (npm install --global)',
    );
}

/** A length of time: `90s`, `10m`, `2h`. */
function parseRest(value: string): number {
  const [, count, unit] = /^(\d{1,6})([smh])$/.exec(value) ?? [];
  const length = { s: 1000, m: 60_000, h: 3_600_000 }[unit ?? ''];
  if (count === undefined || length === undefined) throw new InvalidArgumentError('It is like 90s, 10m, 2h.');
  return Number(count) * length;
}
