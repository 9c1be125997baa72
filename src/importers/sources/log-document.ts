import type { FindingReport } from './finding-report.ts';
import { ImportError } from './import-error.ts';
import type { ImportSource } from './import-source.ts';
import { MAX_RECORD_DEPTH } from './log-record.ts';
import type { LogRecord } from './log-record.ts';
import { isDeeperThan, isObject } from './json-value.ts';
import { JsonSplitter } from './json-splitter.ts';
import type { JsonPart } from './json-splitter.ts';
import type { LineReading } from './log-lines.ts';
import { MAX_LINE_SIZE } from './source-lines.ts';

/** An item of a document: a record, or what could not be read as one. */
export interface LogItem {
  /** Counted from 1 in the order of the document. */
  readonly number: number;
  /** The key of the array it is an item of; `''` when the document is an array itself. */
  readonly member: string;
  /** Its key, where the member is an object. */
  readonly key?: string;
  readonly text: string;
  readonly record?: LogRecord;
  readonly flaw?: 'item-too-long' | 'incomplete-document' | 'unreadable-item' | 'too-deep';
}

/** How a document is read. */
export interface DocumentReading extends LineReading {
  /** Members of the root object whose items are records. Items of a root array always are. */
  readonly split: ReadonlySet<string>;
  /** Bytes of an item, or of another member, above which it is passed over. Default: that of a line. */
  readonly maxItemSize?: number;
}

/** What a document says beside its items: the other members of its root object. */
export type Envelope = LogRecord;

/**
 * The items of a JSON document, those of each chunk of the source together, as `logLines` gives lines.
 *
 * @returns the members of the root object that are no items, when the document has ended
 * @throws {ImportError} `unsupported-source` when the source is UTF-16
 */
export async function* logItems(
  source: ImportSource,
  reading: DocumentReading,
): AsyncGenerator<readonly LogItem[], Envelope, undefined> {
  const splitter = new JsonSplitter({
    split: reading.split,
    maxPartSize: reading.maxItemSize ?? MAX_LINE_SIZE,
  });
  const envelope: [string, unknown][] = [];
  let number = 0;
  const take = (parts: readonly JsonPart[]): LogItem[] => {
    const items: LogItem[] = [];
    for (const part of parts) {
      if (part.isItem || part.flaw || part.member === '') {
        const item = parseItem(part, (number += 1));
        if (reading.report) noteFlaw(item, part, reading.report);
        items.push(item);
      } else envelope.push([part.member, parseJson(part.text)]);
    }
    return items;
  };
  let remaining = source.size;
  let isFirst = true;
  for await (const chunk of source.chunks()) {
    reading.signal?.throwIfAborted();
    let bytes = chunk.length > remaining ? chunk.subarray(0, remaining) : chunk;
    remaining -= bytes.length;
    if (isFirst) bytes = withoutMark(bytes, source.name);
    isFirst = false;
    const items = take(splitter.push(bytes));
    if (items.length > 0) yield items;
    if (remaining <= 0) break;
  }
  const rest = take(splitter.end());
  if (rest.length > 0) yield rest;
  else if (!splitter.isComplete) {
    reading.report?.note('incomplete-document', 'the document ends too early; what it holds so far was read');
  }
  return Object.fromEntries(envelope);
}

function parseItem({ member, key, text, flaw }: JsonPart, number: number): LogItem {
  const item = { number, member, text, ...(key !== undefined && { key }) };
  if (flaw === 'oversized') return { ...item, flaw: 'item-too-long' };
  if (flaw === 'incomplete-document') return { ...item, flaw: 'incomplete-document' };
  const value = parseJson(text);
  if (!isObject(value)) return { ...item, flaw: 'unreadable-item' };
  if (isDeeperThan(value, MAX_RECORD_DEPTH)) return { ...item, flaw: 'too-deep' };
  return { ...item, record: value };
}

function noteFlaw(item: LogItem, { size }: JsonPart, report: FindingReport): void {
  const at = `item ${item.number}${item.member === '' ? '' : ` of "${item.member.slice(0, 40)}"`}`;
  switch (item.flaw) {
    case undefined:
      return;
    case 'item-too-long':
      report.note('item-too-long', `${at} has ${size} bytes: too many to be read`, { severity: 'error' });
      return;
    case 'incomplete-document':
      report.note('incomplete-document', `the document ends within ${at}; what was there was kept as text`);
      return;
    case 'too-deep':
      report.note('too-deep', `${at} nests deeper than ${MAX_RECORD_DEPTH} and was kept as text`);
      return;
    case 'unreadable-item':
      report.note('unreadable-item', `${at} is no JSON object and was kept as text`);
  }
}

function withoutMark(bytes: Uint8Array, name: string): Uint8Array {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new ImportError('unsupported-source', `"${name}" is UTF-16 text: convert it to UTF-8 first`);
  }
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
