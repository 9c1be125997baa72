import { jsonBeside } from '../../sources/files-beside.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';

/** The list of all sessions, beside them. */
export const LIST_NAME = 'sessions.json';

const UNTITLED = /^(?:untitled|new) session$/i;

/** A title that somebody, or the program, gave; nothing where the session is called untitled. */
export function titleOf(value: unknown): string | undefined {
  const title = asText(value);
  return title === undefined || UNTITLED.test(title) ? undefined : title;
}

/** A folder as a path: extensions write its address (`file:///home/ada/shop`). */
export function folderOf(value: unknown): string | undefined {
  const folder = asText(value);
  const address = /^file:\/\/(\/.*)$/.exec(folder ?? '')?.[1];
  if (address === undefined) return folder;
  try {
    return decodeURIComponent(address).replace(/^\/([A-Za-z]:)/, '$1');
  } catch {
    return address;
  }
}

/** When a session began, as the list beside it says: ms since 1970 UTC. */
export async function startInList(
  source: ImportSource,
  sessionId: string | undefined,
): Promise<number | undefined> {
  const list = asList(await jsonBeside(source, LIST_NAME)).filter(isObject);
  const entry = sessionId === undefined ? undefined : list.find((one) => one['sessionId'] === sessionId);
  const created = entry?.['dateCreated'];
  const time = typeof created === 'string' || typeof created === 'number' ? Number(created) : NaN;
  return Number.isNaN(time) ? undefined : plausibleTime(time);
}
