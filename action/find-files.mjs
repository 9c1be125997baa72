/** Finds files by patterns, with what every Node has. */
import { readdirSync, statSync } from 'node:fs';
import { join, parse, resolve } from 'node:path';

/** Entries of folders that are looked at: a pattern that means more means something else. */
const MAX_ENTRIES = 200_000;

/**
 * The files that a pattern matches: `*` and `?` stand for anything but `/`, `**` for folders. Links to folders are not
 * followed.
 *
 * @param pattern - relative to `cwd`, or absolute
 */
export function findFiles(pattern, cwd) {
  const path = resolve(cwd, pattern);
  const { root } = parse(path);
  const budget = { left: MAX_ENTRIES };
  return walk(root, path.slice(root.length).split(/[\\/]/), budget);
}

function walk(folder, [segment, ...rest], budget) {
  const isLast = rest.length === 0;
  if (!/[*?]/.test(segment)) {
    const path = join(folder, segment);
    const found = statSync(path, { throwIfNoEntry: false });
    if (isLast) return found?.isFile() ? [path] : [];
    return found?.isDirectory() ? walk(path, rest, budget) : [];
  }
  const isDeep = segment === '**';
  const expression = new RegExp(
    `^${segment
      .replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&')
      .replaceAll(/\*+/g, '.*')
      .replaceAll('?', '.')}$`,
  );
  const files = isDeep && !isLast ? walk(folder, rest, budget) : [];
  for (const entry of entriesOf(folder)) {
    budget.left -= 1;
    if (budget.left < 0) throw new Error(`the input "path" means more than ${MAX_ENTRIES} files`);
    const path = join(folder, entry.name);
    if (isDeep && entry.isDirectory()) files.push(...walk(path, [segment, ...rest], budget));
    else if (isDeep ? isLast && entry.isFile() : expression.test(entry.name)) {
      if (isLast && entry.isFile()) files.push(path);
      else if (!isLast && entry.isDirectory()) files.push(...walk(path, rest, budget));
    }
  }
  return files;
}

function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // A folder that cannot be read holds nothing that could be packed.
    return [];
  }
}
