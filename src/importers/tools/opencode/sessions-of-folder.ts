import type { FolderContent } from '../../tool.ts';

/** `session/<project>/<id>.json`, in the oldest layout `session/info/<id>.json`. */
export const SESSION_FILE = /^(?:(.*)\/)?session\/(?!message\/|part\/)[^/]+\/[^/]+\.json$/;

/** Folders of a storage that hold what belongs to its sessions. */
const PART_FOLDERS = new Set(['message', 'part', 'session_diff', 'session_share', 'todo', 'project']);

/** Databases, by the names that SQLite's files have. */
const DATABASE_FILE = /\.(?:db|sqlite3?)$/;

/** Databases, and the sessions of storage folders; the messages and their parts belong to them. */
export function sessionsOfFolder(paths: readonly string[]): FolderContent {
  const databases = paths.filter((path) => DATABASE_FILE.test(path)).map((path) => ({ path }));
  const stored = paths.flatMap((path) => {
    const match = SESSION_FILE.exec(path);
    return match ? [{ path, root: match[1] ?? '' }] : [];
  });
  const roots = new Set(stored.map(({ root }) => root));
  const sources = [...databases, ...stored];
  return { sources, parts: paths.filter((path) => !SESSION_FILE.test(path) && isPart(path, roots)) };
}

function isPart(path: string, roots: ReadonlySet<string>): boolean {
  const names = path.split('/');
  return names.some(
    (name, index) =>
      index < names.length - 1 &&
      (PART_FOLDERS.has(name) || (name === 'session' && index < names.length - 2)) &&
      roots.has(names.slice(0, index).join('/')),
  );
}
