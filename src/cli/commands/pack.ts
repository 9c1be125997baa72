import { basename, extname } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Diagnostic } from '../../format/index.ts';
import type { CommandContext } from '../command-context.ts';
import { CliError } from '../errors.ts';
import { withInputs } from '../inputs.ts';
import { writeOutput } from '../output-file.ts';
import { packInputs, type PackResult } from '../pack-session.ts';
import { formatCount, formatDuration, formatSize, type Output } from '../output.ts';

interface PackOptions {
  readonly output?: string;
  readonly offset?: readonly number[];
  readonly title?: string;
  readonly from?: string;
  readonly keepInput?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `reprise pack INPUT…` */
export function packCommand(context: CommandContext): Command {
  return new Command('pack')
    .description('pack logs and recordings of one session into an archive')
    .argument('<input...>', 'logs and terminal recordings; "-" is stdin')
    .option(
      '-o, --output <file>',
      'the archive; "-" is stdout (default: name of the first input with .reprise)',
    )
    .option(
      '--offset <ms>',
      'move the 2nd input, then the 3rd … against the 1st (repeatable)',
      collectOffset,
      [],
    )
    .option('--title <text>', 'title of the session')
    .option('--from <tool>', 'take the inputs for logs of this tool in place of recognising them')
    .option('--keep-input', 'keep recorded keystrokes, which may hold passwords')
    .option('--force', 'replace the archive if it exists')
    .option('--json', 'tell the result as JSON')
    .action((names: string[], options: PackOptions) => pack(names, options, context));
}

async function pack(names: readonly string[], options: PackOptions, context: CommandContext): Promise<void> {
  const path = options.output ?? `${baseName(names[0]!)}.reprise`;
  checkUsage(names, path, options);
  const { from, keepInput = false, force = false, title } = options;
  const result = await withInputs(names, { from, signal: context.signal }, (inputs) =>
    writeOutput(path, { force }, (sink) =>
      packInputs(inputs, {
        sink,
        offsets: [0, ...(options.offset ?? [])],
        title,
        fallbackTitle: baseName(names[0]!),
        keepInput,
        context,
      }),
    ),
  );
  report(path, result, options, context.output);
}

function checkUsage(names: readonly string[], path: string, options: PackOptions): void {
  if ((options.offset?.length ?? 0) >= names.length) {
    const most = formatCount(names.length - 1, 'time');
    throw new CliError('usage', `--offset moves inputs against the first, so it can be given ${most} here`);
  }
  if (path !== '-') return;
  if (options.json) throw new CliError('usage', '--json and the archive cannot both go to stdout');
  if (process.stdout.isTTY)
    throw new CliError('usage', 'an archive is no text: give a file with -o, or a pipe');
}

function report(path: string, result: PackResult, options: PackOptions, output: Output): void {
  const { manifest, size, sha256, diagnostics } = result;
  output.note('secrets are not masked yet: look through the session before you share it');
  if (options.json) {
    output.json({ file: path, size, sha256, manifest, diagnostics });
    return;
  }
  for (const line of summarise(diagnostics)) output.note(line);
  const { fidelity } = manifest;
  if (fidelity) {
    const { records, understood, kept, unreadable } = fidelity;
    output.note(
      `${formatCount(records, 'record')}: ${understood} understood, ${kept} kept as they are, ${unreadable} unreadable`,
    );
  }
  if (path !== '-') output.data(`${path}  ${formatSize(size)}  ${formatDuration(manifest.duration)}`);
}

const MAX_FINDINGS = 10;

function summarise(diagnostics: readonly Diagnostic[]): string[] {
  const told = diagnostics.filter(({ severity }) => severity !== 'info');
  const lines = told.slice(0, MAX_FINDINGS).map(({ severity, message, entry, line }) => {
    const place = entry === undefined ? '' : `${entry}${line === undefined ? '' : `:${line}`}: `;
    return `${severity}: ${place}${message}`;
  });
  const more = told.length - lines.length;
  return more > 0 ? [...lines, `… and ${formatCount(more, 'more finding')} (--json tells all)`] : lines;
}

function baseName(name: string): string {
  if (name === '-') return 'session';
  const base = basename(name, extname(name));
  return base === '' ? 'session' : base;
}

function collectOffset(value: string, offsets: readonly number[] = []): number[] {
  if (!/^[+-]?\d{1,12}$/.test(value)) throw new InvalidArgumentError('It is a whole number of milliseconds.');
  return [...offsets, Number(value)];
}
