import { conversationExport } from '../../exports/conversation-export.ts';
import { arrangeTree } from '../../exports/conversation-tree.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import { asNumber, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SourceRecord } from '../../records/record-importer.ts';
import { isHidden, messageOf, roleOf } from './message.ts';

/** The conversations of an account export of ChatGPT: each a tree of messages, its nodes by their ids. */
export const chatGptConversations = conversationExport({
  label: 'ChatGPT',
  messages: 'mapping',
  facts: (conversation) => {
    const id = conversationId(conversation);
    const title = asText(conversation['title']);
    const startedAt = secondsAsTime(conversation['create_time']);
    const turns = countPrompts(conversation['mapping']);
    return {
      ...(id !== undefined && { id }),
      ...(title !== undefined && { title }),
      ...(startedAt !== undefined && { startedAt }),
      ...(turns > 0 && { turns }),
    };
  },
  arrange: arrangeNodes,
});

function countPrompts(nodes: unknown): number {
  if (!isObject(nodes)) return 0;
  const messages = Object.values(nodes).map((node) => (isObject(node) ? messageOf(node) : undefined));
  return messages.filter((message) => message && roleOf(message) === 'user' && !isHidden(message)).length;
}

/** Id of a conversation, which newer exports state twice. */
export function conversationId(conversation: LogRecord): string | undefined {
  return asText(conversation['conversation_id']) ?? asText(conversation['id']);
}

/** Wall time of a node's message. */
export function timeOfNode(node: LogRecord): number | undefined {
  const message = messageOf(node);
  // The empty system message at the root gets a new time whenever the conversation goes on.
  return message && roleOf(message) !== 'system' ? secondsAsTime(message['create_time']) : undefined;
}

function arrangeNodes(nodes: readonly SourceRecord[], conversation: LogRecord): readonly SourceRecord[] {
  const tree = nodes.map(({ key, record = {} }) => ({
    id: key ?? asText(record['id']),
    parent: asText(record['parent']),
    children: asList(record['children']).filter((id) => typeof id === 'string'),
    time: timeOfNode(record),
  }));
  return arrangeTree(tree, asText(conversation['current_node'])).map(({ index, branch }) => {
    const node = nodes[index]!;
    return { ...node, ...(branch !== undefined && { branch }) };
  });
}

/** Seconds since 1970 with fractions; older clients wrote milliseconds nowhere. */
function secondsAsTime(value: unknown): number | undefined {
  const seconds = asNumber(value);
  return seconds === undefined ? undefined : plausibleTime(seconds * 1000);
}

/** Whether a node is only there to hold the tree together. */
export function isBareNode(node: LogRecord): boolean {
  return !isObject(node['message']) && (node['message'] === null || node['message'] === undefined);
}
