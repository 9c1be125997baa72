/** What tools keep in small files beside a log. */

import type { ImportSource } from './import-source.ts';
import { isDeeperThan, isObject } from './json-value.ts';
import { logLines } from './log-lines.ts';
import type { LogRecord } from './log-record.ts';
import { MAX_RECORD_DEPTH } from './log-record.ts';
import { sourceText } from './source-text.ts';

/** Bytes of a document beside a log; those that tools write hold system prompts and settings too. */
const MAX_DOCUMENT_SIZE = 4 * 2 ** 20;

/**
 * The JSON document of a path, as `ImportSource.sibling` takes it. `undefined` where there is none, where it is none
 * (half written), or is larger than that.
 *
 * @param maxSize - bytes; default 4 MiB
 */
export async function jsonBeside(
  source: ImportSource,
  path: string,
  maxSize = MAX_DOCUMENT_SIZE,
): Promise<unknown> {
  const file = await source.sibling?.(path);
  if (!file || file.size > maxSize) return undefined;
  const json = await sourceText(file);
  try {
    const value: unknown = JSON.parse(json);
    return isDeeperThan(value, MAX_RECORD_DEPTH) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** The same where it is an object; else an empty one. */
export async function objectBeside(
  source: ImportSource,
  path: string,
  maxSize = MAX_DOCUMENT_SIZE,
): Promise<LogRecord> {
  const value = await jsonBeside(source, path, maxSize);
  return isObject(value) ? value : {};
}

/** The first record of a log of JSON lines; `undefined` where that is none. */
export async function firstRecord(source: ImportSource): Promise<LogRecord | undefined> {
  for await (const lines of logLines(source, {})) return lines[0]?.record;
  return undefined;
}
