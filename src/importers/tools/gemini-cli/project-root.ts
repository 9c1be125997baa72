import { sha256Hex } from '../../../format/index.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { isObject } from '../../sources/json-value.ts';
import { sourceText } from '../../sources/source-text.ts';

/** Folders that are tried; a log names few. */
const MAX_CANDIDATES = 3000;

/** Characters of a text that are searched for paths. */
const MAX_SEARCH = 20_000;

const PATHS = /(?:[A-Za-z]:[\\/]|\/)[\w.@+~\\/-]{1,400}/g;

/** A file beside the folder of the sessions: the path of the project's folder, since 2026. */
const ROOT_FILE = '.project_root';

/** Bytes of a path. */
const MAX_PATH_SIZE = 4096;

/** The project's folder as the file says it that stands beside the folder of a log. */
export async function folderBeside(source: ImportSource): Promise<string | undefined> {
  const file = await source.sibling?.(ROOT_FILE);
  if (!file || file.size > MAX_PATH_SIZE) return undefined;
  const text = await sourceText(file);
  return folderIn(text);
}

/** The path that such a file holds. */
export function folderIn(text: string): string | undefined {
  const path = text.trim();
  return path === '' || /[\0\r\n]/.test(path) ? undefined : path;
}

/**
 * The project's folder. A log holds only the SHA-256 of its path; the path is known when the program wrote it down, or
 * a folder that some call names has this hash.
 */
export class ProjectRoot {
  readonly #candidates = new Set<string>();
  #hash: string | undefined;
  #found: string | undefined;
  #tried = 0;

  /** The path, where the program has written it down. */
  name(folder: string | undefined): void {
    this.#found ??= folder;
  }

  /** The hash, where a record has it. */
  hash(value: unknown): void {
    if (typeof value === 'string' && /^[\da-f]{64}$/.test(value)) this.#hash ??= value;
  }

  /** Looks for paths in a value. */
  look(value: unknown, depth = 0): void {
    if (this.#candidates.size >= MAX_CANDIDATES || depth > 12) return;
    if (typeof value === 'string') this.#lookInText(value);
    else if (Array.isArray(value)) for (const item of value as unknown[]) this.look(item, depth + 1);
    else if (isObject(value)) for (const item of Object.values(value)) this.look(item, depth + 1);
  }

  /** The folder, once it is known. */
  find(): string | undefined {
    if (this.#found !== undefined || this.#hash === undefined) return this.#found;
    for (const folder of [...this.#candidates].slice(this.#tried)) {
      this.#tried += 1;
      if (sha256Hex(new TextEncoder().encode(folder)) === this.#hash) return (this.#found = folder);
    }
    return undefined;
  }

  #lookInText(text: string): void {
    const whole =
      text.length <= 400 && /^(?:[A-Za-z]:[\\/]|\/)/.test(text) && !text.includes('\n') ? [text] : [];
    for (const path of [...whole, ...(text.slice(0, MAX_SEARCH).match(PATHS) ?? [])]) this.#addFolders(path);
  }

  /** A path, and every folder above it. */
  #addFolders(path: string): void {
    let folder = path.replace(/[\\/.]+$/, '');
    while (folder.length > 1 && this.#candidates.size < MAX_CANDIDATES && !this.#candidates.has(folder)) {
      this.#candidates.add(folder);
      folder = folder.slice(0, Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('\\'), 0));
    }
  }
}
