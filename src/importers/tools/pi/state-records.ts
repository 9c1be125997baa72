import type { JsonObject } from '../../../format/index.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { asCount, asJson, asText, compact, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { mediaOf, textOf } from './message-blocks.ts';

/**
 * Records, and messages of the program itself, that are no part of the conversation.
 *
 * @param known - the header of the session, and whether the record that a label names shows it
 * @returns whether the kind is known
 */
export function writeStateRecord(
  writer: SessionWriter,
  record: LogRecord,
  { header, isMarked }: { readonly header: LogRecord; readonly isMarked: (label: LogRecord) => boolean },
): boolean {
  switch (record['type']) {
    case 'session':
      return writeHeader(writer, record, header);
    case 'title':
    case 'session_info':
      return writeTitle(writer, record);
    case 'model_change':
      return note(writer, 'model', [record['provider'], record['modelId']], '/');
    case 'thinking_level_change':
      return note(writer, 'thinking-level', [record['thinkingLevel']]);
    case 'compaction':
    case 'compactionSummary':
      writer.notice('compaction', asText(record['summary']), {
        data: compact([['preTokens', asCount(record['tokensBefore'])], ...restOf(record['details'])]),
      });
      return true;
    case 'branch_summary':
    case 'branchSummary':
      return writeNotice(writer, 'branch-summary', {
        words: asText(record['summary']),
        details: record['details'],
      });
    case 'custom_message':
    case 'custom':
    case 'hookMessage':
      return writeCustom(writer, record);
    case 'label':
      // Stands at the record that it names, where that is there and no later label takes its place.
      if (isMarked(record)) writer.markTold(record['label']);
      return true;
    default:
      return false;
  }
}

/** What the header says beside folder and id: the session that this one was forked from. */
function writeHeader(writer: SessionWriter, record: LogRecord, header: LogRecord): boolean {
  if (record !== header && record['id'] !== header['id']) return false;
  const from = asText(record['parentSession']) ?? asText(record['branchedFrom']);
  writer.markTold([record['cwd'], record['title']]);
  if (from !== undefined) writer.notice('system', `Forked from ${from}`, { data: { kind: 'fork' } });
  return true;
}

function writeTitle(writer: SessionWriter, record: LogRecord): boolean {
  const title = asText(record['name']) ?? asText(record['title']);
  if (title !== undefined) writer.update({ sessionUpdate: 'session_info_update', title });
  return true;
}

function note(writer: SessionWriter, kind: string, parts: readonly unknown[], separator = ''): boolean {
  const words = parts.map(asText).filter(Boolean).join(separator);
  return writeNotice(writer, kind, { words: words === '' ? undefined : words, details: undefined });
}

/** State of an extension, which nobody is shown (`data`), or a message that it put in. */
function writeCustom(writer: SessionWriter, record: LogRecord): boolean {
  const words = textOf(record['content']);
  const details = { data: record['data'], details: record['details'], display: record['display'] };
  const kind = asText(record['customType']) ?? 'custom';
  writeNotice(writer, kind, { words: words === '' ? undefined : words, details });
  const media = mediaOf(record['content']);
  if (media.length > 0) writer.message('user', media, { meta: { origin: 'synthetic' } });
  return true;
}

function writeNotice(
  writer: SessionWriter,
  kind: string,
  { words, details }: { words: string | undefined; details: unknown },
): boolean {
  const data: JsonObject = { kind, ...compact(restOf(details)) };
  writer.notice('system', words, { data });
  return true;
}

function restOf(details: unknown): (readonly [string, ReturnType<typeof asJson> | undefined])[] {
  if (!isObject(details)) return [];
  return Object.entries(details)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([key, value]) => [key, asJson(value)]);
}
