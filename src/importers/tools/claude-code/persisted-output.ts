import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import { sourceText } from '../../sources/source-text.ts';

/** Bytes of an output that was too large for the log; a larger one stays where it is. */
const MAX_SIZE = 32 * 2 ** 20;

/**
 * Where the output may lie that a result names as saved elsewhere, from the folder of the log.
 *
 * The path in a log is from another computer and could be anything: only its last part is used, and only below
 * the folders of the log's own sessions.
 */
export function persistedPaths(record: LogRecord | undefined, folders: readonly string[]): readonly string[] {
  const result = record?.['toolUseResult'];
  const path = isObject(result) ? asText(result['persistedOutputPath']) : undefined;
  const name = path === undefined ? undefined : /[^/\\]{1,100}$/.exec(path)?.[0];
  if (name === undefined || !/^[\w-][\w.-]*$/.test(name)) return [];
  return folders.map((folder) => `${folder}/tool-results/${name}`);
}

/** The saved output, where a file of it is there and not too large. */
export async function readPersisted(
  source: ImportSource,
  paths: readonly string[],
): Promise<string | undefined> {
  for (const path of paths) {
    const file = await source.sibling?.(path);
    if (file && file.size <= MAX_SIZE) return sourceText(file);
  }
  return undefined;
}
