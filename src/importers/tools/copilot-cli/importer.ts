/**
 * GitHub Copilot CLI: `events.jsonl`, a line for each event of a session; seen 1.0.20 to 1.0.102. Calls and results
 * are records of their own; hooks, where there are some, repeat both.
 */

import { CopilotTranslator } from './copilot-translator.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import { lineRecords, recordImporter } from '../../records/record-importer.ts';

/** Fields of events that are not written. */
export const COPILOT_CLI_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'id', why: 'id of the event; events have short ids of their own' },
  { path: 'parentId', why: 'id of the event before; order is that of the file' },
  { path: 'agentId', why: 'id of a subagent, resolved to its track' },
  { path: 'type', why: 'kind of the event; an unknown kind is kept with it' },
  { path: 'timestamp', why: 'is the time of the event' },
  { path: '~sessionId', why: 'stands once, in the session' },
  { path: '~interactionId', why: 'id of a prompt and all that follows' },
  { path: '~toolCallId', why: 'id of a call; resolved' },
  { path: 'data.parentToolCallId', why: 'id of a call; resolved to the track of a subagent' },
  { path: 'data.parentAgentTaskId', why: 'id of the task that ran the prompt' },
  { path: 'data.hookInvocationId', why: 'id of the run of a hook' },
  { path: 'data.messageId', why: 'id of a message' },
  { path: 'data.originatingMessageId', why: 'id of the prompt that a message answers' },
  { path: 'data.requestId', why: 'id of the provider' },
  { path: 'data.serviceRequestId', why: 'id of the provider' },
  { path: 'data.apiCallId', why: 'id of the provider' },
  { path: 'data.upToEventId', why: 'id of an event; resolved to a branch' },
  { path: 'data.reasoningOpaque', why: 'opaque token of the provider' },
  { path: 'data.encryptedContent', why: 'opaque token of the provider' },
  { path: 'data.startTime', why: 'is the time of the session' },
  {
    path: 'data.arguments',
    why: 'where it is one text: the input as JSON, or a patch; shown as input or change',
  },
  {
    path: 'data.toolRequests[].arguments',
    why: 'where it is one text: the input of the call, which stands there',
  },
  {
    path: 'data.usage.**',
    why: 'of a call of the model: its tokens stand with the answer; the rest is statistics, and ids of the provider',
  },
  { path: 'data.toolTelemetry.**', why: 'statistics of the tool, and copies of input and answer' },
  {
    path: 'data.result.detailedContent',
    why: 'of edits and views: shown as the change or the lines; else shown',
  },
  { path: 'data.input.toolArgs', why: 'input of a call, again as JSON; it stands with the call' },
  { path: 'data.input.toolCalls[].args', why: 'input of a call, again as JSON; it stands with the call' },
  { path: 'data.input.toolCalls[].id', why: 'id of a call' },
  { path: 'data.input.toolResult.**', why: 'result of a call, again; it stands with the call' },
  { path: 'data.input.transcriptPath', why: 'path of the log itself' },
];

/** Sessions of GitHub Copilot CLI. */
export const copilotCli = recordImporter({
  id: 'copilot-cli',
  read: lineRecords,
  timeOf: ({ timestamp }) => parseIsoTime(timestamp),
  versionOf: ({ data }) => (isObject(data) ? asText(data['copilotVersion']) : undefined),
  leftOut: COPILOT_CLI_LEFT_OUT,
  translator: (writer) => new CopilotTranslator(writer),
});
