import { asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** Whether a record is something that a person was shown: said, or asked. */
export function isShown({ type }: LogRecord): boolean {
  return type === 'say' || type === 'ask';
}

/** What a record is of, whether it was said or asked. */
export function kindOf({ type, ask, say }: LogRecord): string {
  return asText(type === 'ask' ? ask : say) ?? asText(say) ?? asText(ask) ?? '';
}

/** The words of a record; empty where it has none, or an object. */
export function wordsOf({ text }: LogRecord): string {
  return typeof text === 'string' ? text : '';
}

/** The object that the text of a record is (see `clineRecords`); an empty one where it is words. */
export function objectOf({ text }: LogRecord): LogRecord {
  return isObject(text) ? text : {};
}

/** Whether a record was asked and the next one says the same, once it was allowed, or the other way round. */
export function isRepeated(record: LogRecord, next: LogRecord): boolean {
  if (!isShown(record) || !isShown(next) || record['type'] === next['type']) return false;
  const [text, nextText] = [record['text'], next['text']].map((value) => JSON.stringify(value ?? ''));
  return kindOf(record) === kindOf(next) && text === nextText && text !== '""';
}
