import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ArchiveError, ArchiveReader, type Manifest } from '../../format/index.ts';
import { FileError, FileSource, listFolder } from '../../node/files.ts';
import type { FoundSession } from './found-session.ts';
import { inParallel } from './in-parallel.ts';

/** An archive that can be read. */
export interface ShelvedArchive {
  /** Absolute. */
  readonly path: string;
  /** Time of the file, ms since 1970 UTC. */
  readonly modifiedAt: number;
  /** Bytes. */
  readonly size: number;
  readonly manifest: Manifest;
}

const PARALLEL = 8;
const EXTENSION = '.reprise';

/**
 * The archives in a folder, known by what they say of themselves: people may rename them. Files that are no archives,
 * or damaged ones, are no archives of any session, and their names are taken.
 */
export class ArchiveShelf {
  readonly folder: string;
  readonly #archives = new Map<string, ShelvedArchive>();
  /** Paths of archives by what their session has in common with its log: there may be thousands of either. */
  readonly #byFile = new Map<string, Set<string>>();
  /** Which session an archive was found to be of, by its path. */
  readonly #owners = new Map<string, string>();
  readonly #names = new Set<string>();

  private constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * Reads head and directory of each archive. A folder that is not there is empty.
   *
   * @param before - the shelf as it was: archives that have not changed since are not read again
   */
  static async read(folder: string, signal: AbortSignal, before?: ArchiveShelf): Promise<ArchiveShelf> {
    const shelf = new ArchiveShelf(folder);
    const { paths } = await listFolder(folder, { maxDepth: 0 });
    for (const name of paths) shelf.#names.add(name.toLowerCase());
    const archives = paths.filter((name) => name.endsWith(EXTENSION));
    await inParallel(archives, PARALLEL, async (name) => {
      const path = join(folder, name);
      const archive = await readArchive(
        path,
        signal,
        before === undefined ? undefined : before.#archives.get(path),
      );
      if (archive) shelf.put(archive);
    });
    return shelf;
  }

  /** Number of archives. */
  get size(): number {
    return this.#archives.size;
  }

  get archives(): readonly ShelvedArchive[] {
    return [...this.#archives.values()];
  }

  /** Adds an archive, or puts it in the place of the one that had its name. */
  put(archive: ShelvedArchive): void {
    const { path, manifest } = archive;
    const old = this.#archives.get(path);
    if (old) this.#byFile.get(fileKey(old.manifest.sources?.[0]))?.delete(path);
    this.#archives.set(path, archive);
    const key = fileKey(manifest.sources?.[0]);
    this.#byFile.set(key, (this.#byFile.get(key) ?? new Set()).add(path));
    this.#names.add(basename(archive.path).toLowerCase());
  }

  /**
   * Says that an archive is of this session, and so of no other: tools may call the logs of all their sessions the same
   * and give no ids, and what began at the same moment is then told apart by this alone.
   */
  assign({ path }: ShelvedArchive, session: FoundSession): void {
    this.#owners.set(path, ownerKey(session));
  }

  /** Whether an archive was said to be of another session than this one. */
  isOfAnother({ path }: ShelvedArchive, session: FoundSession): boolean {
    const owner = this.#owners.get(path);
    return owner !== undefined && owner !== ownerKey(session);
  }

  /** Path for a new archive: the name, with `-2`, `-3` … behind it where that is taken. It is taken then. */
  claimPath(name: string): string {
    for (let number = 1; ; number += 1) {
      const file = `${name}${number === 1 ? '' : `-${number}`}${EXTENSION}`;
      if (this.#names.has(file.toLowerCase())) continue;
      this.#names.add(file.toLowerCase());
      return join(this.folder, file);
    }
  }

  /** The archives of a session, as far as a look at its log can tell. */
  ofSession({ tool, path, session, sessionId, startedAt }: FoundSession): readonly ShelvedArchive[] {
    return this.#matching({ tool, name: basename(path), session, sessionId, startedAt });
  }

  /** The archives that were packed from the session that a manifest describes, as far as that can tell. */
  ofManifest({ sources, startedAt }: Manifest): readonly ShelvedArchive[] {
    const [source] = sources ?? [];
    return source ? this.#matching({ ...source, startedAt: timeOf(startedAt) }) : [];
  }

  #matching(wanted: Identity): readonly ShelvedArchive[] {
    const paths = [...(this.#byFile.get(fileKey(wanted)) ?? [])];
    return paths
      .flatMap((path) => this.#archives.get(path) ?? [])
      .filter(({ manifest: { sources = [], startedAt } }) => {
        const [source, second] = sources;
        return source && !second && isSame(wanted, { ...source, startedAt: timeOf(startedAt) });
      });
  }
}

interface Identity {
  readonly tool: string;
  /** File name. */
  readonly name: string;
  readonly session?: string | undefined;
  readonly sessionId?: string | undefined;
  /** Wall time, ms since 1970 UTC. */
  readonly startedAt?: number | undefined;
}

function ownerKey({ path, session = '' }: FoundSession): string {
  return `${path}\n${session}`;
}

/** What a session and its archive have in common in any case. */
function fileKey(source: Pick<Identity, 'tool' | 'name' | 'session'> | undefined): string {
  return source ? JSON.stringify([source.tool, source.name, source.session]) : '';
}

/** Some tools call all their logs the same: then the id of the session tells them apart, else its start. */
function isSame(a: Identity, b: Identity): boolean {
  if (a.sessionId !== undefined && b.sessionId !== undefined) return a.sessionId === b.sessionId;
  if (a.startedAt === undefined || b.startedAt === undefined) return true;
  return Math.abs(a.startedAt - b.startedAt) <= START_TOLERANCE;
}

/** A look at a log may take another of its first records for the start than an import does, ms. */
const START_TOLERANCE = 5000;

function timeOf(startedAt: string | undefined): number | undefined {
  return startedAt === undefined ? undefined : Date.parse(startedAt);
}

/**
 * Reads what an archive says of itself; `undefined` for what is no whole archive.
 *
 * @param known - what was read of it before; it holds as long as time and size are the same
 */
export async function readArchive(
  path: string,
  signal: AbortSignal,
  known?: ShelvedArchive,
): Promise<ShelvedArchive | undefined> {
  try {
    const { mtimeMs, size } = await stat(path);
    if (known?.size === size && Math.abs(known.modifiedAt - mtimeMs) < 1) return known;
    const manifest = await FileSource.use(path, async (source) => {
      const reader = await ArchiveReader.open(source, { signal });
      await reader.directory;
      return reader.manifest;
    });
    return { path, modifiedAt: mtimeMs, size, manifest };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ArchiveError || error instanceof FileError) return undefined;
    throw error;
  }
}
