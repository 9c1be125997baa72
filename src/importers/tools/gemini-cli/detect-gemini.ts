import { headLines } from '../../sources/head-lines.ts';
import { asList, isObject } from '../../sources/json-value.ts';
import { JsonSplitter } from '../../sources/json-splitter.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { DETECTION_SIZE } from '../../sources/detection-size.ts';
import { partsOf, splitUserContent } from './content-parts.ts';

/**
 * Too little to be taken for a session: who goes on with one makes the program write a second file with the same id,
 * which stays without a message while the first one goes on.
 */
const STUB = 0.2;

const MESSAGE_TYPES = new Set<unknown>(['user', 'gemini', 'info', 'error', 'warning']);

/** How sure it is that a source is a session, a checkpoint or the prompts of Gemini CLI. */
export function detectGemini(head: Uint8Array): number {
  const lines = headLines(head, 20);
  const records = lines.filter(isObject);
  const [first] = records;
  if (first && records.length > 0 && lines[0] === first && !('messages' in first))
    return detectLines(records);
  const start = head.find((byte) => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf);
  return start === 0x7b || start === 0x5b ? detectDocument(head) : 0;
}

function detectLines(records: readonly LogRecord[]): number {
  if (records.every(isOfStub)) return STUB;
  if (records.some((record) => '$rewindTo' in record || isObject(record['$set']))) return 0.95;
  if (records.some((record) => isSession(record) && !('type' in record))) return 0.95;
  const isMessages = records.every((record) => MESSAGE_TYPES.has(record['type']) && 'content' in record);
  return isMessages && records.some(({ type }) => type === 'gemini') ? 0.7 : 0;
}

/** Whether a record says nothing of a conversation: what the session is, and what the program told the model. */
function isOfStub(record: LogRecord): boolean {
  if (isSession(record) && !('type' in record)) return true;
  const set = record['$set'];
  if (!isObject(set)) return false;
  const messages = asList(set['messages']);
  return messages.every((message) => {
    if (!isObject(message) || message['type'] !== 'user') return false;
    return splitUserContent(partsOf(message['content'])).prompt.length === 0;
  });
}

function isSession(record: LogRecord): boolean {
  return typeof record['sessionId'] === 'string' && typeof record['projectHash'] === 'string';
}

/** Looks at the members and first items of a document, as far as the head holds them. */
function detectDocument(head: Uint8Array): number {
  const bytes = head[0] === 0xef ? head.subarray(3) : head;
  const splitter = new JsonSplitter({ split: new Set(['messages', 'history']), maxPartSize: DETECTION_SIZE });
  const parts = splitter.push(bytes);
  const names = new Set(parts.map(({ member }) => member));
  const item = parts.find((part) => part.isItem);
  const record = item && parse(item.text);
  if (names.has('sessionId') && names.has('projectHash')) return 0.95;
  if (names.has('clientHistory') || !isObject(record)) return 0;
  if (item?.member === '') return isLogged(record) ? 0.95 : isTurn(record) ? 0.9 : 0;
  return item?.member === 'history' && isTurn(record) ? 0.9 : 0;
}

function isLogged(record: LogRecord): boolean {
  return (
    typeof record['sessionId'] === 'string' &&
    typeof record['messageId'] === 'number' &&
    typeof record['message'] === 'string'
  );
}

function isTurn({ role, parts }: LogRecord): boolean {
  return (role === 'user' || role === 'model') && Array.isArray(parts);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
