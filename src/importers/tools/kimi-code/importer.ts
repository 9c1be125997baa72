/**
 * Kimi Code (2026): JSON lines of events with types in parts, a file for each agent. kimi-cli before it: events in
 * `wire.jsonl`, and the messages for the model in `context.jsonl`. Which of them it is, the records show.
 */

import { asNumber, isObject, asText } from '../../sources/json-value.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { lineRecords, recordImporter } from '../../records/record-importer.ts';
import { KimiTranslator } from './kimi-translator.ts';

/** Fields that are not written. */
export const KIMI_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'type', why: 'kind of the record; an unknown kind is kept with it' },
  { path: 'event.uuid', why: 'id of the step, part or call; order and pairs are resolved' },
  { path: 'event.stepUuid', why: 'id of the step' },
  { path: 'event.parentUuid', why: 'id of the call; resolved' },
  { path: 'event.messageId', why: 'id of the provider' },
  { path: 'event.traceId', why: 'id of the provider' },
  { path: '~toolCallId', why: 'id of the call; calls have short ids of their own' },
  { path: '~tool_call_id', why: 'id of the call; resolved' },
  { path: '~parent_tool_call_id', why: 'id of the call; resolved' },
  { path: '~task_tool_call_id', why: 'id of the call; resolved' },
  { path: 'tool_calls[].id', why: 'id of the call; resolved' },
  { path: '~message.payload.id', why: 'id of a call or of a question; resolved' },
  { path: '~event.payload.id', why: 'id of a call or of a question; resolved' },
  { path: '~payload.request_id', why: 'id of the question that is answered; resolved' },
  { path: '~payload.message_id', why: 'id of the provider' },
  { path: 'event.description', why: 'label that the program makes of the input, which the call has' },
  { path: 'event.display.detail', why: 'label that the program makes of the input, which the call has' },
  { path: 'id', why: 'name of the plan, which the path of its file has' },
  { path: 'hash', why: 'hash of the tools, which stand beside it' },
  { path: 'toolsHash', why: 'hash of the tools, which stand in a record of their own' },
  { path: 'systemPromptHash', why: 'hash of the system prompt, which stands in a record of its own' },
  { path: '~image_url.url', why: 'the image or its address, which the message has' },
  { path: '~imageUrl.url', why: 'the image or its address, which the message has' },
  { path: '~function.arguments', why: 'JSON of the input, which the call has' },
  { path: '~arguments_part', why: 'a piece of the JSON of the input, which the call has' },
  { path: 'agentId', why: 'name of the agent, whose log it is' },
  { path: 'workspaceId', why: 'id of the program' },
  { path: 'runtimeId', why: 'id of the program' },
  { path: 'promptId', why: 'id of a prompt; resolved' },
  { path: 'subagentId', why: 'id of a subagent, whose track has it' },
  { path: 'activeToolNames[]', why: 'names of the tools, which stand in a record of their own' },
  { path: 'disallowedTools[]', why: 'names of tools that the model is not offered' },
  { path: '~encrypted', why: 'opaque token of the provider' },
];

/** Logs of Kimi Code and of kimi-cli. */
export const kimiCode = recordImporter({
  id: 'kimi-code',
  read: lineRecords,
  timeOf: timeOfRecord,
  typeOf: kindOf,
  versionOf: (record) =>
    typeof record['protocol_version'] === 'string' ? `protocol ${record['protocol_version']}` : undefined,
  leftOut: KIMI_LEFT_OUT,
  translator: (writer) => new KimiTranslator(writer),
});

/** Kimi Code counts milliseconds, kimi-cli seconds. */
function timeOfRecord(record: LogRecord): number | undefined {
  const time = asNumber(record['time'] ?? record['created_at']);
  if (time !== undefined) return plausibleTime(time);
  const seconds = asNumber(record['timestamp']);
  return seconds === undefined ? undefined : plausibleTime(seconds * 1000);
}

function kindOf(record: LogRecord): string {
  const { type, role, event, message } = record;
  const inner = isObject(event) ? asText(event['type']) : undefined;
  if (typeof type === 'string') return inner === undefined ? type : `${type} ${inner}`;
  return (isObject(message) ? asText(message['type']) : undefined) ?? asText(role) ?? 'record';
}
