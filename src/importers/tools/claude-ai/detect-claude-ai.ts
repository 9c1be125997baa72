import { firstConversation } from '../../exports/first-conversation.ts';

/** How sure it is that a document holds conversations with `chat_messages`. */
export function detectClaudeAi(head: Uint8Array): number {
  const members = firstConversation(head);
  if (members.get('chat_messages')?.startsWith('[') !== true) return 0;
  return members.has('uuid') || members.has('name') ? 0.95 : 0.6;
}
