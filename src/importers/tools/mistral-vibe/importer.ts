/**
 * Mistral Vibe: a folder a session, with messages of a chat as JSON lines and a document of what else is known; versions of
 * 2025 had both in one document.
 */

import { asText } from '../../sources/json-value.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import { NeverPacked } from '../../kept/never-packed.ts';
import { recordImporter } from '../../records/record-importer.ts';
import { vibeRecords } from './session-records.ts';
import { VibeTranslator } from './vibe-translator.ts';

/** Fields that are not written. */
export const VIBE_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'message_id', why: 'id of the message; events have short ids of their own' },
  { path: 'reasoning_message_id', why: 'id of the thought' },
  { path: 'reasoning_signature', why: 'opaque token of the provider' },
  { path: 'reasoning_state[]', why: 'opaque token of the provider' },
  { path: 'tool_call_id', why: 'id of a call; resolved' },
  { path: 'tool_calls[].id', why: 'id of a call; resolved' },
  { path: 'tool_calls[].function.arguments', why: 'JSON of the input, which the call has' },
  { path: 'tool_calls[].function.arguments.content', why: 'text, or edits, of a change, which has them' },
  { path: 'name', why: 'name of the tool, which the call has' },
  { path: 'metadata.**', why: 'facts of the session, which has them' },
  { path: 'metadata.tools_available[].**', why: 'descriptions of the tools for the model' },
];

/** Sessions of Mistral Vibe. */
export const mistralVibe = recordImporter({
  id: 'mistral-vibe',
  read: vibeRecords,
  // Nothing says when a message came.
  timeOf: () => undefined,
  typeOf: ({ role }) => asText(role)?.slice(0, 40) ?? 'message',
  leftOut: VIBE_LEFT_OUT,
  neverPacked: new NeverPacked(['username', 'api_key'], ['content', 'tool_calls']),
  translator: (writer) => new VibeTranslator(writer),
});
