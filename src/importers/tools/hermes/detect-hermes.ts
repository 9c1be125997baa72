import { headLines, headOfDocument } from '../../sources/head-lines.ts';
import { isObject } from '../../sources/json-value.ts';
import type { StoreTables } from '../../tool.ts';

/** Characters of a head that are looked at. */
const LOOKED_AT = 60_000;

/** How sure it is that a document is a session of Hermes, or lines are one behind their first. */
export function detectHermes(head: Uint8Array): number {
  const [first] = headLines(head, 1);
  if (isObject(first) && first['role'] === 'session_meta')
    return 'platform' in first || 'model' in first ? 0.95 : 0.8;
  const text = headOfDocument(head)?.slice(0, LOOKED_AT);
  if (text === undefined || !text.startsWith('{')) return 0;
  // The messages may stand behind a long prompt of the system.
  const keys = ['session_id', 'session_start', ...(text.length < LOOKED_AT ? ['messages'] : [])];
  const hasAll = keys.every((key) => text.includes(`"${key}"`));
  return hasAll && /"(?:platform|message_count|model)"\s*:/.test(text) ? 0.92 : 0;
}

/** How sure it is that a database is the state of Hermes. */
export function detectHermesDatabase(tables: StoreTables): number {
  const sessions = tables.get('sessions') ?? [];
  const messages = tables.get('messages') ?? [];
  const has = (columns: readonly string[], ...names: readonly string[]): boolean =>
    names.every((name) => columns.includes(name));
  const isHermes =
    has(sessions, 'id', 'source', 'started_at', 'parent_session_id') &&
    has(messages, 'session_id', 'role', 'content', 'tool_calls', 'tool_call_id', 'timestamp');
  return isHermes ? 0.93 : 0;
}
