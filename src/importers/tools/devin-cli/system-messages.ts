import { asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

const CONTINUATION = /^\s*You are continuing work from a previous conversation thread/;

/** Whether a message is what the program begins a new chain with after it summed up what was before. */
export function isContinuation({ role, content }: LogRecord): boolean {
  return role === 'system' && typeof content === 'string' && CONTINUATION.test(content);
}

/** The summary in such a message. */
export function summaryIn(content: string): string {
  return /<summary>([^]*?)<\/summary>/.exec(content)?.[1]?.trim() ?? content.trim();
}

/** The model that a message of the program names. */
export function modelNamedIn({ role, content }: LogRecord): string | undefined {
  if (role !== 'system') return undefined;
  const text = asText(content);
  return text === undefined ? undefined : /^\s*You are powered by (.{1,200}?)\.\s*$/.exec(text)?.[1];
}
