const PART = '[A-Za-z0-9][A-Za-z0-9._-]*';
const ENTRY_PATH = /* @__PURE__ */ new RegExp(`^${PART}(?:/${PART})*$`);
const MAX_PATH_LENGTH = 1024;

/**
 * Whether `path` follows the grammar of entry names: parts of `[A-Za-z0-9][A-Za-z0-9._-]*` joined by `/`, at
 * most 1,024 characters.
 */
export function isEntryPath(path: string): boolean {
  return path.length <= MAX_PATH_LENGTH && ENTRY_PATH.test(path);
}

/** The form in which two names are compared: they must differ on every file system. Names are ASCII. */
export function foldPath(path: string): string {
  return path.toLowerCase();
}

/**
 * Nearest entry name part to any text, e.g. a file name: other characters become `-`, case is kept.
 *
 * @returns at most 100 characters that follow the grammar; `entry` when nothing of `text` does
 */
export function toPathPart(text: string): string {
  const part = text
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 100)
    .replace(/[.-]+$/, '');
  return part === '' ? 'entry' : part;
}
