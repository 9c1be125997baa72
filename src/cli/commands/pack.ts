import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { MaskedResult } from '../../encode/index.ts';
import type { ByteSink, Diagnostic, Manifest } from '../../format/index.ts';
import type { MaskerOptions } from '../../masking/index.ts';
import {
  FileError,
  inputSessions,
  isFolder,
  makeFolder,
  packSession,
  systemReason,
  uniqueName,
  type Input,
  type InputSession,
} from '../../node/index.ts';
import { doubtIn } from '../../importers/index.ts';
import { packing, type CommandContext } from '../command-context.ts';
import {
  addKeyOptions,
  fragmentOf,
  keyMaker,
  writeEncrypted,
  type EncryptOptions,
  type MakeKey,
} from '../encryption/write-encrypted.ts';
import { adviceFor, sentenceOf } from '../error-sentence.ts';
import { CliError, EXIT } from '../errors.ts';
import {
  addMaskingOptions,
  maskingOf,
  tellMasking,
  tellUnmasked,
  type MaskingChoice,
} from '../masking-options.ts';
import { withNamedInputs } from '../named-inputs.ts';
import { writeOutput } from '../output-file.ts';
import { formatCount, formatDuration, formatSize, type Output } from '../output.ts';
import { chooseFoundSession } from '../sessions/choose-session.ts';
import { selectSession } from '../select-session.ts';
import { packMany, type Pack } from '../sessions/pack-many.ts';
import { withFoundSession } from '../sessions/open-session.ts';

interface PackOptions extends MaskingChoice, EncryptOptions {
  readonly failOnSecret?: boolean;
  readonly output?: string;
  readonly select?: string;
  readonly terminal?: readonly string[];
  readonly offset?: readonly number[];
  readonly title?: string;
  readonly from?: string;
  readonly keepInput?: boolean;
  readonly keepSource?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
  /** Set when the archives are to be encrypted. */
  readonly makeKey?: MakeKey | undefined;
  /** What is masked, as the options say it. */
  readonly masking?: MaskerOptions | false;
}

/** `reprise pack INPUT…` */
export function packCommand(context: CommandContext): Command {
  const command = new Command('pack')
    .description('pack logs and recordings of one session into an archive')
    .argument(
      '[input...]',
      'logs, terminal recordings, account exports, folders of them; "-" is stdin; none: choose from a list',
    )
    .option(
      '-o, --output <path>',
      'the archive, or a folder for the archives of several sessions; "-" is stdout (default: name of the first input with .reprise)',
    )
    .option('--select <session>', 'of several sessions the one with this number, id or part of the title')
    .option('--terminal <file>', 'a recording of the terminal the session ran in (repeatable)', collect)
    .option('--offset <ms>', 'move the 2nd input, then the 3rd … against the 1st (repeatable)', collectOffset)
    .option('--title <text>', 'title of the session')
    .option('--from <tool>', 'take the inputs for logs of this tool in place of recognising them')
    .option('--keep-input', 'keep recorded keystrokes, which may hold passwords')
    .option('--keep-source', 'store the inputs themselves in the archive, byte for byte (needs --no-mask)');
  addMaskingOptions(command)
    .option('--fail-on-secret', 'fail where a secret is found, in place of masking it')
    .option('--encrypt', 'encrypt the archive with a passphrase, which is asked for');
  return addKeyOptions(command)
    .option('--force', 'replace the archive if it exists')
    .option('--json', 'tell the result as JSON')
    .action((names: string[], options: PackOptions) => pack(names, options, context));
}

async function pack(names: readonly string[], given: PackOptions, context: CommandContext): Promise<void> {
  // Rules that are none are told before a passphrase is asked for.
  const masking = await maskingOf(given);
  const options: PackOptions = { ...given, masking, makeKey: await keyMaker(given, context) };
  const recordings = options.terminal ?? [];
  const { signal } = context;
  if (names.length === 0) {
    await packChosen(options, context);
    return;
  }
  checkUsage([...names, ...recordings], options);
  await withNamedInputs(names, { from: options.from, signal }, (inputs) =>
    withNamedInputs(recordings, { signal }, async (terminals) => {
      terminals.forEach(requireRecording);
      const all = await inputSessions([...inputs, ...terminals], { signal });
      const sessions = options.select === undefined ? all : [selectSession(all, options.select)];
      if (sessions.length === 1) await packOne(sessions[0]!, options, context);
      else await packAll(sessions, options, context);
    }),
  );
}

/** Packs the one session that is chosen from a list. */
async function packChosen(options: PackOptions, context: CommandContext): Promise<void> {
  const { terminal: recordings = [], from, select } = options;
  if ((from ?? select) !== undefined) throw new CliError('usage', '--from and --select need an input');
  checkUsage(['the one', ...recordings], options);
  const chosen = await chooseFoundSession(context);
  if (!chosen) return;
  const { signal } = context;
  await withNamedInputs(recordings, { signal }, async (terminals) => {
    terminals.forEach(requireRecording);
    await withFoundSession(chosen, signal, (session) =>
      packOne({ ...session, inputs: [...session.inputs, ...terminals] }, options, context),
    );
  });
}

