import type { ImportSource } from '../../sources/import-source.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import { sourceText } from '../../sources/source-text.ts';

/** Bytes of `workspace.json`. */
const MAX_SIZE = 64 * 1024;

/** Path of a `file:` URL; `undefined` for others. */
export function pathOfUrl(url: string): string | undefined {
  if (!url.startsWith('file://')) return undefined;
  try {
    const path = decodeURIComponent(url.slice('file://'.length));
    return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
  } catch {
    return undefined;
  }
}

/** The folder of the window that a database belongs to, as `workspace.json` beside it says. */
export async function workspaceFolder(source: ImportSource): Promise<string | undefined> {
  const file = await source.sibling?.('workspace.json');
  if (!file || file.size > MAX_SIZE) return undefined;
  const text = await sourceText(file);
  try {
    const value: unknown = JSON.parse(text);
    const folder = isObject(value) ? asText(value['folder']) : undefined;
    return folder === undefined ? undefined : pathOfUrl(folder);
  } catch {
    return undefined;
  }
}
