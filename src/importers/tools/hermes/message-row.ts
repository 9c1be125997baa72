import type { SourceRecord } from '../../records/record-importer.ts';
import { asText } from '../../sources/json-value.ts';
import { jsonColumn } from '../../stores/json-column.ts';
import type { Row } from '../../sqlite/sqlite-database.ts';

/** Columns that hold JSON. */
const JSON_COLUMNS = ['tool_calls', 'reasoning_details', 'codex_reasoning_items', 'codex_message_items'];

/** What stands before a content that is a list of parts. */
const LIST_MARK = '\0json:';

/** Columns that say where a row stands, and that are read as such. */
const OF_ROW = new Set(['id', 'session_id', 'active', 'compacted', 'observed']);

/** A row of the table of messages as a document has a message: with parsed JSON, without columns that are empty. */
export function messageOfRow(row: Row, number: number): SourceRecord {
  const record: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    const isSaid =
      value !== null && value !== '' && typeof value !== 'bigint' && !(value instanceof Uint8Array);
    if (!isSaid || OF_ROW.has(name)) continue;
    record[name] = JSON_COLUMNS.includes(name) ? (jsonColumn(value) ?? value) : value;
  }
  record['content'] = contentOf(row['content']);
  // What was taken back is not active, and was not summed up either.
  const isUndone = row['active'] === 0 && row['compacted'] !== 1;
  return {
    number,
    member: 'messages',
    text: asText(row['content']) ?? '',
    record,
    ...(isUndone && { branch: 'undone' }),
  };
}

function contentOf(content: Row[string] | undefined): unknown {
  if (typeof content !== 'string') return '';
  const isList = content.startsWith(LIST_MARK);
  if (!isList && !content.startsWith('[{"type"')) return content;
  return jsonColumn(isList ? content.slice(LIST_MARK.length) : content) ?? content;
}
