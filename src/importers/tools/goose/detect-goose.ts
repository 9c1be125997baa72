import { headLines } from '../../sources/head-lines.ts';
import { isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { StoreTables } from '../../tool.ts';

/** Blocks that only messages of Goose have. */
const OWN_BLOCKS =
  /^(?:toolRequest|toolResponse|frontendToolRequest|toolConfirmationRequest|summarizationRequested|contextLengthExceeded)$/;

/** How sure it is that a log is a session of Goose before 1.10: facts on the first line, then messages. */
export function detectGoose(head: Uint8Array): number {
  const records = headLines(head, 20).filter(isObject);
  const [first] = records;
  if (!first) return 0;
  const messages = records.filter(isGooseMessage);
  if (isSessionLine(first)) return messages.length > 0 || records.length === 1 ? 0.9 : 0;
  const isOwn = messages.some(({ content }) =>
    (content as readonly unknown[]).some(
      (block) => isObject(block) && OWN_BLOCKS.test(String(block['type'])),
    ),
  );
  return isOwn ? 0.85 : 0;
}

/** The first line: facts of the session. */
export function isSessionLine(record: LogRecord): boolean {
  return typeof record['working_dir'] === 'string' && !('role' in record) && !('content' in record);
}

function isGooseMessage({ role, content, created }: LogRecord): boolean {
  return (role === 'user' || role === 'assistant') && Array.isArray(content) && typeof created === 'number';
}

/** How sure it is that a database is one of Goose. */
export function detectGooseDatabase(tables: StoreTables): number {
  const has = (name: string, ...columns: readonly string[]): boolean =>
    columns.every((column) => tables.get(name)?.includes(column) === true);
  return has('sessions', 'id', 'working_dir') && has('messages', 'session_id', 'content_json') ? 0.9 : 0;
}
