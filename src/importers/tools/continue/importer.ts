/**
 * Continue: a JSON document a session, of the command line (`cn`, seen 1.5) and of the extensions for VS Code and JetBrains.
 * Its items are messages of a chat, each with the state of the calls that it asks for.
 */

import { plausibleTime } from '../../sources/iso-time.ts';
import { asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { documentRecords, recordImporter } from '../../records/record-importer.ts';
import { ContinueTranslator } from './continue-translator.ts';

/** Fields that are not written. */
export const CONTINUE_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'workspaceDirectory', why: 'folder of the session, which stands there as a path' },
  { path: 'editorState', why: 'what was typed, again' },
  { path: 'editorState.**', why: 'what was typed, as the editor has it' },
  {
    path: 'promptLogs[].**',
    why: 'what was sent to the model, whole: all that stands here, and the context',
  },
  { path: 'message.toolCalls[].id', why: 'id of a call; resolved' },
  { path: 'message.toolCalls[].function.arguments', why: 'JSON of the input, which the call has' },
  { path: 'message.toolCallId', why: 'id of a call; resolved' },
  { path: 'message.signature', why: 'opaque token of the provider' },
  { path: 'message.redactedThinking', why: 'opaque token of the provider' },
  { path: 'message.reasoning_details[].**', why: 'the thoughts again, with opaque tokens of the provider' },
  { path: 'message.content[].imageUrl.url', why: 'the image or its address, which the message has' },
  { path: 'toolCallStates[].toolCallId', why: 'id of a call; resolved' },
  { path: 'toolCallStates[].toolCall.id', why: 'id of a call; resolved' },
  { path: 'toolCallStates[].toolCall.function.arguments', why: 'JSON of the input, which the call has' },
  { path: 'toolCallStates[].parsedArgs.**', why: 'the input again, which the call has' },
  { path: 'toolCallStates[].processedArgs.**', why: 'the input again, made ready by the program' },
  { path: 'toolCallStates[].tool.**', why: 'description of the tool for the model' },
  { path: '~itemId', why: 'id of a part of the context' },
];

/** Sessions of Continue. */
export const continueSessions = recordImporter({
  id: 'continue',
  read: documentRecords('history'),
  timeOf: timeOfItem,
  typeOf: ({ message }) => (isObject(message) ? asText(message['role']) : undefined) ?? 'item',
  leftOut: CONTINUE_LEFT_OUT,
  translator: (writer) => new ContinueTranslator(writer),
});

/** Only thoughts have times. */
function timeOfItem({ reasoning }: LogRecord): number | undefined {
  const time = isObject(reasoning) ? asNumber(reasoning['startAt']) : undefined;
  return time === undefined ? undefined : plausibleTime(time);
}
