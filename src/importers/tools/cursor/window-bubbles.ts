import type { SourceRecord } from '../../records/record-importer.ts';
import { asText, isObject, asList } from '../../sources/json-value.ts';
import type { LineReading } from '../../sources/log-lines.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { Store } from '../../sqlite/open-store.ts';
import { jsonColumn, textColumn } from '../../stores/json-column.ts';
import type { StoreSession } from '../../stores/store-session.ts';
import { composerTime, messagesOf } from './window-composers.ts';

/** The text of a file that is there and empty; the row of it may be missing. */
const EMPTY_TEXT = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Fields of a call that hold JSON as a text. */
const JSON_FIELDS = ['rawArgs', 'params', 'result', 'error'] as const;

/** Fields of the header of a message that lies elsewhere. */
const HEADER_FIELDS: ReadonlySet<string> = new Set([
  'bubbleId',
  'type',
  'grouping',
  'createdAt',
  'serverBubbleId',
  'contentHeightHint',
]);

/** Kind of a capability that keeps the calls of a conversation, in versions of 2024. */
const TOOL_CAPABILITY = 15;

/**
 * The messages (bubbles) of a conversation as records, in the order of its headers, with what belongs to them and lies
 * elsewhere: their calls in versions of 2024, the texts of files before and after an edit.
 *
 * Cost: a few pages for each message, by the index of keys, whatever the size of the database.
 */
export async function* windowBubbles(
  session: StoreSession,
  { signal, report }: LineReading,
): AsyncGenerator<readonly SourceRecord[], undefined, undefined> {
  const { store, facts } = session;
  const calls = callsOfCapabilities(facts);
  const named = new Set<string>();
  let number = 0;
  let isOneLost = false;
  for (const header of messagesOf(facts)) {
    signal?.throwIfAborted();
    const { grouping } = header;
    const id = asText(header['bubbleId']) ?? '';
    named.add(id);
    if (isObject(grouping) && grouping['isRenderable'] === false) {
      report?.note('hidden-message', 'a message that Cursor does not show was left out', {
        severity: 'info',
      });
      continue;
    }
    const found = await bubbleOf(session, header, signal);
    if (!found) {
      isOneLost = true;
      report?.note('lost-message', `the message ${id} of the conversation is not in the database any more`);
      continue;
    }
    number += 1;
    if (found.bubble === undefined) {
      report?.note('unreadable-item', `message ${id} is no JSON object and was kept as text`);
      yield [{ number, text: found.text, flaw: 'unreadable-item' }];
      continue;
    }
    const createdAt =
      found.bubble['createdAt'] ?? header['createdAt'] ?? (number === 1 ? facts['createdAt'] : undefined);
    const call = found.bubble['toolFormerData'] ?? calls.get(id);
    const record: LogRecord = {
      ...withoutSecrets(found.bubble),
      ...(createdAt !== undefined && { createdAt }),
      ...(isObject(call) && { toolFormerData: await openedCall(store, call, signal) }),
    };
    yield [{ number, text: found.text, record }];
  }
  // A header that leads nowhere may be damaged: its message is among those that no header leads to.
  if (isOneLost) yield* strayBubbles(session, named, { number, signal, report });
  return undefined;
}

/** Messages of a conversation that no header leads to; in the order of their keys. */
async function* strayBubbles(
  { store, id }: StoreSession,
  named: ReadonlySet<string>,
  { number: last, signal, report }: LineReading & { readonly number: number },
): AsyncGenerator<readonly SourceRecord[], void, undefined> {
  const prefix = `bubbleId:${id}:`;
  let number = last;
  for await (const { key, value } of store.database.find('cursorDiskKV', 'key', prefix, {
    isPrefix: true,
    signal,
  })) {
    const text = textColumn(value) ?? '';
    if (named.has((textColumn(key) ?? '').slice(prefix.length)) || text === '') continue;
    const bubble = jsonColumn(value);
    number += 1;
    report?.note('stray-message', 'a message that the conversation does not name was put at its end');
    const call = isObject(bubble) ? bubble['toolFormerData'] : undefined;
    const opened = isObject(call) ? { toolFormerData: await openedCall(store, call, signal) } : {};
    if (isObject(bubble)) yield [{ number, text, record: { ...withoutSecrets(bubble), ...opened } }];
    else yield [{ number, text, flaw: 'unreadable-item' }];
  }
}

/** When a message was written, or begun; ms since 1970 UTC. */
export function bubbleTime({ createdAt, startedAtMs, timingInfo }: LogRecord): number | undefined {
  const timing = isObject(timingInfo) ? timingInfo : {};
  return composerTime(createdAt) ?? composerTime(startedAtMs) ?? composerTime(timing['clientStartTime']);
}

async function bubbleOf(
  { store, id }: StoreSession,
  header: LogRecord,
  signal?: AbortSignal,
): Promise<{ readonly text: string; readonly bubble: LogRecord | undefined } | undefined> {
  const bubbleId = asText(header['bubbleId']) ?? '';
  const rows = store.database.find('cursorDiskKV', 'key', `bubbleId:${id}:${bubbleId}`, { signal });
  for await (const { value } of rows) {
    const bubble = jsonColumn(value);
    return { text: textColumn(value) ?? '', bubble: isObject(bubble) ? bubble : undefined };
  }
  // Versions to 2024 have the messages in the conversation; a header has nothing to tell.
  const isBubble = Object.keys(header).some((key) => !HEADER_FIELDS.has(key));
  return isBubble ? { text: JSON.stringify(header), bubble: header } : undefined;
}

function callsOfCapabilities({ capabilities }: LogRecord): ReadonlyMap<string, unknown> {
  const calls = new Map<string, unknown>();
  for (const capability of asList(capabilities)) {
    if (!isObject(capability) || capability['type'] !== TOOL_CAPABILITY || !isObject(capability['data']))
      continue;
    const { bubbleDataMap } = capability['data'];
    const map = typeof bubbleDataMap === 'string' ? jsonColumn(bubbleDataMap) : bubbleDataMap;
    for (const [id, call] of isObject(map) ? Object.entries(map) : []) calls.set(id, call);
  }
  return calls;
}

/** A call with its JSON parsed, and the texts of the file that it changed in `contents`. */
async function openedCall(store: Store, call: LogRecord, signal?: AbortSignal): Promise<LogRecord> {
  const fields = JSON_FIELDS.map((name): [string, unknown] => {
    const value = call[name];
    return [name, typeof value === 'string' ? (jsonColumn(value) ?? value) : value];
  });
  const opened: LogRecord = {
    ...call,
    ...Object.fromEntries(fields.filter(([, value]) => value !== undefined)),
  };
  const result = isObject(opened['result']) ? opened['result'] : {};
  const before = await contentOf(store, result['beforeContentId'], signal);
  const after = await contentOf(store, result['afterContentId'], signal);
  if (before === undefined && after === undefined) return opened;
  return {
    ...opened,
    contents: { ...(before !== undefined && { before }), ...(after !== undefined && { after }) },
  };
}

async function contentOf(store: Store, id: unknown, signal?: AbortSignal): Promise<string | undefined> {
  const key = asText(id);
  if (key === undefined) return undefined;
  for await (const { value } of store.database.find('cursorDiskKV', 'key', key, { signal }))
    return textColumn(value);
  return key.endsWith(EMPTY_TEXT) ? '' : undefined;
}

/** Keys that Cursor encrypts blobs with must not get into an archive. */
function withoutSecrets(bubble: LogRecord): LogRecord {
  return Object.fromEntries(Object.entries(bubble).filter(([key]) => !/encryptionkey$/i.test(key)));
}
