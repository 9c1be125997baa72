import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { EncodeResult } from '../../encode/index.ts';
import type { Manifest } from '../../format/index.ts';
import { doubtIn } from '../../importers/index.ts';
import { FileError, FileSink, type WriteSystem } from '../../node/index.ts';
import { readArchive, type ArchiveShelf, type ShelvedArchive } from './archive-shelf.ts';
import { nameOf, type FoundSession } from './found-session.ts';
import { nameForArchive, withFoundSession } from './open-session.ts';
import type { Pack } from './pack-many.ts';

/** What `reprise keep` has made of a session. */
export type KeepState = 'new' | 'updated' | 'unchanged' | 'failed';

/** What became of a session. */
export interface KeepResult {
  readonly session: FoundSession;
  readonly state: KeepState;
  /** Path of the archive; absent where there is none. */
  readonly archive?: string;
  /** Bytes of the archive. */
  readonly size?: number;
  /** What a person should know of it. */
  readonly remark?: string;
  /** The log seems to be of another tool than it was taken for; the remark says why. */
  readonly isDoubtful?: boolean;
}

/** What keeping a session takes of the run that it is part of. */
export interface KeepContext {
  readonly signal: AbortSignal;
  readonly pack: Pack;
  /** Kept when all sessions before it have their archives: names and places depend on their order. */
  readonly turn: Promise<unknown>;
  /** Where archives are written. Default: the file system of this computer. */
  readonly system?: WriteSystem;
}

/**
 * Archives a session that no archive has as it is: under a new name, or in the place of the archive of it, if
 * nothing that one holds gets lost.
 *
 * @throws what opening, importing and writing throw; the shelf and the folder are then as they were
 */
export async function keepSession(
  session: FoundSession,
  shelf: ArchiveShelf,
  context: KeepContext,
): Promise<KeepResult> {
  try {
    return await keepAsItIs(session, shelf, context);
  } catch (error) {
    if (!(error instanceof FileError && error.code === 'input-changed')) throw error;
    // Its tool was at it. A second time it hardly is.
    return keepAsItIs(session, shelf, context);
  }
}

async function keepAsItIs(
  session: FoundSession,
  shelf: ArchiveShelf,
  { signal, pack, turn, system }: KeepContext,
): Promise<KeepResult> {
  // What comes to the log while it is read is newer than the archive.
  const readAt = Date.now();
  const file = await FileSink.create(join(shelf.folder, '.keep'), { force: true, system });
  try {
    const packed = await withFoundSession(session, signal, (opened) => pack(opened, file));
    await turn;
    return await shelve({ session, shelf, file, packed, readAt, signal });
  } finally {
    await file.discard();
  }
}

/** What would become of such a session, by a look at its log; nothing is written. */
export function foresee(session: FoundSession, shelf: ArchiveShelf): KeepResult {
  const known = shelf.ofSession(session).find((archive) => !shelf.isOfAnother(archive, session));
  if (known) return { session, state: 'updated', archive: known.path };
  const name = nameForArchive(session, nameOf(session));
  return { session, state: 'new', archive: shelf.claimPath(name) };
}

interface Shelving {
  readonly session: FoundSession;
  readonly shelf: ArchiveShelf;
  /** The new archive, written and not yet named. */
  readonly file: FileSink;
  readonly packed: EncodeResult;
  readonly readAt: number;
  readonly signal: AbortSignal;
}

/** Gives a new archive its place. */
async function shelve(shelving: Shelving): Promise<KeepResult> {
  const { session, shelf, file, packed, readAt, signal } = shelving;
  const { manifest, size } = packed;
  const known = shelf.ofManifest(manifest);
  const take = (archive: ShelvedArchive): void => {
    shelf.put(archive);
    shelf.assign(archive, session);
  };
  const equal = known.find((archive) => saysTheSame(archive.manifest, manifest));
  if (equal) {
    // Found out once is enough: the archive says when its log was read, and which revision of a store it holds.
    if (revisionIn(equal.manifest) === revisionIn(manifest)) {
      await utimes(equal.path, readAt / 1000, readAt / 1000).catch(() => undefined);
      take({ ...equal, modifiedAt: readAt });
    } else {
      await file.commit({ path: equal.path, force: true, modifiedAt: readAt });
      take({ path: equal.path, modifiedAt: readAt, size, manifest });
    }
    return resultOf(session, 'unchanged', equal);
  }
  const own = known.filter((archive) => !shelf.isOfAnother(archive, session));
  for (const archive of own) {
    // Another run may have been here.
    const now = await readArchive(archive.path, signal);
    if (!now || !isContinued(now.manifest, manifest)) continue;
    await file.commit({ path: archive.path, force: true, modifiedAt: readAt });
    const placed = { path: archive.path, modifiedAt: readAt, size, manifest };
    take(placed);
    return resultOf(session, 'updated', placed);
  }
  const path = await commitUnderNewName(shelving);
  const placed = { path, modifiedAt: readAt, size, manifest };
  take(placed);
  const isDerived = own.every(({ manifest }) => manifest.derivedFrom !== undefined);
  const reason = isDerived
    ? 'somebody has changed the archive of it'
    : 'the log holds less than an archive of it';
  const remark = `${reason}, which stays as it is`;
  return { ...(own.length > 0 && { remark }), ...resultOf(session, 'new', placed) };
}

/** No name that exists is taken, not even one that came to exist just now. */
async function commitUnderNewName({ session, shelf, file, packed, readAt }: Shelving): Promise<string> {
  const { startedAt, title } = packed.manifest;
  const start = startedAt === undefined ? {} : { startedAt: Date.parse(startedAt) };
  const name = nameForArchive({ ...session, ...start }, title);
  for (;;) {
    const path = shelf.claimPath(name);
    try {
      await file.commit({ path, force: false, modifiedAt: readAt });
      return path;
    } catch (error) {
      if (!(error instanceof FileError) || error.code !== 'output-exists') throw error;
    }
  }
}

/** Whether two manifests describe the same content: all but who packed it, and how large the file was. */
function saysTheSame(a: Manifest, b: Manifest): boolean {
  const content = (manifest: Manifest): string =>
    JSON.stringify({ ...manifest, id: undefined, generator: undefined, sources: undefined });
  return content(a) === content(b);
}

function revisionIn({ sources }: Manifest): string | undefined {
  return sources?.[0]?.revision;
}

/**
 * Whether a session has gone on: nothing that can be counted has become less. An archive that somebody has made of
 * another one, with notes for instance, holds what no log does.
 */
function isContinued(before: Manifest, after: Manifest): boolean {
  if (before.derivedFrom !== undefined) return false;
  if (before.startedAt !== after.startedAt || before.duration > after.duration) return false;
  const [old, fresh] = [countsOf(before), countsOf(after)];
  return old.every((count, index) => count <= fresh[index]!);
}

function countsOf({ stats, fidelity }: Manifest): readonly number[] {
  return [fidelity?.records, stats?.turns, stats?.toolCalls, stats?.changes].map((count) => count ?? 0);
}

/** What is told of a session and the archive of it. */
export function resultOf(
  session: FoundSession,
  state: KeepState,
  { path, size, manifest }: ShelvedArchive,
): KeepResult {
  const doubt = doubtIn(manifest.fidelity);
  return {
    session,
    state,
    archive: path,
    size,
    ...(doubt !== undefined && { remark: doubt, isDoubtful: true }),
  };
}
