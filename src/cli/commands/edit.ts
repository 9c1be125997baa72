import { Command } from 'commander';
import { editArchive, type EncodeResult, type MaskedResult } from '../../encode/index.ts';
import type { ByteSink, Cut } from '../../format/index.ts';
import { packageVersion, withTempSpools, zlibDeflater } from '../../node/index.ts';
import { archiveStem } from '../archive-file.ts';
import type { CommandContext } from '../command-context.ts';
import { editOf, parseSpan, parseTurns, type EditOptions } from '../edit-options.ts';
import { CliError } from '../errors.ts';
import { useArchiveFile } from '../open-archive-file.ts';
import {
  addArchiveMaskingOptions,
  archiveMaskingOf,
  tellMasking,
  type ArchiveMaskingChoice,
} from '../masking-options.ts';
import { writeOutput } from '../output-file.ts';
import { formatCount, formatDuration, formatSize, type Output } from '../output.ts';

interface CommandOptions extends EditOptions, ArchiveMaskingChoice {
  readonly output?: string;
  readonly inPlace?: boolean;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `reprise edit FILE` */
export function editCommand(context: CommandContext): Command {
  const command = new Command('edit')
    .description(
      'take turns, times, files or tracks out of an archive, mask secrets in it, or give it another title',
    )
    .argument('<file>', 'the archive; it is left as it is, unless --in-place')
    .option('--cut-turn <turns>', 'cut turns: 3, 5-7 or the id of an event (repeatable)', listOf(parseTurns))
    .option('--cut <time>', 'cut this time on all tracks: 1:20-2:05 (repeatable)', oneOf(parseSpan))
    .option(
      '--keep <time>',
      'cut everything outside of this time: 10:00-20:00 (repeatable)',
      oneOf(parseSpan),
    )
    .option(
      '--cut-file <pattern>',
      'cut these files, with their changes: secret/** (repeatable)',
      oneOf(String),
    )
    .option('--cut-track <track>', 'cut a track: shell, terminal/main (repeatable)', oneOf(String))
    .option('--cut-source [name]', 'cut kept sources: all, or this one (repeatable)', oneOf(String))
    .option('--title <text>', 'the new title')
    .option('--close-gaps', 'move up what comes after time that was cut, instead of leaving it empty');
  return addArchiveMaskingOptions(command)
    .option('-o, --output <file>', 'the new archive; "-" is stdout (default: its name with .edited.reprise)')
    .option('--in-place', 'replace the archive itself')
    .option('--force', 'replace the output if it exists')
    .option('--dry-run', 'write nothing, only tell what would go')
    .option('--json', 'tell it as JSON')
    .action((path: string, options: CommandOptions) => edit(path, options, context));
}

async function edit(
  path: string,
  options: CommandOptions,
  { output, signal }: CommandContext,
): Promise<void> {
  const { inPlace = false, dryRun = false } = options;
  if (inPlace && options.output !== undefined)
    throw new CliError('usage', '--in-place and -o each say where the archive goes: give one of them');
  const masking = await archiveMaskingOf(options);
  const target = inPlace ? path : (options.output ?? nameOf(path));
  await withTempSpools(async (createSpool) => {
    let sizeBefore = 0;
    const write = (sink: ByteSink): Promise<MaskedResult> =>
      useArchiveFile(path, async (source) => {
        sizeBefore = await source.size();
        return editArchive(source, editOf(options), {
          sink,
          deflater: zlibDeflater,
          createSpool,
          masking,
          generator: { name: 'reprise', version: packageVersion() },
          signal,
        });
      });
    const force = inPlace || (options.force ?? false);
    const result = dryRun ? await write(nowhere) : await writeOutput(target, { force, output }, write);
    if (masking) tellMasking(result, output);
    tell(result, { sizeBefore, target: dryRun ? undefined : target, json: options.json ?? false }, output);
  });
}

/** Takes what is only measured. */
const nowhere: ByteSink = { write: () => Promise.resolve() };

/** Where an edited archive goes when nobody says it: beside where one is, under the name of the old one. */
function nameOf(path: string): string {
  return `${archiveStem(path, 'edited')}.edited.reprise`;
}

interface Told {
  readonly sizeBefore: number;
  /** Absent when nothing was written. */
  readonly target: string | undefined;
  readonly json: boolean;
}

function tell(result: EncodeResult, { sizeBefore, target, json }: Told, output: Output): void {
  const { manifest, size, diagnostics } = result;
  const { title, cuts = [] } = manifest;
  // Where the archive itself goes to stdout, nothing else does.
  const say = (line: string): void => (target === '-' ? output.note(line) : output.data(line));
  if (json && target !== '-') output.json({ target, sizeBefore, size, title, cuts, diagnostics });
  else {
    if (target === undefined) say('nothing is written: this is what would be');
    if (target !== '-') say(`${target ?? title}  ${formatSize(sizeBefore)} → ${formatSize(size)}`);
    for (const cut of cuts) say(`  cut at ${formatDuration(cut.time)}: ${wordsOf(cut)}`);
  }
  for (const { severity, message } of diagnostics) output.note(`${severity}: ${message}`, severity);
}

function wordsOf({ length, closed, turns, messages, toolCalls, changes, tracks }: Cut): string {
  const counts = { turn: turns, message: messages, call: toolCalls, change: changes, track: tracks };
  const words = [
    ...(length ? [`${formatDuration(length)}${closed ? ' (closed)' : ''}`] : []),
    ...Object.entries(counts).flatMap(([word, count]) => (count ? [formatCount(count, word)] : [])),
  ];
  return words.join(', ') || 'output';
}

/** Collects what each use of an option gives. */
function oneOf<T>(parse: (value: string) => T): (value: string, before?: readonly T[]) => readonly T[] {
  return (value, before = []) => [...before, parse(value)];
}

function listOf<T>(
  parse: (value: string) => readonly T[],
): (value: string, before?: readonly T[]) => readonly T[] {
  return (value, before = []) => [...before, ...parse(value)];
}
