import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { filesBesideStore } from '../../importers/index.ts';
import { listFolder } from '../../node/files.ts';
import type { ArchiveShelf, ShelvedArchive } from './archive-shelf.ts';
import type { FoundSession } from './found-session.ts';

/** How a session stands with the archives. */
export type ArchiveState = 'archived' | 'changed' | 'none';

/**
 * How long after the time that a store gives a session something of it may still be written, ms: tools touch the row
 * of a session first and write the end of its last message later.
 */
const SETTLING = 10 * 60_000;

/** Whether a session has an archive, and whether it has gone on since. */
export async function archiveStateOf(session: FoundSession, shelf: ArchiveShelf): Promise<ArchiveState> {
  if (shelf.ofSession(session).length === 0) return 'none';
  return (await currentArchive(session, shelf)) ? 'archived' : 'changed';
}

/**
 * The archive that holds a session as it is now, as far as can be told without reading the session: packed after the
 * last change of all its files, or, of a file that holds several sessions, from this very revision of it.
 */
export async function currentArchive(
  session: FoundSession,
  shelf: ArchiveShelf,
): Promise<ShelvedArchive | undefined> {
  const archives = shelf.ofSession(session);
  if (archives.length === 0) return undefined;
  const settled = archives.find((archive) => isOfRevision(archive, session));
  if (settled) return settled;
  const changedAt = await lastChange(session);
  return archives.find(
    ({ modifiedAt, manifest: { sources } }) =>
      modifiedAt > changedAt &&
      // Copied archives have new times.
      (session.session === undefined
        ? sources?.[0]?.size === session.size
        : sources?.[0]?.revision === session.revision),
  );
}

/** A store changes with every one of its sessions: which of them it was, only they can tell. */
function isOfRevision(
  { modifiedAt, manifest: { sources } }: ShelvedArchive,
  { session, revision, endedAt }: FoundSession,
): boolean {
  if (session === undefined || revision === undefined || sources?.[0]?.revision !== revision) return false;
  return endedAt === undefined || modifiedAt > endedAt + SETTLING;
}

/** When anything of a session's files changed last, ms since 1970 UTC: its log and the files that are read with it. */
export async function lastChange({ path, parts, subagentLogs = [] }: FoundSession): Promise<number> {
  const files = parts === undefined ? [] : (await listFolder(parts)).paths.map((file) => join(parts, file));
  let latest = 0;
  // A database goes on in the files beside it.
  for (const file of [path, ...filesBesideStore(path), ...subagentLogs, ...files]) {
    latest = Math.max(latest, (await stat(file).catch(() => undefined))?.mtimeMs ?? 0);
  }
  return latest;
}