function checkUsage(
  names: readonly string[],
  { output, json, offset, mask, keepSource, failOnSecret }: PackOptions,
): void {
  if (keepSource && mask !== false) {
    const what = 'with --keep-source the inputs stand in the archive with all their secrets';
    throw new CliError('usage', `${what}: give --no-mask too, if that is what you want`);
  }
  if (failOnSecret && mask === false) throw new CliError('usage', '--no-mask finds no secret to fail on');
  if ((offset?.length ?? 0) >= names.length) {
    const most = formatCount(names.length - 1, 'time');
    throw new CliError('usage', `--offset moves inputs against the first, so it can be given ${most} here`);
  }
  if (output !== '-') return;
  if (json) throw new CliError('usage', '--json and the archive cannot both go to stdout');
  if (process.stdout.isTTY)
    throw new CliError('usage', 'an archive is no text: give a file with -o, or a pipe');
}

function requireRecording({ name, opened }: Input): void {
  if (opened.tool.recordsTerminal) return;
  const what = opened.tool.label;
  throw new CliError('usage', `--terminal ${name}: this is a log of ${what}, no recording of a terminal`);
}

async function packOne(session: InputSession, options: PackOptions, context: CommandContext): Promise<void> {
  const { output = `${session.name}.reprise` } = options;
  const path = (await isFolder(output)) ? join(output, `${session.name}.reprise`) : output;
  const packed = await packInto(path, session, options, context);
  if (options.json) context.output.json(toJson(packed));
  else report(packed, context.output);
  tellMasking(packed.result, context.output);
}

/** Packs each session into an archive of its own; one that cannot be packed does not keep the others from it. */
async function packAll(
  sessions: readonly InputSession[],
  options: PackOptions,
  context: CommandContext,
): Promise<void> {
  const folder = await requireFolder(sessions, options, context.output);
  const taken = new Set<string>();
  const done: Packed[] = [];
  if (options.mask === false) tellUnmasked(context.output);
  const counts = sessionsPerInput(sessions);
  const items = sessions.map((session) => ({
    session,
    path: join(folder, `${uniqueName(session.name, taken)}.reprise`),
  }));
  const outcomes = packMany(
    {
      items,
      sizeOf: ({ session: { inputs } }) =>
        inputs.reduce((sum, input) => sum + input.file.size / counts.get(input)!, 0),
      work: ({ session, path }, pack) => packInto(path, session, options, context, pack),
    },
    context,
  );
  for await (const { item, outcome } of outcomes) {
    if (outcome.status === 'fulfilled') {
      done.push(outcome.value);
      if (!options.json) reportBriefly(outcome.value, context.output);
      continue;
    }
    const error: unknown = outcome.reason;
    if (context.signal.aborted || !(error instanceof Error)) throw error;
    context.exitCode = EXIT.failed;
    const reason = sentenceOf(error) + adviceFor(error);
    const { session, name } = item.session;
    context.output.note(`error: ${session?.title ?? name}: ${reason}`, 'error');
  }
  if (options.json) context.output.json(done.map(toJson));
  const failed = sessions.length - done.length;
  context.output.note(
    `${formatCount(done.length, 'archive')} in ${folder}${failed > 0 ? `; ${failed} could not be packed` : ''}`,
  );
}

/** Sessions that each input holds; of a file that holds several, each has an equal share of the bytes. */
function sessionsPerInput(sessions: readonly InputSession[]): ReadonlyMap<Input, number> {
  const counts = new Map<Input, number>();
  for (const { inputs } of sessions) {
    for (const input of inputs) counts.set(input, (counts.get(input) ?? 0) + 1);
  }
  return counts;
}

/** Sessions that are listed where one has to be chosen. */
const MAX_LISTED = 40;

/** @throws {CliError} `usage` where several sessions have no folder to go to; `output-unwritable` */
async function requireFolder(
  sessions: readonly InputSession[],
  { output: path, title }: PackOptions,
  output: Output,
): Promise<string> {
  const count = formatCount(sessions.length, 'session');
  if (title !== undefined) throw new CliError('usage', `--title is for one session, and here are ${count}`);
  if (path === undefined || path === '-' || (/\.\w+$/.test(path) && !(await isFolder(path)))) {
    for (const [index, { session, name }] of sessions.slice(0, MAX_LISTED).entries()) {
      output.note(`${String(index + 1).padStart(5)}  ${session?.title ?? name}`);
    }
    if (sessions.length > MAX_LISTED) output.note(`       … and ${sessions.length - MAX_LISTED} more`);
    throw new CliError(
      'usage',
      `here are ${count}: choose one with --select (number, id, or part of the title), or give a folder for all with -o`,
    );
  }
  await makeFolder(path).catch((cause: unknown) => {
    throw new FileError('output-unwritable', `cannot make ${path}: ${systemReason(cause)}`, { cause });
  });
  return path;
}

