import { dirname, join, resolve } from 'node:path';
import type { SessionEvent, SessionSource } from '../format/index.ts';
import {
  ImportError,
  openSource,
  storeOfFile,
  type ImportOptions,
  type OpenedSource,
  type Tool,
} from '../importers/index.ts';
import { ImportFile } from './import-file.ts';
import { sourcesOfFolder } from './input-folder.ts';
import { isFolder } from './regular-file.ts';

/** A log or recording that is open, and the importer that reads it. */
export interface Input {
  /** As it was named; of a folder: with the path below it. */
  readonly name: string;
  readonly file: ImportFile;
  readonly opened: OpenedSource;
  /** It came out of a folder: a session of its own, whatever stands beside it. */
  readonly isOfFolder: boolean;
  close(): Promise<void>;
}

/** A file or folder by its path, perhaps under another name for messages. */
export type InputPath = string | { readonly path: string; readonly name: string };

/** How inputs are opened. */
export interface OpenInputsOptions {
  /** Takes all inputs for sources of this tool, in place of recognising them by content. */
  readonly tool?: Tool | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens files, and the logs and recordings in folders, for as long as `use` takes.
 *
 * @throws {FileError} as `ImportFile.open`, `input-empty` and `input-too-many` for a folder; `ImportError` with the
 *   name of the input in the message; what `use` throws
 */
export async function withInputs<T>(
  paths: readonly InputPath[],
  options: OpenInputsOptions,
  use: (inputs: readonly Input[]) => Promise<T>,
): Promise<T> {
  const inputs: Input[] = [];
  try {
    for (const path of withoutStoreFiles(paths)) inputs.push(...(await openPath(path, options)));
    return await use(inputs.filter((input, index) => !isReadBy(inputs.slice(0, index), input)));
  } finally {
    for (const input of inputs) await input.close();
  }
}

/**
 * Puts the name of an input before what was wrong with it, and makes sure at the end that what was read of its files
 * stands there still.
 */
export function named(
  name: string,
  files: readonly ImportFile[],
  events: () => AsyncIterable<SessionEvent>,
): SessionSource {
  return { events: () => ofUnchangedFiles(name, files, events()) };
}

async function* ofUnchangedFiles(
  name: string,
  files: readonly ImportFile[],
  events: AsyncIterable<SessionEvent>,
): AsyncGenerator<SessionEvent, void> {
  try {
    yield* events;
  } catch (error) {
    // What seems to be damaged may have been written to.
    await expectUnchanged(files);
    throw withName(name, error);
  }
  await expectUnchanged(files);
}

async function expectUnchanged(files: readonly ImportFile[]): Promise<void> {
  for (const file of files) await file.expectUnchanged();
}

/** The sessions of an input that may hold several; of any other one nothing. */
export async function sessionsOf({ name, opened }: Input, options: ImportOptions) {
  try {
    return (await opened.importer.sessions?.(opened.source, options)) ?? [];
  } catch (error) {
    throw withName(name, error);
  }
}

/** Without what stands beside a database that is given too: `opencode.db*` names the one and the other. */
function withoutStoreFiles(paths: readonly InputPath[]): readonly InputPath[] {
  const pathOf = (input: InputPath): string => resolve(typeof input === 'string' ? input : input.path);
  const given = new Set(paths.map(pathOf));
  return paths.filter((input) => !given.has(storeOfFile(pathOf(input)) ?? ''));
}

/** Whether an earlier input reads this one too: the two files of one recording are one input. */
function isReadBy(earlier: readonly Input[], { file }: Input): boolean {
  const path = resolve(file.path);
  return earlier.some((input) =>
    input.opened.companions.some((name) => join(dirname(resolve(input.file.path)), name) === path),
  );
}

async function openPath(input: InputPath, options: OpenInputsOptions): Promise<readonly Input[]> {
  const { path, name } = typeof input === 'string' ? { path: input, name: input } : input;
  if (!(await isFolder(path))) {
    return [await openInput(name, await ImportFile.open(path, { name }), options)];
  }
  const inputs: Input[] = [];
  try {
    for (const source of await sourcesOfFolder(path, options.tool)) {
      const label = join(path, source.path);
      const file = await ImportFile.open(label, { root: join(path, source.root), mayBeEmpty: true });
      const opened = await openInput(label, file, { ...options, tool: source.tool });
      inputs.push({ ...opened, isOfFolder: true });
    }
    return inputs;
  } catch (error) {
    for (const input of inputs) await input.close();
    throw error;
  }
}

/** Unpacks and recognises a file, or takes it for one of the tool that is given. */
async function openInput(
  name: string,
  file: ImportFile,
  { tool, signal }: OpenInputsOptions,
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
  return new ImportError(error.code, `${name}: ${error.message}`, { cause: error });
}
