import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { addAbortSignal } from 'node:stream';
import { tools, type Tool } from '../importers/index.ts';
import {
  FileError,
  systemReason,
  withInputs,
  withTemporaryFolder,
  type Input,
  type InputPath,
} from '../node/index.ts';
import { CliError } from './errors.ts';

/** How inputs are opened. */
export interface NamedInputsOptions {
  /** Id of the tool for all inputs, in place of recognition by content. */
  readonly from?: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Opens what a command line names, for as long as `use` takes: files, folders of them, and `-` for stdin (once).
 *
 * @throws {CliError} `usage`; as `withInputs`
 */
export async function withNamedInputs<T>(
  names: readonly string[],
  { from, signal }: NamedInputsOptions,
  use: (inputs: readonly Input[]) => Promise<T>,
): Promise<T> {
  const tool = from === undefined ? undefined : toolNamed(from);
  const withPaths = (paths: readonly InputPath[]) => withInputs(paths, { tool, signal }, use);
  const stdins = names.filter((name) => name === '-').length;
  if (stdins === 0) return withPaths(names);
  if (stdins > 1) throw new CliError('usage', 'stdin ("-") can be given only once');
  return withSpooledStdin(signal, (path) =>
    withPaths(names.map((name) => (name === '-' ? { path, name: 'stdin' } : name))),
  );
}

function toolNamed(id: string): Tool {
  const tool = tools.find((candidate) => candidate.id === id);
  if (tool) return tool;
  const known = tools.map((candidate) => candidate.id).join(', ');
  throw new CliError('usage', `there is no importer "${id}"; there are: ${known}`);
}

/** A pipe can be read only once and importers may read twice: its bytes go to a file that only we can read. */
async function withSpooledStdin<T>(signal: AbortSignal, use: (path: string) => Promise<T>): Promise<T> {
  return withTemporaryFolder(async (folder) => {
    const path = join(folder, 'stdin');
    await spoolStdin(path, signal);
    return use(path);
  });
}

async function spoolStdin(path: string, signal: AbortSignal): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of addAbortSignal(signal, process.stdin)) await keepChunk(file, chunk as Buffer);
  } catch (cause) {
    if (cause instanceof FileError) throw cause;
    throw new FileError('input-unreadable', `cannot read stdin: ${systemReason(cause)}`, { cause });
  } finally {
    await file.close();
  }
}

async function keepChunk(file: FileHandle, chunk: Buffer): Promise<void> {
  // Other than `write`, it goes on until all is written.
  await file.appendFile(chunk).catch((cause: unknown) => {
    const message = `cannot keep stdin in a temporary file: ${systemReason(cause)}`;
    throw new FileError('output-unwritable', message, { cause });
  });
}
