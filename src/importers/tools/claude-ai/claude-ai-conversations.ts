import { conversationExport } from '../../exports/conversation-export.ts';
import { arrangeTree } from '../../exports/conversation-tree.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SourceRecord } from '../../records/record-importer.ts';

/** Longest time that the blocks of an answer may stand before the time of its message: 6 hours in ms. */
const MAX_ANSWER = 21_600_000;

/** The conversations of an account export of Claude.ai: each a list of messages. */
export const claudeAiConversations = conversationExport({
  label: 'Claude.ai',
  messages: 'chat_messages',
  facts: (conversation) => {
    const id = asText(conversation['uuid']);
    const title = asText(conversation['name']);
    const startedAt = parseIsoTime(conversation['created_at']);
    const messages = asList(conversation['chat_messages']).filter(isObject);
    const turns = messages.filter(({ sender }) => sender === 'human').length;
    return {
      ...(id !== undefined && { id }),
      ...(title !== undefined && { title }),
      ...(startedAt !== undefined && { startedAt }),
      ...(turns > 0 && { turns }),
    };
  },
  arrange: arrangeMessages,
});

/** Wall time at which a message begins. */
export function timeOfMessage(message: LogRecord): number | undefined {
  const at = parseIsoTime(message['created_at']);
  if (message['sender'] === 'human') return at;
  // An answer is dated by its end; its blocks know when it began.
  const starts = asList(message['content']).flatMap((block) => {
    const start = isObject(block) ? parseIsoTime(block['start_timestamp']) : undefined;
    return start !== undefined && (at === undefined || isWithin(start, at)) ? [start] : [];
  });
  return (
    starts.reduce<number | undefined>((first, start) => Math.min(first ?? start, start), undefined) ?? at
  );
}

/** Whether the time of a block can be one of the answer: clocks of some are hours off. */
function isWithin(start: number, end: number): boolean {
  return start <= end && end - start <= MAX_ANSWER;
}

/**
 * Older exports list messages in no order and without parents: they are a line by their times. Newer ones name the
 * parent of each.
 */
function arrangeMessages(
  messages: readonly SourceRecord[],
  conversation: LogRecord,
): readonly SourceRecord[] {
  const nodes = messages.map(({ record = {} }) => ({
    id: asText(record['uuid']),
    parent: asText(record['parent_message_uuid']),
    time: parseIsoTime(record['created_at']),
  }));
  if (!nodes.some(({ parent }) => parent !== undefined)) return byTime(messages, nodes);
  return arrangeTree(nodes, asText(conversation['current_leaf_message_uuid'])).map(({ index, branch }) => {
    const message = messages[index]!;
    return { ...message, ...(branch !== undefined && { branch }) };
  });
}

/** A message without a time stays behind the one that it stands behind. */
function byTime(
  messages: readonly SourceRecord[],
  nodes: readonly { readonly time?: number | undefined }[],
): readonly SourceRecord[] {
  let last = -Infinity;
  const times = nodes.map(({ time }) => (last = time ?? last));
  return [...messages.keys()]
    .sort((a, b) => (times[a] === times[b] ? a - b : times[a]! < times[b]! ? -1 : 1))
    .map((index) => messages[index]!);
}
