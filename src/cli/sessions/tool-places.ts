/** Where the tools keep their sessions on this computer, and for how long. Computed from the environment; no disk is touched. */

import { tools } from '../../importers/index.ts';
import type { ProjectNames, Retention, SessionFolder, StoredSessions } from '../../importers/index.ts';
import { PathResolver } from './path-resolver.ts';
import type { SearchEnvironment } from './search-environment.ts';

/** A folder of a tool on this computer. */
export interface PlacedFolder extends Omit<SessionFolder, 'place' | 'projects' | 'fileIn'> {
  /** Absolute. */
  readonly path: string;
  readonly projects?: PlacedProjects;
}

/** How names of folders become projects. */
export interface PlacedProjects extends Omit<ProjectNames, 'registry'> {
  /** A JSON file of the tool that lists projects, absolute. */
  readonly registry?: string;
}

/** When a tool deletes sessions on its own. */
export interface PlacedRetention extends Omit<Retention, 'settings'> {
  /** JSON files that may set it, absolute, the strongest first. */
  readonly settings: readonly string[];
}

/** What a tool keeps on this computer. */
export interface ToolPlace {
  /** Id of the tool. */
  readonly tool: string;
  readonly folders: readonly PlacedFolder[];
  /** Absent: the tool is not known to delete sessions on its own. */
  readonly retention?: PlacedRetention;
}

/** The places of all tools that keep their sessions in folders of their own; see `docs/cli.md`. */
export function toolPlaces(environment: SearchEnvironment): readonly ToolPlace[] {
  const paths = new PathResolver(environment);
  return tools.flatMap(({ id, stored }) =>
    stored && stored.folders.length > 0 ? [placeOf(id, stored, paths)] : [],
  );
}

function placeOf(tool: string, { folders, retention }: StoredSessions, paths: PathResolver): ToolPlace {
  return {
    tool,
    folders: folders.flatMap(({ place, projects, fileIn, ...folder }) => {
      const { registry, ...naming } = projects ?? {};
      if (fileIn !== undefined)
        return paths.placed(place).flatMap((path) => folderOfFile(paths.fileIn(path, fileIn), folder));
      return paths.placed(place).map((path) => ({
        ...folder,
        path,
        ...(projects && {
          projects: { ...naming, ...(registry !== undefined && { registry: paths.resolve(registry) }) },
        }),
      }));
    }),
    ...(retention && {
      retention: { ...retention, settings: retention.settings.flatMap((file) => paths.placed(file)) },
    }),
  };
}

/** A folder of which one file only is looked at. */
function folderOfFile(
  file: { readonly folder: string; readonly name: string } | undefined,
  folder: Omit<SessionFolder, 'place' | 'projects' | 'fileIn'>,
): readonly PlacedFolder[] {
  if (!file) return [];
  const name = file.name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return [{ ...folder, path: file.folder, depth: 0, sessions: new RegExp(`^${name}$`) }];
}

/** Variables of the environment that are set and decide where sessions are found, by name. */
export function placingVariables(
  env: SearchEnvironment['env'],
): readonly (readonly [name: string, value: string])[] {
  const names = tools.flatMap(({ stored }) => {
    const { folders = [], inProjects, retention } = stored ?? {};
    const paths = [...folders.map(({ place }) => place), ...(retention?.settings ?? [])];
    return [
      ...paths.flatMap(({ path, each }) => [
        ...[...path.matchAll(/\$\{(\w+)/g)].map(([, name]) => name),
        each,
      ]),
      ...folders.map(({ fileIn }) => fileIn),
      inProjects?.variable,
    ];
  });
  const known = [...new Set(names.filter((name) => name !== undefined))].sort();
  return known.flatMap((name) => {
    const value = env[name];
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
}

/** A file that a tool writes into the projects it works in. */
export interface ProjectFile {
  /** Id of the tool. */
  readonly tool: string;
  /** Absolute. */
  readonly path: string;
  /** The project's folder; that of the file where a variable names it. */
  readonly project: string;
}

/**
 * Where files may be that tools write into each project (Aider its history): not every one can be found without
 * walking over the whole disk.
 *
 * @param projects - absolute paths that sessions of other tools name as their projects
 */
export function projectFiles(
  environment: SearchEnvironment,
  projects: Iterable<string>,
): readonly ProjectFile[] {
  const paths = new PathResolver(environment);
  const { env, home, cwd } = environment;
  const folders = [home, ...paths.upwards(cwd), ...projects].filter((folder) => paths.isAbsolute(folder));
  return tools.flatMap(({ id: tool, stored }) => {
    if (!stored?.inProjects) return [];
    const { name, variable } = stored.inProjects;
    const named = variable === undefined ? undefined : env[variable];
    const all = new Map(folders.map((folder) => [paths.join(folder, name), folder]));
    if (named === undefined || named === '') return filesOf(tool, all);
    const first = paths.join(cwd, named);
    return filesOf(tool, new Map([[first, paths.folderOf(first)], ...all]));
  });
}

function filesOf(tool: string, projects: ReadonlyMap<string, string>): readonly ProjectFile[] {
  return [...projects].map(([path, project]) => ({ tool, path, project }));
}

/** Files in which tools that write into projects list these projects; absolute. */
export function projectLists(environment: SearchEnvironment): readonly string[] {
  const paths = new PathResolver(environment);
  return tools.flatMap(({ stored }) => {
    const registry = stored?.inProjects?.registry;
    return registry === undefined ? [] : [paths.resolve(registry)];
  });
}
