import type { FolderContent } from '../../tool.ts';

/** `session/<project>/<id>.json`, in the oldest layout `session/info/<id>.json`. */
export const SESSION_FILE = /^(?:(.*)\/)?session\/(?!message\/|part\/)[^/]+\/[^/]+\.json$/;

/** `message/<session>/<id>.json`, in the oldest layout below `session`. */
const MESSAGE_FILE = /^(?:(.*?)\/)?(?:session\/)?message\/([^/]+)\/[^/]+\.json$/;

/** Folders of a storage that hold what belongs to its sessions. */
const PART_FOLDERS = new Set(['message', 'part', 'session_diff', 'session_share', 'todo', 'project']);

/** Databases, by the names that SQLite's files have. */
const DATABASE_FILE = /\.(?:db|sqlite3?)$/;

/** Databases, and the sessions of storage folders; the messages and their parts belong to them. */
export function sessionsOfFolder(paths: readonly string[]): FolderContent {
  const databases = paths.filter((path) => DATABASE_FILE.test(path)).map((path) => ({ path }));
  const withMessages = foldersOfMessages(paths);
  const stored = paths.flatMap((path) => {
    const match = SESSION_FILE.exec(path);
    if (!match) return [];
    const root = match[1] ?? '';
    return [{ path, root, isCertain: withMessages.has(`${root}/${stemOf(path)}`) }];
  });
  const roots = new Set(stored.map(({ root }) => root));
  const sources = [...databases, ...stored];
  return { sources, parts: paths.filter((path) => !SESSION_FILE.test(path) && isPart(path, roots)) };
}

/** Sessions that have messages, whatever their own file says: `root/id`. */
function foldersOfMessages(paths: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of paths) {
    const [, root = '', id] = MESSAGE_FILE.exec(path) ?? [];
    if (id !== undefined) found.add(`${root}/${id}`);
  }
  return found;
}

/** Name of a file without folder and extension: the id of what it holds. */
export function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.json$/, '');
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
