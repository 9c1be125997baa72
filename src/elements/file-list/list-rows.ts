import { isOutside } from '../../state/index.ts';
import { splitPath } from '../path-text.ts';

/** A file as a list shows it. Counts are left out where they are not known. */
export interface ListedFile {
  readonly path: string;
  readonly status?: 'created' | 'modified' | 'deleted' | 'renamed';
  readonly additions?: number;
  readonly deletions?: number;
}

/** A row of a tree of files: a folder, or a file in the one above it. */
export type ListRow =
  | {
      readonly kind: 'folder';
      readonly path: string;
      /** Its path without what all folders outside of the workspace have in common. */
      readonly label: string;
      readonly open: boolean;
      readonly place: Place;
    }
  | { readonly kind: 'file'; readonly file: ListedFile; readonly folder: string; readonly place: Place };

/** Where a row stands among those beside it, for assistive technology; from 1. */
interface Place {
  readonly level: number;
  readonly position: number;
  readonly size: number;
}

/** How the rows of a tree are made. */
export interface ListOptions {
  /** What the viewer looks for: a part of paths, in any case. */
  readonly filter: string;
  /** Folders that are shut. */
  readonly shut: ReadonlySet<string>;
}

/** The rows of a tree of files: by folder, as the files come; those outside of folders have no heading. */
export function listRows(files: readonly ListedFile[], { filter, shut }: ListOptions): ListRow[] {
  const wanted = filter.trim().toLowerCase();
  const found = wanted === '' ? files : files.filter(({ path }) => path.toLowerCase().includes(wanted));
  const folders = new Map<string, ListedFile[]>();
  for (const file of found) {
    const path = splitPath(file.path).folder;
    const folder = folders.get(path);
    if (folder) folder.push(file);
    else folders.set(path, [file]);
  }
  const common = commonFolder([...folders.keys()].filter(isOutside)).length;
  const loose = folders.get('') ?? [];
  const tops = loose.length + folders.size - (loose.length > 0 ? 1 : 0);
  const rows: ListRow[] = [];
  let top = 0;
  for (const [folder, list] of folders) {
    const open = wanted !== '' || !shut.has(folder);
    const isTop = folder === '';
    if (!isTop) {
      top += 1;
      const label = common > 0 && isOutside(folder) ? `…/${folder.slice(common)}` : folder;
      rows.push({
        kind: 'folder',
        path: folder,
        label,
        open,
        place: { level: 1, position: top, size: tops },
      });
    }
    for (const [index, file] of (open ? list : []).entries()) {
      if (isTop) top += 1;
      const place = isTop
        ? { level: 1, position: top, size: tops }
        : { level: 2, position: index + 1, size: list.length };
      rows.push({ kind: 'file', file, folder, place });
    }
  }
  return rows;
}

/** The folder that holds all of some, where these are several; each with its slash at the end. */
function commonFolder(folders: readonly string[]): string {
  const [first = '', ...others] = folders;
  if (others.length === 0) return '';
  let length = first.length;
  for (const folder of others) {
    while (!folder.startsWith(first.slice(0, length))) length -= 1;
  }
  return splitPath(first.slice(0, length)).folder;
}

/** What tells a row from all others of its list. */
export function rowId(row: ListRow): string {
  return row.kind === 'folder' ? `folder ${row.path}` : `file ${row.file.path}`;
}

/**
 * The row that a key leads to from another, by the keys of a tree; `undefined` when it leads nowhere. Left and right on
 * a folder open and shut it first, which is not told here.
 */
export function rowAfterKey(rows: readonly ListRow[], from: number, key: string): number | undefined {
  const row = rows[from];
  const last = rows.length - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  if (key === 'ArrowDown') return Math.min(last, from + 1);
  if (key === 'ArrowUp') return Math.max(0, from - 1);
  if (key === 'ArrowRight' && row?.kind === 'folder' && row.open) return Math.min(last, from + 1);
  if (key === 'ArrowLeft' && row?.kind === 'file') {
    const heading = rows.findIndex((other) => other.kind === 'folder' && other.path === row.folder);
    return heading < 0 ? undefined : heading;
  }
  return undefined;
}
