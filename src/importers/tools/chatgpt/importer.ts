/**
 * ChatGPT: the account export. Each conversation is a tree of messages; the way to its current message is the main
 * line, answers that were made anew and prompts that were edited are abandoned branches.
 */

import { chatGptConversations, timeOfNode } from './chatgpt-conversations.ts';
import { contentOf, messageOf, roleOf } from './message.ts';
import { ChatGptTranslator } from './chatgpt-translator.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import { recordImporter } from '../../records/record-importer.ts';

/** Fields of a conversation and its nodes that are not written. */
export const CHATGPT_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'current_node', why: 'id of the last message; order and branches are resolved' },
  {
    path: 'id',
    why: 'id of a node; order and branches are resolved. That of a conversation is in the session',
  },
  { path: 'parent', why: 'order and branches are resolved' },
  { path: 'children[]', why: 'order and branches are resolved' },
  { path: 'message.id', why: 'id of the node again' },
  { path: 'message.metadata.parent_id', why: 'id of a node' },
  { path: 'message.metadata.request_id', why: 'id of the provider' },
  { path: 'message.metadata.turn_exchange_id', why: 'id of the provider' },
  { path: 'message.metadata.aggregate_result.run_id', why: 'id of the provider' },
  { path: 'message.content.source_analysis_msg_id', why: 'id of a node' },
];

/** The account export of ChatGPT. */
export const chatGptExport = recordImporter({
  id: 'chatgpt',
  ...chatGptConversations,
  timeOf: timeOfNode,
  typeOf: (node) => {
    const message = messageOf(node);
    if (!message) return 'node';
    return `${roleOf(message) ?? 'message'} ${String(contentOf(message)['content_type'])}`.slice(0, 60);
  },
  leftOut: CHATGPT_LEFT_OUT,
  translator: (writer, source) => new ChatGptTranslator(writer, source),
});
