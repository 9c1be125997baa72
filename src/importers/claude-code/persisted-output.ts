import type { ImportSource } from '../importer.ts';
import { isObject, text } from '../json-value.ts';
import type { LogRecord } from './records.ts';

/** Bytes of an output that was too large for the log; a larger one stays where it is. */
const MAX_SIZE = 32 * 2 ** 20;

/**
 * Reads the output that a result names as saved elsewhere, where its file lies beside the log.
 *
 * The path in a log is from another computer and could be anything: only its last part is used, and only below
 * the session's own folder.
 */
export async function persistedOutput(
  record: LogRecord | undefined,
  source: ImportSource,
  folder: string | undefined,
): Promise<string | undefined> {
  const result = record?.['toolUseResult'];
  const path = isObject(result) ? text(result['persistedOutputPath']) : undefined;
  const name = path === undefined ? undefined : /[^/\\]{1,100}$/.exec(path)?.[0];
  if (folder === undefined || name === undefined || !/^[\w-][\w.-]*$/.test(name)) return undefined;
  const file = await source.sibling?.(`${folder}/tool-results/${name}`);
  if (!file || file.size > MAX_SIZE) return undefined;
  const decoder = new TextDecoder();
  let whole = '';
  for await (const chunk of file.chunks()) whole += decoder.decode(chunk, { stream: true });
  return whole + decoder.decode();
}
