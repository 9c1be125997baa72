import { open, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { addAbortSignal } from 'node:stream';
import type { Diagnostic, SessionEvent } from '../format/index.ts';
import { ImportError, importers, openSource, type Importer, type OpenedSource } from '../importers/index.ts';
import { CliError, systemReason } from './errors.ts';
import { ImportFile } from './import-file.ts';

/** A log or recording that is open, and the importer that reads it. */
export interface Input {
  readonly name: string;
  readonly size: number;
  readonly importer: Importer;
  /** Absolute, and the files beside it that it reads as parts of the same recording. */
  readonly path: string;
  readonly companions: readonly string[];
  events(options: InputOptions): AsyncIterable<SessionEvent>;
  close(): Promise<void>;
}

export interface OpenInputsOptions {
  /** Id of the importer for all inputs, in place of recognition by content. */
  readonly from?: string | undefined;
  readonly signal: AbortSignal;
}

export interface InputOptions {
  readonly keepInput: boolean;
  readonly signal: AbortSignal;
  readonly onDiagnostic: (diagnostic: Diagnostic) => void;
}

/**
 * Opens what a command line names, for as long as `use` takes: paths, and `-` for stdin (once).
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
  const inputs: Input[] = [];
  try {
    for (const name of names) inputs.push(await openInput(name, options));
    return await use(inputs.filter((input, index) => !isReadBy(inputs.slice(0, index), input)));
  } finally {
    for (const input of inputs) await input.close();
  }
}

/** Whether an earlier input reads this one too: the two files of one recording are one input. */
function isReadBy(earlier: readonly Input[], { path }: Input): boolean {
  return earlier.some((input) => input.companions.some((name) => join(dirname(input.path), name) === path));
}

async function openInput(name: string, options: OpenInputsOptions): Promise<Input> {
  const spooled = name === '-' ? await spoolStdin(options.signal) : undefined;
  const label = spooled ? 'stdin' : name;
  const file = await ImportFile.open(spooled?.path ?? name, label).catch(async (error: unknown) => {
    await spooled?.remove();
    throw error;
  });
  const close = async (): Promise<void> => {
    await file.close();
    await spooled?.remove();
  };
  try {
    const opened = await openNamed(file, label, options);
    return {
      name: label,
      size: file.size,
      importer: opened.importer,
      path: resolve(file.path),
      companions: opened.companions,
      events: (importOptions) => named(label, opened.events(importOptions)),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Unpacks and recognises a file, or takes it for one of the tool that is named. */
async function openNamed(
  file: ImportFile,
  label: string,
  { from, signal }: OpenInputsOptions,
): Promise<OpenedSource> {
  const importer = from === undefined ? undefined : importers.find(({ id }) => id === from);
  if (from !== undefined && !importer) {
    const known = importers.map(({ id }) => id).join(', ');
    throw new CliError('usage', `there is no importer "${from}"; there are: ${known}`);
  }
  try {
    return await openSource(file, { importer, signal });
  } catch (error) {
    throw withName(label, error);
  }
}

async function* named(
  label: string,
  events: AsyncIterable<SessionEvent>,
): AsyncGenerator<SessionEvent, void> {
  try {
    yield* events;
  } catch (error) {
    throw withName(label, error);
  }
}

function withName(label: string, error: unknown): unknown {
  if (!(error instanceof ImportError)) return error;
  return new ImportError(error.code, `${label}: ${error.message}`, { cause: error });
}

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
