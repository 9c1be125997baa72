import { firstConversation } from '../../exports/first-conversation.ts';

/** How sure it is that a document holds conversations with a `mapping` of nodes. */
export function detectChatGpt(head: Uint8Array): number {
  const members = firstConversation(head);
  if (members.get('mapping')?.startsWith('{') !== true) return 0;
  return members.has('title') || members.has('current_node') || members.has('create_time') ? 0.95 : 0.6;
}
