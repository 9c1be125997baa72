import { documentRecords } from '../../records/record-importer.ts';
import type { RecordReading, SourceRecord } from '../../records/record-importer.ts';
import { isDeeperThan, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { isShown } from './ui-record.ts';

/** Nesting of JSON within a text that is opened. */
const MAX_DEPTH = 100;

/**
 * The records of a session: the items of an array, or the `messages` of a document. JSON that stands in them as a text
 * is opened: what a tool gave, and what most of the records that a person was shown say.
 */
export const clineRecords: RecordReading = async function* (source, reading, options) {
  const records = documentRecords('messages')(source, reading, options);
  for (;;) {
    const next = await records.next();
    if (next.done) return next.value;
    yield next.value.map(opened);
  }
};

function opened(place: SourceRecord): SourceRecord {
  return place.record ? { ...place, record: withOpened(place.record) } : place;
}

function withOpened(record: LogRecord): LogRecord {
  if (isShown(record))
    return { ...record, ...('text' in record && { text: opening(record['text'], isObject) }) };
  const { content } = record;
  if (!Array.isArray(content)) return record;
  return { ...record, content: (content as unknown[]).map(withOpenedResult) };
}

function withOpenedResult(block: unknown): unknown {
  if (!isObject(block) || block['type'] !== 'tool_result') return block;
  return {
    ...block,
    content: opening(block['content'], (value) => typeof value === 'object' && value !== null),
  };
}

/** The value that a text of JSON stands for, if it is of the kind that is looked for; else the text. */
function opening(text: unknown, isWanted: (value: unknown) => boolean): unknown {
  if (typeof text !== 'string' || !/^\s*[[{]/.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    return isWanted(value) && !isDeeperThan(value, MAX_DEPTH) ? value : text;
  } catch {
    return text;
  }
}
