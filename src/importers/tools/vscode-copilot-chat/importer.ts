/**
 * The chat of VS Code (GitHub Copilot Chat): sessions as documents (to VS Code 1.108), or as logs of mutations since. Editors
 * that are made of VS Code's source keep theirs alike.
 */

import type { LeftOutField } from '../../kept/left-out.ts';
import { recordImporter } from '../../records/record-importer.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import { asNumber, asText } from '../../sources/json-value.ts';
import { ChatTranslator } from './chat-translator.ts';
import { sessionRecords } from './session-records.ts';

/** Fields that are not written. */
export const VSCODE_CHAT_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'requesterUsername', why: 'name of an account' },
  { path: 'requesterAvatarIconUri.**', why: 'picture of an account' },
  { path: 'responderAvatarIconUri.**', why: 'picture of the agent' },
  { path: 'inputState.**', why: 'what stood in the box for the next prompt' },
  { path: 'sessionId', why: 'stands once, in the session' },
  { path: 'requestId', why: 'id of the request; events have short ids of their own' },
  { path: 'responseId', why: 'id of the answer' },
  { path: 'message.parts[].**', why: 'the prompt again, in parts' },
  { path: 'variableData.variables[].**', why: 'attachments, which stand with the prompt or before it' },
  { path: 'agent.**', why: 'how the participant describes itself' },
  { path: 'slashCommand.**', why: 'how the command describes itself' },
  { path: 'contentReferences[].**', why: 'files that were looked at; calls tell them' },
  { path: 'editedFileEvents[].**', why: 'that files were edited; changes tell it' },
  { path: 'codeCitations[].**', why: 'licences of public code that looks alike' },
  { path: 'followups[].**', why: 'prompts that were proposed next' },
  { path: 'response[].kind', why: 'kind of the part; an unknown kind is kept with it' },
  { path: 'response[].id', why: 'id of the part' },
  { path: 'response[].toolId', why: 'name of the tool, where the model has another' },
  { path: 'response[].toolCallId', why: 'id of the call; resolved' },
  { path: 'response[].subAgentInvocationId', why: 'id of the call of a subagent; resolved' },
  { path: 'response[].subagentInvocationId', why: 'id of the call of a subagent; resolved' },
  { path: 'response[].source.**', why: 'who brings the tool' },
  { path: 'response[].invocationMessage.**', why: 'what the call is titled; the call says it' },
  { path: 'response[].invocationMessage', why: 'what the call is titled; the call says it' },
  { path: 'response[].pastTenseMessage.**', why: 'what the call is titled; the call says it' },
  { path: 'response[].pastTenseMessage', why: 'what the call is titled; the call says it' },
  { path: 'response[].originMessage.**', why: 'who brings the tool' },
  { path: 'response[].uri.**', why: 'the file, whose path the change has' },
  { path: 'response[].inlineReference.**', why: 'the place that is named in the answer' },
  { path: 'response[].baseUri.**', why: 'what links are relative to' },
  { path: 'response[].edits[][].text', why: 'lines that the change shows' },
  { path: 'response[].resultDetails[].**', why: 'files that were found; their paths are told' },
  { path: 'response[].resultDetails.input', why: 'what the call was given' },
  { path: 'response[].toolSpecificData.**', why: 'command, output, plan and task, which are told' },
  {
    path: 'result.metadata.toolCallRounds[].toolCalls[].**',
    why: 'what calls were given, which calls and changes tell',
  },
  { path: 'result.metadata.toolCallRounds[].id', why: 'id of the round' },
  {
    path: 'result.metadata.toolCallRounds[].thinking.**',
    why: 'reasoning, which the response has, and tokens of the provider',
  },
  { path: 'result.metadata.toolCallRounds[].statefulMarker', why: 'opaque token of the provider' },
  { path: 'result.metadata.toolCallRounds[].phaseModelId', why: 'name of the model' },
  { path: 'result.metadata.toolCallResults.**', why: 'what calls gave, which they tell' },
  { path: 'result.metadata.codeBlocks[].**', why: 'code of the answer again' },
  { path: 'result.metadata.sessionId', why: 'id of the session' },
  { path: 'result.metadata.modelMessageId', why: 'id of the answer at the provider' },
  { path: 'result.metadata.responseId', why: 'id of the answer at the provider' },
  { path: 'result.metadata.cacheKey', why: 'id of what was put in' },
];

/** Sessions of the chat of VS Code. */
export const vsCodeCopilotChat = recordImporter({
  id: 'vscode-copilot-chat',
  read: sessionRecords,
  timeOf: ({ timestamp }) => {
    const time = asNumber(timestamp);
    return time === undefined ? undefined : plausibleTime(time);
  },
  typeOf: (record, { member }) => (member === 'requests' ? 'request' : (asText(record['type']) ?? 'record')),
  leftOut: VSCODE_CHAT_LEFT_OUT,
  translator: (writer) => new ChatTranslator(writer),
});
