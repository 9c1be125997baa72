/**
 * Kiro CLI: journals of its version 2, messages of version 3, and conversations of the database that version 1 took over
 * from Amazon Q.
 */

import type { LeftOutField } from '../../kept/left-out.ts';
import { kiroImporter } from './kiro-importer.ts';
import { kiroRecords } from './kiro-records.ts';

/** Fields of a line, or of an exchange, that are not written. */
export const KIRO_LEFT_OUT: readonly LeftOutField[] = [
  { path: '~message_id', why: 'id of a message; order is that of the log' },
  { path: '~messageId', why: 'id of a message; order is that of the log' },
  { path: 'id', why: 'id of a line; order is that of the log' },
  { path: 'timestamp', why: 'time of the line' },
  { path: '~toolUseId', why: 'id of a call; resolved' },
  { path: '~tool_use_id', why: 'id of a call; resolved' },
  { path: '~toolCallId', why: 'id of a call; resolved' },
  { path: '~signature', why: 'opaque token of the provider' },
  { path: '~redactedContent', why: 'opaque token of the provider' },
  { path: 'data.results**', why: 'the calls and their results again, in the form of the program' },
  { path: 'data.messages_snapshot**', why: 'earlier messages again' },
  { path: 'data.content[].data.source.data', why: 'shown as the picture' },
  { path: 'data.content[].data.content[].data.source.data', why: 'shown as the picture' },
  { path: 'user.timestamp', why: 'time of the exchange' },
  { path: 'user.env_context.env_state.current_working_directory', why: 'folder of the session' },
  { path: 'assistant.ToolUse.tool_uses[].id', why: 'id of a call; resolved' },
  { path: 'assistant.ToolUse.tool_uses[].orig_args**', why: 'arguments again, as the model gave them' },
  { path: 'request_metadata**', why: 'times, model and sizes of the request; ids at the provider' },
  { path: 'conversation_id', why: 'id of the session, which stands there' },
  { path: 'transcript[]', why: 'prompts and answers again' },
  { path: 'tools**', why: 'descriptions of the tools that the model was given' },
];

/** Sessions of Kiro CLI. */
export const kiroCli = kiroImporter('kiro-cli', KIRO_LEFT_OUT, kiroRecords);
