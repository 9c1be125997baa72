import { open, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { addAbortSignal } from 'node:stream';
import type { SessionEvent } from '../format/index.ts';
import {
  ImportError,
  openSource,
  type ImportOptions,
  type OpenedSource,
  type Tool,
  tools,
} from '../importers/index.ts';
import { CliError, systemReason } from './errors.ts';
import { ImportFile } from './import-file.ts';
import { sourcesOfFolder } from './input-folder.ts';
import { isFolder } from './node-file.ts';

/** A log or recording that is open, and the importer that reads it. */
export interface Input {
  /** As the command line names it; of a folder: with the path below it. */
  readonly name: string;
  readonly file: ImportFile;
  readonly opened: OpenedSource;
  /** It came out of a folder: a session of its own, whatever stands beside it. */
  readonly isOfFolder: boolean;
  close(): Promise<void>;
}

/** How inputs are opened. */
export interface OpenInputsOptions {
  /** Id of the tool for all inputs, in place of recognition by content. */
  readonly from?: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Opens what a command line names, for as long as `use` takes: files, folders of them, and `-` for stdin (once).
 *
 * @throws {CliError | ImportError} with the name of the input in the message; what `use` throws
 */
export async function withInputs<T>(
  names: readonly string[],
  options: OpenInputsOptions,
  use: (inputs: readonly Input[]) => Promise<T>,
): Promise<T> {
  if (names.filter((name) => name === '-').length > 1) {
    throw new CliError('usage', 'stdin ("-") can be given only once');
  }
  const tool = toolNamed(options.from);
  const inputs: Input[] = [];
  try {
    for (const name of names) inputs.push(...(await openNamed(name, tool, options.signal)));
    return await use(inputs.filter((input, index) => !isReadBy(inputs.slice(0, index), input)));
  } finally {
    for (const input of inputs) await input.close();
  }
}

/** Puts the name of an input before what was wrong with it. */
export async function* named(
  name: string,
  events: AsyncIterable<SessionEvent>,
): AsyncGenerator<SessionEvent, void> {
  try {
    yield* events;
  } catch (error) {
    throw withName(name, error);
  }
}

/** The sessions of an input that may hold several; of any other one nothing. */
export async function sessionsOf({ name, opened }: Input, options: ImportOptions) {
  try {
    return (await opened.importer.sessions?.(opened.source, options)) ?? [];
  } catch (error) {
    throw withName(name, error);
  }
}

function toolNamed(id: string | undefined): Tool | undefined {
  const tool = tools.find((candidate) => candidate.id === id);
  if (id === undefined || tool) return tool;
  const known = tools.map((candidate) => candidate.id).join(', ');
  throw new CliError('usage', `there is no importer "${id}"; there are: ${known}`);
}

/** Whether an earlier input reads this one too: the two files of one recording are one input. */
function isReadBy(earlier: readonly Input[], { file }: Input): boolean {
  const path = resolve(file.path);
  return earlier.some((input) =>
    input.opened.companions.some((name) => join(dirname(resolve(input.file.path)), name) === path),
  );
}

async function openNamed(
  name: string,
  tool: Tool | undefined,
  signal: AbortSignal,
): Promise<readonly Input[]> {
  if (name === '-') return [await openStdin(tool, signal)];
  if (!(await isFolder(name))) {
    return [await openInput(name, await ImportFile.open(name, { name }), tool, signal)];
  }
  const inputs: Input[] = [];
  try {
    for (const source of await sourcesOfFolder(name, tool)) {
      const label = join(name, source.path);
      const file = await ImportFile.open(label, { root: join(name, source.root) });
      inputs.push({ ...(await openInput(label, file, source.tool, signal)), isOfFolder: true });
    }
    return inputs;
  } catch (error) {
    for (const input of inputs) await input.close();
    throw error;
  }
}

async function openStdin(tool: Tool | undefined, signal: AbortSignal): Promise<Input> {
  const spooled = await spoolStdin(signal);
  try {
    const file = await ImportFile.open(spooled.path, { name: 'stdin' });
    const input = await openInput('stdin', file, tool, signal);
    const close = async (): Promise<void> => {
      await input.close();
      await spooled.remove();
    };
    return { ...input, close };
  } catch (error) {
    await spooled.remove();
    throw error;
  }
}

/** Unpacks and recognises a file, or takes it for one of the tool that is named. */
async function openInput(
  name: string,
  file: ImportFile,
  tool: Tool | undefined,
  signal: AbortSignal,
): Promise<Input> {
  try {
    const opened = await openSource(file, { tool, signal });
    return { name, file, opened, isOfFolder: false, close: () => file.close() };
  } catch (error) {
    await file.close();
    throw withName(name, error);
  }
}

function withName(name: string, error: unknown): unknown {
  if (!(error instanceof ImportError)) return error;
  const hint = HINTS[error.code] ?? '';
  return new ImportError(error.code, `${name}: ${error.message}${hint}`, { cause: error });
}

const HINTS: Readonly<Record<string, string>> = {
  'unknown-source': '; if it is one of these, name it with --from <tool>',
  'ambiguous-source': ' (--from <tool>)',
};

/** A pipe can be read only once and importers may read twice: its bytes go to a file that only we can read. */
async function spoolStdin(signal: AbortSignal): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'reprise-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'stdin');
  try {
    const file = await open(path, 'wx', 0o600);
    for await (const chunk of addAbortSignal(signal, process.stdin)) await file.write(chunk as Buffer);
    await file.close();
  } catch (cause) {
    await remove();
    throw new CliError('input-unreadable', `cannot read stdin: ${systemReason(cause)}`, { cause });
  }
  return { path, remove };
}
