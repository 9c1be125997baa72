import { headOfDocument } from '../../sources/head-lines.ts';
import { isObject } from '../../sources/json-value.ts';

/** Characters of a head that are looked at: what tells a document apart stands at its beginning. */
const LOOKED_AT = 20_000;

/** How sure it is that a document is an export of a session, or the file of a session in the storage folder. */
export function detectOpenCode(head: Uint8Array): number {
  const text = headOfDocument(head);
  if (text === undefined) return 0;
  const start = text.slice(0, LOOKED_AT);
  if (/^\{\s*"info"\s*:\s*\{/.test(start)) return hasAny(start, 'projectID', 'directory', 'slug') ? 0.95 : 0;
  if (/^\{\s*"messages"\s*:\s*\[\s*\{\s*"(?:info|parts)"\s*:/.test(start)) {
    return hasAny(start, 'sessionID', 'messageID') ? 0.9 : 0;
  }
  return isStoredSession(parse(text)) || isLongSession(start) ? 0.85 : 0;
}

/**
 * Whether a document is the file of a session in the storage folder: what the session is called and where it ran,
 * while its messages lie in files of their own.
 */
export function isStoredSession(document: unknown): boolean {
  if (!isObject(document) || typeof document['id'] !== 'string' || !isObject(document['time'])) return false;
  if (['messages', 'info', 'role', 'type'].some((key) => Object.hasOwn(document, key))) return false;
  const isNamed = document['id'].startsWith('ses_') || typeof document['projectID'] === 'string';
  return isNamed && ['directory', 'title', 'version'].some((key) => typeof document[key] === 'string');
}

/** The file of a session is longer than a head only where it holds the diffs of a large change. */
function isLongSession(start: string): boolean {
  return start.length === LOOKED_AT && /^\{\s*"id"\s*:\s*"ses_/.test(start) && hasAny(start, 'projectID');
}

function hasAny(start: string, ...keys: readonly string[]): boolean {
  return keys.some((key) => new RegExp(`"${key}"\\s*:`).test(start));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
