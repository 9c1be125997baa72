import { isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** The `message` of a record, where it is an object. */
export function messageOf(record: LogRecord): LogRecord | undefined {
  return isObject(record['message']) ? record['message'] : undefined;
}

/** The content blocks of a message; text content becomes one block. Blocks that are no objects are passed on. */
export function blocksOf(message: LogRecord | undefined): readonly unknown[] {
  const content = message?.['content'];
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  if (Array.isArray(content)) return content as unknown[];
  return content === undefined || content === null ? [] : [content];
}

/** The first text of a record's message. */
export function firstText(record: LogRecord): string | undefined {
  const block = blocksOf(messageOf(record)).find(
    (item) => isObject(item) && typeof item['text'] === 'string',
  );
  return isObject(block) && typeof block['text'] === 'string' ? block['text'] : undefined;
}
