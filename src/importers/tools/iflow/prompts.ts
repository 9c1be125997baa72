import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** The blocks of a record's message; a text alone is one. */
export function blocksOf({ message }: LogRecord): readonly unknown[] {
  const content = isObject(message) ? message['content'] : undefined;
  return typeof content === 'string' ? [{ type: 'text', text: content }] : asList(content);
}

/** The text of a prompt; `undefined` where a record is none. */
export function promptIn(record: LogRecord): string | undefined {
  if (record['type'] !== 'user' || record['isSidechain'] === true || record['isMeta'] === true)
    return undefined;
  const texts = blocksOf(record).flatMap((block) =>
    isObject(block) && block['type'] === 'text' ? (asText(block['text']) ?? []) : [],
  );
  return texts.length === 0 ? undefined : texts.join('\n');
}
