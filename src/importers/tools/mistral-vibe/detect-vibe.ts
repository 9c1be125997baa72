import { headLines, headOfDocument } from '../../sources/head-lines.ts';
import { isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** Lines of a head that are looked at. */
const MAX_LINES = 20;

/** Characters of a document's head that are looked at. */
const LOOKED_AT = 20_000;

const ROLES = new Set<unknown>(['user', 'assistant', 'tool', 'system']);

/** Fields of other tools' messages. */
const FOREIGN = ['type', 'uuid', 'timestamp', 'message', 'id', 'sessionId', 'session_id'];

/** How sure it is that lines are messages of Vibe, each with an id, or a document has such messages. */
export function detectVibe(head: Uint8Array): number {
  const records = headLines(head, MAX_LINES).filter(isObject);
  const messages = records.filter(({ role }) => ROLES.has(role));
  if (messages.length > 0) {
    const isForeign = messages.some((record) => FOREIGN.some((key) => key in record));
    if (isForeign || !messages.some(isOfVibe)) return 0;
    return messages.length * 2 > records.length ? 0.85 : 0.6;
  }
  const text = headOfDocument(head)?.slice(0, LOOKED_AT) ?? '';
  const isDocument = /^\{\s*"metadata"\s*:\s*\{/.test(text) && text.includes('"session_id"');
  return isDocument && /"(?:agent_config|environment|stats)"\s*:/.test(text) ? 0.85 : 0;
}

/** An id, and whether a program put it there: what no other messages of a chat have. */
function isOfVibe(record: LogRecord): boolean {
  return typeof record['message_id'] === 'string' || 'reasoning_message_id' in record || 'injected' in record;
}
