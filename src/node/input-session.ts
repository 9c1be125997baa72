import { basename, extname } from 'node:path';
import type { SessionFile } from '../encode/index.ts';
import type { Diagnostic, SessionSource } from '../format/index.ts';
import {
  chainLogs,
  importJoined,
  JoinedSource,
  revisionOf,
  type ImportOptions,
  type SourceSession,
} from '../importers/index.ts';
import { archiveName } from './archive-name.ts';
import { FileError } from './file-error.ts';
import { named, sessionsOf, type Input } from './inputs.ts';

/** A session that goes into one archive: all the inputs together, or one of those that an input holds. */
export interface InputSession {
  readonly inputs: readonly Input[];
  /** Which session of the only input, where it holds several. */
  readonly session?: SourceSession;
  /** File name for its archive, without extension. */
  readonly name: string;
}

/** Events to merge, and for each source of them the files it is read from and its place among the inputs. */
export interface SessionSources {
  readonly sources: readonly SessionSource[];
  readonly files: readonly (readonly SessionFile[])[];
  /** Number of the input that a source begins with. */
  readonly places: readonly number[];
}

/** How the inputs of a session are imported. */
export interface SourceOptions extends ImportOptions {
  readonly onDiagnostic: (diagnostic: Diagnostic) => void;
  /** Stores the files themselves in the archive, too. */
  readonly keepSource?: boolean | undefined;
}

/**
 * The sessions of inputs. Files that are named one by one are one session; what a folder holds are sessions of their
 * own, and so are the conversations of an account export.
 *
 * @throws {FileError} `input-several-sessions` when several inputs are given and one of them holds several sessions
 */
export async function inputSessions(
  inputs: readonly Input[],
  options: ImportOptions,
): Promise<readonly InputSession[]> {
  if (inputs.some(({ isOfFolder }) => isOfFolder)) {
    const lists = [];
    for (const input of inputs) lists.push(await sessionsOfInput(input, options));
    return lists.flat();
  }
  const [only] = inputs;
  if (inputs.length === 1) return sessionsOfInput(only!, options);
  for (const input of inputs) {
    const held = await sessionsOf(input, options);
    if (held.length < 2) continue;
    const count = held.length.toLocaleString('en');
    throw new FileError('input-several-sessions', `${input.name} holds ${count} sessions: pack it by itself`);
  }
  return [{ inputs, name: stemOf(only!) }];
}

async function sessionsOfInput(input: Input, options: ImportOptions): Promise<readonly InputSession[]> {
  const held = await sessionsOf(input, options);
  if (held.length < 2) return [{ inputs: [input], name: stemOf(input) }];
  const tool = input.opened.tool.id;
  return held.map((session) => ({
    inputs: [input],
    session,
    name: archiveName({ ...session, tool, title: session.title ?? session.prompt ?? session.id }),
  }));
}

/**
 * Logs of one tool that go on with each other become one source; recordings and other tools' logs stay beside it.
 *
 * @throws {FileError} `source-not-kept` when a database is to be stored in the archive
 */
export async function sourcesOf(
  { inputs, session }: InputSession,
  options: SourceOptions,
): Promise<SessionSources> {
  const sources: SessionSource[] = [];
  const files: SessionFile[][] = [];
  const places: number[] = [];
  if (options.keepSource) inputs.forEach(refuseStore);
  const importOptions = session ? { ...options, session: session.id } : options;
  for (const group of groupsOf(inputs)) {
    const { importer } = group[0]!.opened;
    const chains = await chainsOf(group, options);
    for (const chain of chains) {
      const members = chain.members.map((member) => group[member]!);
      const [first] = members;
      noteUnrelated(
        chain.unrelated.map((member) => group[member]!),
        first!,
        options,
      );
      const { source } = chain;
      const events = () =>
        source instanceof JoinedSource
          ? importJoined(importer, source, importOptions)
          : first!.opened.events(importOptions);
      const name = members.map(({ name }) => name).join(' + ');
      sources.push(
        named(
          name,
          members.map(({ file }) => file),
          events,
        ),
      );
      files.push(members.map((input) => fileOf(input, session, options.keepSource)));
      places.push(inputs.indexOf(first!));
    }
  }
  return { sources, files, places };
}

/** Logs of one tool together, in order of the first of each; recordings each by itself. */
function groupsOf(inputs: readonly Input[]): readonly (readonly Input[])[] {
  const groups = new Map<unknown, Input[]>();
  for (const input of inputs) {
    const { tool } = input.opened;
    const key = tool.recordsTerminal ? input : tool;
    groups.set(key, [...(groups.get(key) ?? []), input]);
  }
  return [...groups.values()];
}

async function chainsOf(group: readonly Input[], options: ImportOptions) {
  const [only] = group;
  if (group.length === 1) return [{ members: [0], source: only!.opened.source, unrelated: [] }];
  return chainLogs(
    only!.opened.importer,
    group.map(({ opened }) => opened.source),
    options,
  );
}

function noteUnrelated(unrelated: readonly Input[], first: Input, { onDiagnostic }: SourceOptions): void {
  for (const { name } of unrelated) {
    onDiagnostic({
      code: 'unrelated-log',
      severity: 'warning',
      message: `nothing tells that ${name} goes on with ${first.name}: it was put behind it`,
    });
  }
}

/** What else stands in a database is nobody's business: other sessions, and credentials. */
function refuseStore({ name, opened }: Input): void {
  if (!opened.isStore) return;
  const what = `${name} is a database of ${opened.tool.label} with all sessions and credentials`;
  throw new FileError('source-not-kept', `${what}: it is not stored in an archive of one session`);
}

function fileOf(
  { opened, file }: Input,
  session: SourceSession | undefined,
  keepSource: boolean | undefined,
): SessionFile {
  const revision = session && revisionOf(session);
  return {
    tool: opened.tool.id,
    name: file.name,
    size: file.size,
    ...(session && { session: session.id }),
    ...(revision !== undefined && { revision }),
    ...(keepSource && { keep: () => file.filesRead }),
  };
}

function stemOf({ name }: Input): string {
  if (name === 'stdin') return 'session';
  const base = basename(name, extname(name));
  return base === '' ? 'session' : base;
}
