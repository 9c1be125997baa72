import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { PlacedProjects } from './tool-places.ts';

/** A registry larger than this is not read, bytes. */
const MAX_REGISTRY_SIZE = 4 * 2 ** 20;

/** Tells which project a folder of a tool stands for: by the tool's list of projects, else by its own name. */
export class ProjectRegistry {
  readonly #projects = new Map<string, string>();
  readonly #isHashed: boolean;

  private constructor({ hash }: PlacedProjects, registry: unknown) {
    this.#isHashed = hash !== undefined;
    for (const { path, name } of projectsOf(registry)) {
      if (name !== undefined) this.#projects.set(name, path);
      if (hash !== undefined) this.#projects.set(createHash(hash).update(path).digest('hex'), path);
    }
  }

  /** Reads the tool's list, if it has one. */
  static async read(names: PlacedProjects): Promise<ProjectRegistry> {
    return new ProjectRegistry(
      names,
      names.registry === undefined ? undefined : await readJson(names.registry),
    );
  }

  /**
   * The project of a session, as far as it is known. Where a tool names folders after projects in a way that cannot
   * be turned back (`home-ada-shop`), it is that name.
   *
   * @param path - of the session, relative to the folder of the tool
   */
  projectOf(path: string): string | undefined {
    const name = path.slice(0, path.indexOf('/'));
    return this.#projects.get(name) ?? (this.#isHashed ? undefined : name);
  }
}

/** The projects that a file of a tool lists; none where it cannot be read. */
export async function listedProjects(path: string): Promise<readonly string[]> {
  return projectsOf(await readJson(path)).map((project) => project.path);
}

/**
 * `{"projects": {"/a": "name of its folder"}}` (Gemini CLI), `{"projects": [{"path": "/a"}]}` (Crush),
 * `{"work_dirs": [{"path": "/a"}]}` (kimi-cli).
 */
function projectsOf(registry: unknown): { path: string; name?: string }[] {
  if (typeof registry !== 'object' || registry === null) return [];
  const { projects, work_dirs: folders } = registry as Record<string, unknown>;
  const isNamed = typeof projects === 'object' && projects !== null && !Array.isArray(projects);
  const named = Object.entries(isNamed ? projects : {}).map(([path, name]: [string, unknown]) => ({
    path,
    ...(typeof name === 'string' && { name }),
  }));
  const lists = [projects, folders].flatMap((list): unknown[] => (Array.isArray(list) ? list : []));
  const listed = lists.flatMap((folder) => {
    const path = typeof folder === 'object' && folder !== null && 'path' in folder ? folder.path : undefined;
    return typeof path === 'string' ? [{ path }] : [];
  });
  return [...named, ...listed];
}

async function readJson(path: string): Promise<unknown> {
  try {
    const { size } = await stat(path);
    return size > MAX_REGISTRY_SIZE ? undefined : JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}
