import { isObject } from '../../sources/json-value.ts';

/** Lines of a head that are looked at: the first ones are often no messages. */
const MAX_LINES = 60;

/** No line says more. */
const MAX_SCORE = 0.95;

const MESSAGE_TYPES = new Set(['user', 'assistant', 'system', 'progress', 'attachment']);
const FACT_TYPES = new Set([
  'summary',
  'file-history-snapshot',
  'mode',
  'permission-mode',
  'custom-title',
  'ai-title',
  'queue-operation',
  'last-prompt',
  'pr-link',
]);

/** How sure it is, 0 … 1, that a head is of a Claude Code log. */
export function detectClaudeCode(head: Uint8Array): number {
  if (head.length > 1 && head[0]! + head[1]! === 0xff + 0xfe) return 0;
  const lines = new TextDecoder()
    .decode(head)
    .replace(/^\ufeff/, '')
    .split(/[\r\n]+/);
  let best = 0;
  for (const line of lines.slice(0, MAX_LINES)) {
    best = Math.max(best, scoreLine(line.replaceAll('\0', '').trim()));
    if (best >= MAX_SCORE) return best;
  }
  return best;
}

function scoreLine(line: string): number {
  if (!line.startsWith('{')) return 0;
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch {
    // A line that is cut by the end of the head, or larger than it.
    const hasId = /"(?:parentUuid|leafUuid|uuid)"\s*:/.test(line);
    return hasId && /"(?:sessionId|message)"\s*:/.test(line) ? 0.7 : 0;
  }
  return isObject(record) ? scoreRecord(record) : 0;
}

function scoreRecord(record: Record<string, unknown>): number {
  const type = String(record['type']);
  const hasSession = typeof record['sessionId'] === 'string';
  const hasId = 'uuid' in record || 'parentUuid' in record;
  if (MESSAGE_TYPES.has(type) && hasId) return hasSession ? MAX_SCORE : 0.8;
  if (FACT_TYPES.has(type)) return hasSession || 'leafUuid' in record || 'snapshot' in record ? 0.85 : 0.4;
  if (hasSession && hasId) return 0.7;
  return (type === 'user' || type === 'assistant') && isObject(record['message']) ? 0.5 : 0;
}
