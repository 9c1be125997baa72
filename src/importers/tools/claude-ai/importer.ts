/**
 * Claude.ai: the account export. Messages are lists of blocks with times of their own; artifacts and files are
 * replayed as changes.
 */

import { claudeAiConversations, timeOfMessage } from './claude-ai-conversations.ts';
import { ClaudeAiTranslator } from './claude-ai-translator.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import { recordImporter } from '../../records/record-importer.ts';

/** Fields of a conversation and its messages that are not written. */
export const CLAUDE_AI_LEFT_OUT: readonly LeftOutField[] = [
  {
    path: 'uuid',
    why: 'id of a message; order and branches are resolved. That of a conversation is in the session',
  },
  {
    path: 'text',
    why: 'the blocks of a message again; where there are none it is shown, and what it says beyond them is kept',
  },
  { path: 'parent_message_uuid', why: 'order and branches are resolved' },
  { path: 'current_leaf_message_uuid', why: 'id of the last message; order and branches are resolved' },
  { path: 'account.uuid', why: 'id of the person' },
  { path: 'created_at', why: 'is the time of the events' },
  {
    path: 'updated_at',
    why: 'when the message was stored; equal to `created_at`, or the end of the conversation',
  },
  { path: 'content[].start_timestamp', why: 'is the time of the event' },
  { path: 'content[].stop_timestamp', why: 'is the time of what comes next' },
  { path: 'content[].id', why: 'id of a call; calls have short ids of their own' },
  { path: 'content[].tool_use_id', why: 'id of a call; results stand with their calls' },
  { path: 'content[].input.version_uuid', why: 'id of a version of an artifact' },
];

/** The account export of Claude.ai. */
export const claudeAiExport = recordImporter({
  id: 'claude-ai',
  ...claudeAiConversations,
  timeOf: timeOfMessage,
  typeOf: ({ sender }) => (typeof sender === 'string' ? sender.slice(0, 40) : 'message'),
  leftOut: CLAUDE_AI_LEFT_OUT,
  translator: (writer) => new ClaudeAiTranslator(writer),
});
