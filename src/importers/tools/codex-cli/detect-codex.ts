import { headLines } from '../../sources/head-lines.ts';
import { isObject, hasKeys } from '../../sources/json-value.ts';
import type { RecordIdentity } from '../../sources/line-survey.ts';
import { isOldHeader, itemOf } from './rollout-item.ts';

/** How sure it is that lines are a rollout: `{timestamp, type, payload}`, or the header and bare items of 2025. */
export function detectCodex(head: Uint8Array): number {
  const records = headLines(head, 20).filter(isObject);
  const [first] = records;
  if (!first) return 0;
  const wrapped = records.filter(
    (record) => hasKeys(record, 'timestamp', 'type', 'payload') && itemOf(record),
  );
  if (wrapped.length > 0) {
    if (wrapped.some(({ type }) => type === 'session_meta')) return 0.97;
    return wrapped.length * 2 > records.length ? 0.9 : 0.4;
  }
  if (isOldHeader(first)) return records.length === 1 ? 0.7 : 0.9;
  const isState = records.some((record) => record['record_type'] === 'state');
  return isState && records.some((record) => itemOf(record)?.kind === 'response_item') ? 0.8 : 0;
}

/** Time and number that Codex writes before a record, anew when it copies it to the file of a fork. */
const ENVELOPE = /^\{\s*"timestamp"\s*:\s*"[^"\\]{0,40}"\s*,\s*(?:"ordinal"\s*:\s*\d{1,15}\s*,\s*)?/;

const NAMED = /"(?:call_id|turn_id|id)"\s*:\s*"/;

/** What is left of a line when the time it was written is taken away: a copy in a fork has another. */
function lineContent(line: string): string {
  const envelope = ENVELOPE.exec(line.slice(0, 200));
  return envelope ? line.slice(envelope[0].length) : line;
}

/** A record is its content: it can be told from its equals when that names a call, a turn or an item. */
export function identifyRecord(line: string): RecordIdentity {
  const content = lineContent(line);
  return { text: content, unique: NAMED.test(content) };
}
