import { copyFileSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, posix } from 'node:path';
import { toolPlaces, projectFiles, type PlacedFolder } from '#src/cli/sessions/tool-places.ts';
import type { SearchEnvironment } from '#src/cli/sessions/search-environment.ts';
import { isSqlite, openSource, PickedFile, tools, type Tool } from '#src/importers/index.ts';
import { pathOfPattern } from './path-of-pattern.ts';
import { projectPath } from './project-path.ts';
import { writeSqlite, type FixtureTable } from './sqlite-writer.ts';

/** What lies in a home folder that `fillHome` made. */
export interface FilledHome {
  /** Ids of the tools that have a session there. */
  readonly tools: readonly string[];
  /** Ids of the tools that keep sessions and of which there is no fixture that such a place could hold. */
  readonly without: readonly string[];
}

/**
 * Puts fixtures of every tool that keeps sessions on a computer into a home folder, where the table of tools says that
 * they lie: a new row is there by itself, as soon as there is a fixture of it. Beside a fixture goes what lies beside it.
 *
 * @param modifiedAt - when the files were changed, ms since 1970 UTC
 */
export async function fillHome(environment: SearchEnvironment, modifiedAt: number): Promise<FilledHome> {
  const places = new Map(toolPlaces(environment).map(({ tool, folders }) => [tool, folders]));
  const filled: string[] = [];
  for (const tool of tools.filter(({ stored }) => stored)) {
    const fixtures = await fixturesOf(tool);
    const folders = places.get(tool.id) ?? [];
    const placed = fixtures.filter((fixture) => folders.some((folder) => place(fixture, folder, modifiedAt)));
    const [inProject] = projectFiles(environment, []).filter((file) => file.tool === tool.id);
    if (inProject && fixtures[0]) write(fixtures[0].content, inProject.path, modifiedAt);
    if (placed.length > 0 || inProject) filled.push(tool.id);
  }
  const stored = tools.flatMap(({ id, stored: kept }) => (kept ? [id] : []));
  return { tools: filled, without: stored.filter((id) => !filled.includes(id)) };
}

interface Fixture {
  /** Absolute, and relative to the folder of the tool's fixtures. */
  readonly path: string;
  readonly name: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** Folders of fixtures of a tool: its own; databases that were made for tests of more than one stand apart. */
function foldersOf(id: string): readonly string[] {
  return [`test/fixtures/importers/${id}`, 'test/fixtures/sqlite'].map((folder) => projectPath(folder));
}

/** Files that are taken for sessions of a tool by what they hold. */
async function fixturesOf(tool: Tool): Promise<readonly Fixture[]> {
  const found: Fixture[] = [];
  for (const folder of foldersOf(tool.id)) {
    const names = filesBelow(folder);
    const parts = new Set(tool.folder?.(names).parts);
    for (const name of names.filter((each) => !parts.has(each))) {
      const path = join(folder, name);
      const content = contentOf(path);
      const source = new PickedFile(new File([content], posix.basename(name)));
      const opened = await openSource(source, { candidates: [tool] }).catch(() => undefined);
      if (opened && opened.confidence >= 0.5) found.push({ path, name, content });
    }
  }
  return found;
}

/** What a fixture holds: of the tables of a database, the database. */
function contentOf(path: string): Uint8Array<ArrayBuffer> {
  const bytes = readFileSync(path);
  if (!path.endsWith('.tables.json')) return Uint8Array.from(bytes);
  return writeSqlite(JSON.parse(bytes.toString()) as readonly FixtureTable[]);
}

function filesBelow(folder: string): readonly string[] {
  const entries = (() => {
    try {
      return readdirSync(folder, { withFileTypes: true, recursive: true });
    } catch {
      return [];
    }
  })();
  return entries
    .filter((entry) => entry.isFile() && !/\.events\.json$|\.py$/.test(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

/** Puts a fixture into a folder of a tool, if it is of the kind that lies there. */
function place({ path, name, content }: Fixture, folder: PlacedFolder, modifiedAt: number): boolean {
  const inPlace = matchingEnd(name, folder.sessions);
  if (inPlace !== undefined) {
    // The fixture is a folder as the tool makes it: all of it goes there, and nothing of what lies beside it.
    const top = inPlace.split('/', 1)[0]!;
    const root = path.slice(0, -inPlace.length - 1);
    for (const file of filesBelow(join(root, top))) {
      copy(join(root, top, file), join(folder.path, top, file), modifiedAt);
    }
    return true;
  }
  const made = pathOfPattern(folder.sessions, `of-${posix.basename(name, extname(name))}`);
  // Databases are called as their tools like.
  const isStore = isSqlite(content);
  if (isStore ? /\.(?:jsonl?|md)$/.test(made) : extname(made) !== extname(path)) return false;
  write(content, join(folder.path, made), modifiedAt);
  return true;
}

/** The end of a path that a pattern of sessions matches. */
function matchingEnd(name: string, pattern: RegExp): string | undefined {
  const parts = name.split('/');
  return parts
    .map((_, index) => parts.slice(index).join('/'))
    .find((end) => end.includes('/') && pattern.test(end));
}

function write(content: Uint8Array, to: string, modifiedAt: number): void {
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, content);
  utimesSync(to, modifiedAt / 1000, modifiedAt / 1000);
}

function copy(from: string, to: string, modifiedAt: number): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
  utimesSync(to, modifiedAt / 1000, modifiedAt / 1000);
}
