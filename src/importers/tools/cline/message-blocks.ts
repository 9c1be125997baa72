import { isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** The blocks of a message; a text is one of them. */
export function blocksOf({ content }: LogRecord): readonly LogRecord[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  if (!Array.isArray(content)) return [];
  return (content as unknown[]).map((block) => (isObject(block) ? block : { type: 'unknown', value: block }));
}
