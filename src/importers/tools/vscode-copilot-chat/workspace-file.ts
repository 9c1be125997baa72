import type { ImportSource } from '../../sources/import-source.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import { fromFileUrl } from './uris.ts';
import { sourceText } from '../../sources/source-text.ts';

/** Bytes of the document that names the folder. */
const MAX_SIZE = 64 * 1024;

/** The folder of the workspace whose sessions lie beside `workspace.json`; `undefined` where there is none. */
export async function readWorkspace(source: ImportSource): Promise<string | undefined> {
  const file = await source.sibling?.('workspace.json');
  if (!file || file.size > MAX_SIZE) return undefined;
  const json = await sourceText(file);
  return folderIn(json);
}

/** The folder that `workspace.json` names, or the file of a workspace of several. */
export function folderIn(json: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json);
    const url = isObject(value) ? (asText(value['folder']) ?? asText(value['workspace'])) : undefined;
    return url === undefined ? undefined : fromFileUrl(url);
  } catch {
    return undefined;
  }
}
