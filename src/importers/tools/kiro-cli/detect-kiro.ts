import { headLines, headOfDocument } from '../../sources/head-lines.ts';
import { isObject } from '../../sources/json-value.ts';
import type { StoreTables } from '../../tool.ts';

/** Kinds of lines of a journal (version 2), and types of lines of the version after it, which tell them from others. */
const KINDS: ReadonlySet<unknown> = new Set([
  'Prompt',
  'AssistantMessage',
  'ToolResults',
  'Compaction',
  'Clear',
  'ResetTo',
]);
const TYPES: ReadonlySet<unknown> = new Set([
  'session_start',
  'turn_start',
  'user',
  'assistant',
  'tool_call',
  'tool_result',
  'usage_summary',
]);

/** How sure it is that a log is a journal of Kiro CLI, the messages of its version 3, or a conversation of its database. */
export function detectKiro(head: Uint8Array): number {
  const records = headLines(head, 10).filter(isObject);
  if (records.some(isJournalLine)) return 0.95;
  if (records.some(isEventLine)) return 0.85;
  const document = headOfDocument(head)?.slice(0, 4000);
  return document && /^\{\s*"conversation_id"\s*:/.test(document) && document.includes('"history"') ? 0.8 : 0;
}

/** A line of version 2: `{version: "v1", kind, data}`. */
export function isJournalLine(record: Readonly<Record<string, unknown>>): boolean {
  return typeof record['version'] === 'string' && KINDS.has(record['kind']) && isObject(record['data']);
}

/** A line of version 3: `{id, timestamp, payload: {type}}`. */
export function isEventLine(record: Readonly<Record<string, unknown>>): boolean {
  const { payload } = record;
  return 'id' in record && 'timestamp' in record && isObject(payload) && TYPES.has(payload['type']);
}

/** How sure it is that a database is one of Kiro CLI, which took it over from Amazon Q and has a table more. */
export function detectKiroDatabase(tables: StoreTables): number {
  if (!hasConversations(tables)) return 0;
  return tables.has('conversations_v2') ? 0.9 : 0.8;
}

/** How sure it is that a database is one of Amazon Q. */
export function detectAmazonQDatabase(tables: StoreTables): number {
  if (!hasConversations(tables)) return 0;
  return tables.has('conversations_v2') ? 0.8 : 0.9;
}

function hasConversations(tables: StoreTables): boolean {
  const has = (name: string): boolean =>
    ['key', 'value'].every((column) => tables.get(name)?.includes(column) === true);
  return has('conversations') || has('conversations_v2');
}
