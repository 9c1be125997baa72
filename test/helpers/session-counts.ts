/** What a session amounts to, counted from what was made of its log, to compare with a plain reading of the log. */
import { relativeTo } from '#src/encode/change-log.ts';
import { ArchiveReader, BytesSource } from '#src/format/index.ts';
import type { SessionEvent } from '#src/format/index.ts';
import { FileHistory } from '#src/state/files/index.ts';

/** What an importer has to agree on with a reading of the log that knows nothing of the importer. */
export interface SessionCounts {
  /** Prompts of a person. */
  readonly turns: number;
  readonly toolCalls: number;
  /** Changes of files, those of subagents among them; reading a file is none. */
  readonly changes: number;
}

/** Text of each changed file at the end, by its path in the log; `undefined`: deleted, or its text is not known. */
export type FinalFiles = Readonly<Record<string, string | undefined>>;

/** What a plain reading of a log counts. */
export interface PlainReading extends SessionCounts {
  /** Absent where no text of a file can be told from the log alone. */
  readonly files?: FinalFiles;
}

/** Counts the events of an importer. */
export function countEvents(events: readonly SessionEvent[]): SessionCounts {
  const updates = events.flatMap((event) => (event.type === 'transcript' ? [event.update] : []));
  return {
    turns: updates.filter(({ sessionUpdate }) => sessionUpdate === '_reprise/turn').length,
    toolCalls: updates.filter(({ sessionUpdate }) => sessionUpdate === 'tool_call').length,
    changes: events.filter((event) => event.type === 'change' && event.op !== 'observe').length,
  };
}

/** Texts of an archive's changed files at its end: path in the archive → text, where it is known. */
export async function finalFiles(archive: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const reader = await ArchiveReader.open(new BytesSource(archive));
  await reader.directory;
  const entry = reader.manifest.tracks.find(({ kind }) => kind === 'changes')?.entry;
  const files = new Map<string, string>();
  if (entry === undefined) return files;
  const history = new FileHistory({
    times: reader.segments(entry).map(({ time }) => time),
    segment: (index) => reader.readSegment<'changes'>(entry, index),
    blob: async (path) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(await reader.readEntry(path)),
  });
  const changed = new Set((await history.squashAt(Infinity)).map(({ path }) => path));
  for (const { path } of await history.filesAt(Infinity)) {
    if (!changed.has(path)) continue;
    const text = await history.textAt(path, Infinity);
    if (text !== undefined) files.set(path, text);
  }
  return files;
}

/** The same files by their paths in the archive, those whose text is known. */
export function inArchive(files: FinalFiles, root: string | undefined): ReadonlyMap<string, string> {
  const known = Object.entries(files).filter((file): file is [string, string] => file[1] !== undefined);
  return new Map(
    known
      .map(([path, text]): [string, string] => [root === undefined ? path : relativeTo(root, path), text])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