interface Packed {
  readonly path: string;
  /** `size` and `sha256` are of the file as it was written. */
  readonly result: MaskedResult;
  /** What stands behind the address of an archive that has a random key. */
  readonly fragment: string | undefined;
}

async function packInto(
  path: string,
  session: InputSession,
  options: PackOptions,
  context: CommandContext,
  pack: Pack = (...job) => packSession(...job),
): Promise<Packed> {
  const { offset = [], title, keepInput, keepSource, masking, failOnSecret, force = false } = options;
  const write = (sink: ByteSink): Promise<MaskedResult> =>
    pack(session, sink, {
      ...packing(context),
      offsets: [0, ...offset],
      title,
      keepInput,
      keepSource,
      masking,
      failsOnSecret: failOnSecret,
    });
  const key = options.makeKey?.();
  const result = await writeOutput(path, { force, output: context.output }, async (sink) => {
    if (!key) return write(sink);
    const { result: packed, size, sha256 } = await writeEncrypted(sink, key, write);
    return { ...packed, size, sha256 };
  });
  // The archive is written, and yet nobody should take it for done.
  if (doubtIn(result.manifest.fidelity) !== undefined && context.exitCode === EXIT.ok)
    context.exitCode = EXIT.findings;
  return { path, result, fragment: fragmentOf(key) };
}

function toJson({ path, fragment, result }: Packed) {
  const { manifest, size, sha256, diagnostics, masked, findings } = result;
  const secrets = { masked: masked.map(withoutValue), findings: findings.map(withoutValue) };
  return {
    file: path,
    ...(fragment !== undefined && { fragment }),
    size,
    sha256,
    manifest,
    diagnostics,
    secrets,
  };
}

/** What may be told of a secret. */
function withoutValue({ type, rule, count }: { type: string; rule: string; count: number }) {
  return { type, rule, count };
}

/** One line for an archive of many; what was found wrong in it, and whether it lacks anything, if so. */
function reportBriefly(packed: Packed, output: Output): void {
  const { path, result } = packed;
  const { manifest, size, diagnostics } = result;
  tellFindings(diagnostics, output);
  const { kept = 0, unreadable = 0 } = manifest.fidelity ?? {};
  if (kept + unreadable > 0)
    output.note(`${path}: ${kept} records kept as they are, ${unreadable} unreadable`);
  output.data(`${path}  ${formatSize(size)}  ${formatDuration(manifest.duration)}${secretsIn(manifest)}`);
  tellKey(packed, output);
}

/** `  3 secrets masked, 1 to look at` */
function secretsIn({ redactions = [], masking }: Manifest): string {
  const masked = redactions.reduce((sum, { count }) => sum + count, 0);
  const { uncertain = 0 } = masking ?? {};
  const parts = [
    ...(masked > 0 ? [`${formatCount(masked, 'secret')} masked`] : []),
    ...(uncertain > 0 ? [`${uncertain} to look at`] : []),
  ];
  return parts.length === 0 ? '' : `  ${parts.join(', ')}`;
}

function tellKey({ path, fragment }: Packed, output: Output): void {
  if (fragment === undefined) return;
  if (path === '-') output.note(fragment);
  else output.data(`${path}${fragment}`);
}

function report(packed: Packed, output: Output): void {
  const { path, result } = packed;
  const { manifest, size, diagnostics } = result;
  tellFindings(diagnostics, output);
  const { fidelity } = manifest;
  if (fidelity) {
    const { records, understood, kept, unreadable } = fidelity;
    output.note(
      `${formatCount(records, 'record')}: ${understood} understood, ${kept} kept as they are, ${unreadable} unreadable`,
    );
  }
  if (path !== '-') output.data(`${path}  ${formatSize(size)}  ${formatDuration(manifest.duration)}`);
  tellKey(packed, output);
}

const MAX_FINDINGS = 10;

function tellFindings(diagnostics: readonly Diagnostic[], output: Output): void {
  const told = diagnostics.filter(({ severity }) => severity !== 'info');
  for (const { severity, message, entry, line } of told.slice(0, MAX_FINDINGS)) {
    const place = entry === undefined ? '' : `${entry}${line === undefined ? '' : `:${line}`}: `;
    output.note(`${severity}: ${place}${message}`, severity);
  }
  const more = told.length - MAX_FINDINGS;
  if (more > 0) output.note(`… and ${formatCount(more, 'more finding')} (--json tells all)`);
}

function collect(value: string, values: readonly string[] = []): string[] {
  return [...values, value];
}

function collectOffset(value: string, offsets: readonly number[] = []): number[] {
  if (!/^[+-]?\d{1,12}$/.test(value)) throw new InvalidArgumentError('It is a whole number of milliseconds.');
  return [...offsets, Number(value)];
}
