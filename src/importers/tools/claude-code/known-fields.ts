import type { Json } from '../../../format/index.ts';
import { asJson } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { messageOf } from './records.ts';

/** Record fields that have a place of their own in events, or hold nothing a person can see. */
export const RECORD_FIELDS: ReadonlySet<string> = new Set([
  // Shape, order and origin of the record.
  'type',
  'subtype',
  'uuid',
  'parentUuid',
  'logicalParentUuid',
  'sessionId',
  'session_id',
  'timestamp',
  'isSidechain',
  'isMeta',
  'isVisibleInTranscriptOnly',
  'isCompactSummary',
  'agentId',
  'requestId',
  'promptId',
  'sourceToolAssistantUUID',
  'sourceToolUseID',
  'leafUuid',
  'messageId',
  'interruptedMessageId',
  'imagePasteIds',
  // The program and where it ran.
  'version',
  'cwd',
  'gitBranch',
  'userType',
  'entrypoint',
  'slug',
  'level',
  'promptSource',
  'origin',
  'effort',
  'thinkingMetadata',
  'thinkingDurationMs',
  'thinkingDisplay',
  'apiBlockIndex',
  'requestRef',
  'requestedModel',
  'promptCacheRequested',
  'perTurnEffort',
  'madeBy',
  'sentAtMs',
  'rowSource',
  'turnOrigin',
  'turnPosition',
  'attributionMcpServer',
  'attributionMcpTool',
  'attributionSkill',
  'attributionAgent',
  // Content, which becomes events.
  'message',
  'toolUseResult',
  'permissionMode',
  'isApiErrorMessage',
]);

/** Fields of `message` beside its content. */
const MESSAGE_FIELDS: ReadonlySet<string> = new Set([
  'id',
  'type',
  'role',
  'model',
  'content',
  'usage',
  'stop_reason',
  'stop_sequence',
  'stop_details',
  'container',
  'context_management',
  'diagnostics',
]);

/** Fields of tool results that say nothing beyond the call and its content. */
export const RESULT_FIELDS: ReadonlySet<string> = new Set([
  'type',
  'isImage',
  'noOutputExpected',
  'usage',
  'tool_use_id',
  'toolUseId',
  'shellId',
  'numFiles',
  'numLines',
  'timestamp',
]);

/** Fields of messages that are new to this version, whatever they hold: path and value. */
export function* unknownFields(record: LogRecord): Generator<readonly [path: string, value: Json]> {
  if (record['type'] !== 'user' && record['type'] !== 'assistant') return;
  const isError = record['isApiErrorMessage'] === true;
  for (const key of Object.keys(record)) {
    const value = record[key];
    if (RECORD_FIELDS.has(key) || (isError && (key === 'error' || key === 'apiErrorStatus'))) continue;
    if (holdsSomething(value)) yield [key, asJson(value)];
  }
  const message = messageOf(record) ?? {};
  for (const key of Object.keys(message)) {
    const value = message[key];
    if (!MESSAGE_FIELDS.has(key) && holdsSomething(value)) yield [`message.${key}`, asJson(value)];
  }
}

function holdsSomething(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return value !== null && value !== undefined && value !== '' && value !== false;
}
