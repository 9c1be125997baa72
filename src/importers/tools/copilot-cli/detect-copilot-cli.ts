import { headLines } from '../../sources/head-lines.ts';
import { isObject } from '../../sources/json-value.ts';

/** How sure it is that lines are events of Copilot CLI: `type`, `data` and the event before. */
export function detectCopilotCli(head: Uint8Array): number {
  const records = headLines(head, 20).filter(isObject);
  const [first] = records;
  if (!first) return 0;
  const isEvent = (record: Readonly<Record<string, unknown>>): boolean =>
    typeof record['type'] === 'string' &&
    isObject(record['data']) &&
    ['id', 'timestamp', 'parentId'].every((key) => Object.hasOwn(record, key));
  if (!records.every(isEvent)) return 0;
  const { producer } = first['data'] as Readonly<Record<string, unknown>>;
  if (first['type'] === 'session.start') return producer === 'copilot-agent' ? 0.97 : 0.7;
  return records.some(({ type }) => KINDS.test(String(type))) ? 0.8 : 0;
}

const KINDS = /^(?:session|user|assistant|tool|hook|system|permission|subagent|skill)\.\w{1,40}$/;
