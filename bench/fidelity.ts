/** What archives hold of the logs that they were made of: all of it told by manifests and tracks. */
import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { readSession } from '#src/encode/index.ts';
import { ArchiveReader, BytesSink, BytesSource, type SessionEvent } from '#src/format/index.ts';
import { inputSessions, packSession, withInputs, type Input, type InputSession } from '#src/node/index.ts';
import { scanRecords, stringsOf, type MissingLeaf } from '../test/helpers/leaf-scanner.ts';
import { textsOf } from '../test/helpers/tool-suite.ts';
import { recordsOf } from './source-records.ts';

/** Sums over archives. */
export class Figures {
  files = 0;
  sessions = 0;
  records = 0;
  understood = 0;
  kept = 0;
  unreadable = 0;
  turns = 0;
  toolCalls = 0;
  changes = 0;
  /** Calls that ran a command, and those of them whose exit code is told. */
  commands = 0;
  exitCodes = 0;
  /** Sessions whose cost is told. */
  costs = 0;
  /** UTF-16 units of texts that have to be found; 0: there is no source whose texts can be told. */
  characters = 0;
  found = 0;
  /** Events that are a record, or fields of one, that nobody understands: kind → how many. */
  readonly unknown = new Map<string, number>();

  add(other: Figures): void {
    for (const key of SUMS) this[key] += other[key];
    for (const [kind, count] of other.unknown) this.#addUnknown(kind, count);
  }

  /**
   * Takes up what an archive says of itself.
   *
   * @returns its texts
   */
  async addArchive(archive: Uint8Array): Promise<readonly string[]> {
    const reader = await ArchiveReader.open(new BytesSource(archive));
    const { fidelity, stats } = reader.manifest;
    this.sessions += 1;
    this.records += fidelity?.records ?? 0;
    this.understood += fidelity?.understood ?? 0;
    this.kept += fidelity?.kept ?? 0;
    this.unreadable += fidelity?.unreadable ?? 0;
    this.turns += stats?.turns ?? 0;
    this.toolCalls += stats?.toolCalls ?? 0;
    this.changes += stats?.changes ?? 0;
    this.costs += stats?.cost ? 1 : 0;
    const events: SessionEvent[] = [];
    for await (const event of readSession(reader).events()) events.push(event);
    this.#addCommands(events);
    return [...textsOf(events), ...stringsOf(reader.manifest)];
  }

  #addCommands(events: readonly SessionEvent[]): void {
    const commands = new Set<string>();
    const exits = new Set<string>();
    for (const event of events) {
      if (event.type !== 'transcript') continue;
      const { update, track } = event;
      if (update.sessionUpdate === '_reprise/unknown') this.#addUnknown(update.recordType ?? '(none)', 1);
      if (update.sessionUpdate !== 'tool_call' && update.sessionUpdate !== 'tool_call_update') continue;
      const call = `${track ?? 'main'} ${update.toolCallId}`;
      if (update.kind === 'execute') commands.add(call);
      const isTold = update.content?.some(
        (content) => content.type === 'terminal' && content._meta.reprise.exitCode !== undefined,
      );
      if (isTold || update.rawOutput?.['exitCode'] !== undefined) exits.add(call);
    }
    this.commands += commands.size;
    this.exitCodes += [...commands].filter((call) => exits.has(call)).length;
  }

  #addUnknown(kind: string, count: number): void {
    this.unknown.set(kind, (this.unknown.get(kind) ?? 0) + count);
  }
}

const SUMS = [
  ...(['files', 'sessions', 'records', 'understood', 'kept', 'unreadable', 'turns', 'toolCalls'] as const),
  ...(['changes', 'commands', 'exitCodes', 'costs', 'characters', 'found'] as const),
];

/** A text that is not in the archives of its source. */
export interface LostText extends MissingLeaf {
  /** Relative to the folder. */
  readonly source: string;
}

/** What was measured of a folder. */
export interface FolderFigures {
  /** By id of the tool. */
  readonly tools: ReadonlyMap<string, Figures>;
  /** Files that no session was read from; relative to the folder. */
  readonly unread: readonly string[];
  /** Texts that are not in the archives of their source. */
  readonly missing: readonly LostText[];
  /** What could not be packed, and why. */
  readonly failures: readonly string[];
}

/**
 * Packs every session of a folder as the command line does, first those that it finds in the folder as one, then whatever
 * else is recognised when it is named by itself; and measures the archives.
 *
 * @param folder - as it really is, symbolic links followed
 */
export async function measureFolder(folder: string): Promise<FolderFigures> {
  const measuring = new Measuring(folder);
  await measuring.take(folder);
  const files = filesBelow(folder);
  for (const file of files) if (!measuring.read.has(file)) await measuring.take(join(folder, file));
  const { tools, missing, failures, read } = measuring;
  return { tools, missing, failures, unread: files.filter((file) => !read.has(file)) };
}

class Measuring {
  readonly tools = new Map<string, Figures>();
  readonly missing: LostText[] = [];
  readonly failures: string[] = [];
  readonly read = new Set<string>();
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What is not recognised is passed over. */
  async take(path: string): Promise<void> {
    try {
      await withInputs([path], {}, async (inputs) => {
        for (const input of inputs) await this.#takeInput(input);
      });
    } catch (error) {
      if (!isUnknown(error)) this.#fail(path, error);
    }
  }

  async #takeInput(input: Input): Promise<void> {
    const tool = input.opened.tool.id;
    const figures = new Figures();
    this.#markRead(input.file.path);
    try {
      for (const leaf of await measureInput(input, figures)) {
        this.missing.push({ source: this.#relative(input.file.path), ...leaf });
      }
      this.tools.set(tool, this.tools.get(tool) ?? new Figures());
      this.tools.get(tool)!.add(figures);
    } catch (error) {
      this.#fail(input.file.path, error);
    }
    const beside = [...input.file.filesRead.slice(1).map(({ path }) => path), ...input.opened.companions];
    for (const path of beside) this.#markRead(resolve(input.file.root, path));
  }

  #markRead(path: string): void {
    this.read.add(this.#relative(path));
  }

  #fail(path: string, error: unknown): void {
    this.failures.push(`${this.#relative(path)}: ${error instanceof Error ? error.message : String(error)}`);
  }

  #relative(path: string): string {
    return relative(this.#folder, path);
  }
}

/** Nobody knows whose it is, or it only names sessions that stand elsewhere. */
function isUnknown(error: unknown): boolean {
  const { code } = error as { readonly code?: string };
  return code === 'unknown-source' || code === 'input-empty' || code === 'empty-source';
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** @returns the texts that are in none of the input's archives */
async function measureInput(input: Input, figures: Figures): Promise<readonly MissingLeaf[]> {
  figures.files += 1;
  const texts: string[] = [];
  for (const session of await inputSessions([input], {})) {
    for (const text of await figures.addArchive(await packed(session))) texts.push(text);
  }
  const source = await recordsOf(input.opened);
  if (!source) return [];
  const { characters, missing } = scanRecords(source.records, texts, source.leftOut);
  figures.characters += characters.all;
  figures.found += characters.found;
  return missing;
}

async function packed(session: InputSession): Promise<Uint8Array> {
  const sink = new BytesSink();
  await packSession(session, sink);
  return sink.bytes();
}
