import { dirname, join } from 'node:path';
import { revisionOf, type SessionGlance, type SourceSession } from '../../importers/index.ts';
import { FileError, ImportFile, listFolder, systemReason } from '../../node/index.ts';
import { foldSessions, type FoundPart } from './fold-sessions.ts';
import { inParallel } from './in-parallel.ts';
import type { FoundSession } from './found-session.ts';
import { lookAtLog, type LookedAt } from './look-at-log.ts';
import type { Findings, LookCache } from './look-cache.ts';
import { listedProjects, ProjectRegistry } from './project-names.ts';
import { readPeriod } from './read-period.ts';
import type { SearchEnvironment } from './search-environment.ts';
import { projectFiles, projectLists, toolPlaces } from './tool-places.ts';
import type { PlacedFolder, PlacedRetention, ToolPlace } from './tool-places.ts';

/** What a search has found. */
export interface FoundSessions {
  /** In no order. */
  readonly sessions: readonly FoundSession[];
  /** Folders that were searched, whether they are there or not. */
  readonly searched: readonly { readonly tool: string; readonly folder: string; readonly files: number }[];
  /** What could not be read, and why. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  /** What the search cost. */
  readonly read: { readonly files: number; readonly bytes: number };
}

/** Where is searched, and who is told how far it is. */
export interface FindOptions {
  readonly environment: SearchEnvironment;
  readonly signal: AbortSignal;
  /** Told of the number of files that were looked at, and that are known so far. */
  readonly onProgress?: (done: number, known: number) => void;
  /** What earlier searches have found: files that have not changed are not read again. */
  readonly cache?: LookCache;
}

/** Files that are open at a time. */
const PARALLEL = 16;

/** Files between two calls of `onProgress`. */
const PROGRESS_INTERVAL = 50;

/** Most files of one folder of a tool. */
const MAX_FILES = 200_000;

/** Files of one session that are searched for logs of subagents, and folders below its folder. */
const MAX_PARTS = 10_000;
const PARTS_DEPTH = 2;

/**
 * Finds the sessions of all tools where the tools keep them. Reads of each file the beginning and the end only, keeps
 * nothing for the next time, follows no symbolic links below the folders of the tools, and passes over what it may
 * not read.
 */
export async function findSessions(options: FindOptions): Promise<FoundSessions> {
  const search = new Search(options);
  for (const place of toolPlaces(options.environment)) await search.visit(place);
  await search.visitProjects();
  return search.found;
}

interface Candidate {
  readonly path: string;
  readonly tool: string;
  /** Of its place. */
  readonly folder?: PlacedFolder;
  /** Relative to the folder. */
  readonly relative?: string;
  readonly project?: string | undefined;
  readonly retention?:
    { readonly period: number; readonly countsFrom: PlacedRetention['countsFrom'] } | undefined;
}

class Search {
  readonly #options: FindOptions;
  readonly #sessions: FoundSession[] = [];
  readonly #parts: FoundPart[] = [];
  readonly #searched: { tool: string; folder: string; files: number }[] = [];
  readonly #skipped: { path: string; reason: string }[] = [];
  readonly #seen = new Set<string>();
  #files = 0;
  #bytes = 0;

  constructor(options: FindOptions) {
    this.#options = options;
  }

