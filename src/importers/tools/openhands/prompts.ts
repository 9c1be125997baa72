import { isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { blocksOf, wordsOf } from './event-content.ts';

/** The words of an event that is a message of a person, new or of the older form. */
export function promptOf(event: LogRecord): string | undefined {
  if (event['source'] !== 'user') return undefined;
  const message = event['llm_message'];
  if (event['kind'] === 'MessageEvent' && isObject(message)) return wordsOf(blocksOf(message['content']));
  const args = event['args'];
  return event['action'] === 'message' && isObject(args) && typeof args['content'] === 'string'
    ? args['content']
    : undefined;
}
