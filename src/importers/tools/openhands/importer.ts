/**
 * OpenHands: the folder of a conversation of its SDK and command line (a state, and a file for each event), a list or
 * lines of such events, and the trajectories of the program before it.
 */

import type { LeftOutField } from '../../kept/left-out.ts';
import { recordImporter } from '../../records/record-importer.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { asText } from '../../sources/json-value.ts';
import { conversationRecords } from './conversation-records.ts';
import { openHandsSessions } from './openhands-sessions.ts';
import { OpenHandsTranslator } from './openhands-translator.ts';

/** Fields of events that are not written. */
export const OPENHANDS_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'id', why: 'id of the event; events have short ids of their own' },
  { path: 'parent_id', why: 'id of the event before; order is that of the files' },
  { path: 'timestamp', why: 'is the time of the event' },
  { path: 'stats.**', why: 'tokens and costs, which stand with the answers' },
  { path: 'model', why: 'stands in the session' },
  { path: 'system_prompt.text', why: 'system prompt of the program; what is added for the session is kept' },
  { path: 'tools[].**', why: 'descriptions of the tools' },
  { path: 'args.tools[].**', why: 'descriptions of the tools' },
  { path: 'tool_call_id', why: 'id of a call; resolved' },
  { path: 'action_id', why: 'id of the event of the call; resolved' },
  { path: 'tool_call.id', why: 'id of a call; resolved' },
  {
    path: 'tool_call.arguments',
    why: 'the input of the call again, as text; shown where it could not be read',
  },
  { path: 'tool_call.responses_item_id', why: 'id of the provider' },
  { path: '~llm_response_id', why: 'id of an answer; joins its events with its tokens' },
  { path: '~signature', why: 'opaque token of the provider' },
  { path: '~encrypted_content', why: 'opaque token of the provider' },
  { path: 'thinking_blocks[].data', why: 'opaque token of the provider' },
  { path: '~reasoning_details[].**', why: 'opaque tokens of the provider' },
  { path: '~forgotten_event_ids[]', why: 'ids of events; their number is told' },
  { path: '~image_urls[]', why: 'shown as pictures' },
  { path: 'observation.metadata.**', why: 'where the shell is, shown with the next command; how it ended' },
  { path: 'observation.full_output_save_dir', why: 'folder of the program' },
  { path: 'observation.old_content', why: 'shown as the text before the change' },
  { path: 'observation.commit.**', why: 'shown as changes' },
  { path: 'message', why: 'what the program says of an event in a sentence; the event itself is shown' },
  { path: 'extras.diff', why: 'shown as the change' },
  { path: 'extras.metadata.**', why: 'where the shell is, shown with the next command; how it ended' },
  { path: 'extras.old_content', why: 'shown as the text before the change' },
  { path: 'args.content', why: 'shown; of a system message the prompt of the program' },
  { path: 'tool_call_metadata.**', why: 'the answer of the model again; model and tokens are told' },
  { path: 'llm_metrics.**', why: 'tokens and costs, which stand with the answers' },
];

/** Kinds of events that are no part of a session: the program's own state, which holds its settings; raw requests. */
const NO_PART = new Set([
  'ConversationStateUpdateEvent',
  'LLMCompletionLogEvent',
  'TokenEvent',
  'StreamingDeltaEvent',
]);

/** Conversations of OpenHands. */
export const openHands = recordImporter({
  id: 'openhands',
  sessions: openHandsSessions,
  read: conversationRecords,
  timeOf: ({ timestamp }) => parseIsoTime(timestamp),
  typeOf: (record) =>
    asText(record['kind']) ?? asText(record['action']) ?? asText(record['observation']) ?? 'event',
  leftOut: OPENHANDS_LEFT_OUT,
  isLeftOut: ({ kind }) => NO_PART.has(asText(kind) ?? ''),
  translator: (writer) => new OpenHandsTranslator(writer),
});