  get found(): FoundSessions {
    return {
      sessions: foldSessions(this.#sessions, this.#parts),
      searched: this.#searched,
      skipped: this.#skipped,
      read: { files: this.#files, bytes: this.#bytes },
    };
  }

  async visit(place: ToolPlace): Promise<void> {
    const { tool, retention } = place;
    const period = retention && (await readPeriod(retention));
    for (const folder of place.folders) {
      const { path, depth, sessions, projects } = folder;
      const listing = await listFolder(path, { maxDepth: depth, maxFiles: MAX_FILES });
      for (const unreadable of listing.unreadable) {
        this.#skipped.push({ path: join(path, unreadable), reason: 'the folder cannot be read' });
      }
      const paths = listing.paths.filter((relative) => sessions.test(relative));
      this.#searched.push({ tool, folder: path, files: paths.length });
      const registry = projects && paths.length > 0 ? await ProjectRegistry.read(projects) : undefined;
      await this.#lookAtAll(
        paths.map((relative) => ({
          path: join(path, relative),
          tool,
          folder,
          relative,
          project: registry?.projectOf(relative),
          retention:
            retention && period !== undefined ? { period, countsFrom: retention.countsFrom } : undefined,
        })),
      );
    }
  }

  /** Some tools (Aider, Crush) write into projects: those that they list, and that other tools worked in, are looked at. */
  async visitProjects(): Promise<void> {
    const projects = new Set(this.#sessions.flatMap(({ project }) => project ?? []));
    for (const list of projectLists(this.#options.environment)) {
      for (const project of await listedProjects(list)) projects.add(project);
    }
    const files = projectFiles(this.#options.environment, projects);
    await this.#lookAtAll(files);
    const { home, cwd } = this.#options.environment;
    for (const tool of new Set(files.map((file) => file.tool))) {
      for (const folder of new Set([home, cwd])) {
        const file = files.find((one) => one.tool === tool && one.project === folder)?.path;
        const count = this.#sessions.some(({ path }) => path === file) ? 1 : 0;
        this.#searched.push({ tool, folder, files: count });
      }
    }
  }

  async #lookAtAll(candidates: readonly Candidate[]): Promise<void> {
    const fresh = candidates.filter(({ path }) => !this.#seen.has(path));
    for (const { path } of fresh) this.#seen.add(path);
    let done = 0;
    await inParallel(fresh, PARALLEL, async (candidate) => {
      this.#options.signal.throwIfAborted();
      await this.#lookAt(candidate).catch((error: unknown) => this.#skip(candidate.path, error));
      done += 1;
      if (done % PROGRESS_INTERVAL === 0) this.#options.onProgress?.(done, fresh.length);
    });
  }

  /** A file that is gone, or that there never was, is no news. */
  #skip(path: string, error: unknown): void {
    this.#options.signal.throwIfAborted();
    if (error instanceof FileError && error.code === 'input-not-found') return;
    const reason = error instanceof FileError ? error.message : systemReason(error);
    this.#skipped.push({ path, reason });
  }

  async #lookAt(candidate: Candidate): Promise<void> {
    const look = (): Promise<Findings> => this.#findingsOf(candidate);
    const { cache } = this.#options;
    const { sessions, parts } = await (cache ? cache.findingsOf(candidate.path, look) : look());
    this.#sessions.push(...sessions);
    this.#parts.push(...parts);
  }

  async #findingsOf(candidate: Candidate): Promise<Findings> {
    const { path, tool, folder, relative } = candidate;
    const facts = relative === undefined ? undefined : folder?.facts?.(relative);
    const looked = await lookAtLog(path, {
      expected: tool,
      facts: folder && facts !== undefined ? join(folder.path, facts) : undefined,
      onRead: (bytes) => (this.#bytes += bytes),
    });
    this.#files += 1;
    if (!looked) return { sessions: [], parts: [] };
    if (looked.glance?.isPart === true) {
      const { sessionId, parent } = looked.glance;
      return { sessions: [], parts: [{ tool: looked.tool.id, path, sessionId, parent }] };
    }
    const sessions = looked.glance
      ? [await this.#sessionOf(candidate, looked, looked.glance)]
      : await this.#lookInside(candidate, looked);
    return { sessions, parts: [] };
  }

  /** A file that may hold several sessions is read as a whole: only its importer knows where one ends. */
  async #lookInside(candidate: Candidate, looked: LookedAt): Promise<readonly FoundSession[]> {
    const importer = await looked.tool.load();
    if (!importer.sessions) return [await this.#sessionOf(candidate, looked, {})];
    const { path, folder, relative } = candidate;
    const root = relative === undefined ? undefined : folder?.root?.(relative);
    const file = await ImportFile.open(path, root === undefined ? {} : { root: join(folder!.path, root) });
    try {
      const sessions = await importer.sessions(file, { signal: this.#options.signal });
      this.#bytes += looked.size;
      if (sessions.length === 0) {
        // A database may be there before the first session is.
        return looked.isStore ? [] : [await this.#sessionOf(candidate, looked, {})];
      }
      return await Promise.all(
        sessions.map((session) => this.#sessionOf(candidate, looked, glanceOf(session), session)),
      );
    } finally {
      await file.close();
    }
  }

  async #sessionOf(
    candidate: Candidate,
    looked: LookedAt,
    glance: Partial<SessionGlance>,
    held?: SourceSession,
  ): Promise<FoundSession> {
    const { path, folder, relative, retention } = candidate;
    const { size } = looked;
    const { title, prompt, startedAt, endedAt, branch, turns, isWhole = false } = glance;
    const project = glance.project ?? candidate.project;
    const sessionId = glance.sessionId ?? (relative === undefined ? undefined : folder?.idOf?.(relative));
    const revision = held && revisionOf(held);
    const modifiedAt = Math.round(looked.modifiedAt);
    const parts = relative === undefined ? undefined : folder?.parts?.(relative, sessionId);
    const root = relative === undefined ? undefined : folder?.root?.(relative);
    const partsFolder = folder && parts !== undefined ? join(folder.path, parts) : undefined;
    const subagents = held?.subagents ?? (await countSubagents(partsFolder, folder?.subagents));
    const agedFrom = retention?.countsFrom === 'ended' ? (endedAt ?? modifiedAt) : modifiedAt;
    return {
      tool: looked.tool.id,
      path,
      ...(held && { session: held.id }),
      size,
      modifiedAt,
      ...(title !== undefined && { title }),
      ...(prompt !== undefined && { prompt }),
      ...(startedAt !== undefined && { startedAt }),
      ...(endedAt !== undefined && { endedAt }),
      ...(project !== undefined && { project }),
      ...(branch !== undefined && { branch }),
      ...(sessionId !== undefined && { sessionId }),
      ...(turns !== undefined && { turns }),
      turnsExact: isWhole,
      ...(subagents > 0 && { subagents }),
      ...(revision !== undefined && { revision }),
      ...(glance.isDoubtful && { isDoubtful: true }),
      ...(retention && { expiresAt: agedFrom + retention.period }),
      ...(folder && root !== undefined && { root: join(folder.path, root) }),
      ...(partsFolder !== undefined && { parts: partsFolder }),
      place: folder?.path ?? dirname(path),
    };
  }
}

async function countSubagents(folder: string | undefined, logs: RegExp | undefined): Promise<number> {
  if (folder === undefined || !logs) return 0;
  const { paths } = await listFolder(folder, { maxDepth: PARTS_DEPTH, maxFiles: MAX_PARTS });
  return paths.filter((path) => logs.test(path)).length;
}

/** What a file that holds several sessions says of one of them. */
function glanceOf({
  title,
  prompt,
  startedAt,
  endedAt,
  project,
  turns,
}: SourceSession): Partial<SessionGlance> {
  return {
    ...(title !== undefined && { title }),
    ...(prompt !== undefined && { prompt }),
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(project !== undefined && { project }),
    ...(turns !== undefined && { turns, isWhole: true }),
  };
}
