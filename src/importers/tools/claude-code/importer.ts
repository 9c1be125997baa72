/**
 * Claude Code: JSON lines, one record for each content block of a message and for much else; seen 1.0.98 to
 * 2.1.332. Subagents stand in the log itself (to about 2.0.5x) or in files beside it.
 */

import { unknownFields } from './known-fields.ts';
import { isLeftOut, NEVER_PACKED } from './left-out-records.ts';
import { identifyRecord } from './log-files.ts';
import { kindOfRecord, LogTranslator } from './log-translator.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { asText } from '../../sources/json-value.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import { lineRecords, recordImporter } from '../../records/record-importer.ts';

/** Fields of records that are not written. */
export const CLAUDE_CODE_LEFT_OUT: readonly LeftOutField[] = [
  { path: '~uuid', why: 'id of the record; events have short ids of their own' },
  { path: '~parentUuid', why: 'order and branches are resolved' },
  { path: '~logicalParentUuid', why: 'order and branches are resolved' },
  { path: '~sessionId', why: 'stands once, in the session' },
  { path: '~timestamp', why: 'is the time of the event' },
  { path: '~requestId', why: 'id of the provider' },
  { path: '~message.id', why: 'id of the provider; messages have short ids of their own' },
  { path: '~signature', why: 'opaque token of the provider' },
  { path: '~cwd', why: 'repeated on every record; shown where a command runs' },
  { path: 'type', why: 'kind of the record; an unknown kind is kept with it' },
  { path: 'subtype', why: 'kind of the record; an unknown kind is kept with it' },
  { path: 'version', why: 'stands once, in the report' },
  { path: 'userType', why: 'repeated on every record' },
  { path: 'entrypoint', why: 'repeated on every record' },
  { path: 'level', why: 'repeats the kind of the record' },
  { path: 'slug', why: 'nickname of the session file' },
  { path: 'promptId', why: 'id of the prompt' },
  { path: 'messageId', why: 'id of a record' },
  { path: 'leafUuid', why: 'id of a record' },
  { path: 'interruptedMessageId', why: 'id of a message' },
  { path: 'sourceToolAssistantUUID', why: 'id of a record' },
  { path: 'sourceToolUseID', why: 'id of a call' },
  { path: '~toolUseID', why: 'id of a call' },
  { path: 'parentToolUseID', why: 'id of a call; resolved' },
  { path: '~tool_use_id', why: 'id of a call; resolved' },
  { path: '~message.content[].id', why: 'id of a call; calls have short ids of their own' },
  { path: 'rendered[].**', why: 'an attachment as the model saw it, again' },
  { path: 'key', why: 'id of a step of a workflow' },
  { path: 'requestRef', why: 'id of a record' },
  { path: 'requestedModel', why: 'name of the model, again' },
  { path: 'session_id', why: 'stands once, in the session' },
  { path: 'refusedUserMessageUuid', why: 'id of a record' },
  { path: 'retractedMessageUuids[]', why: 'ids of records' },
  { path: 'worktreeSession.originalHeadCommit', why: 'hash of the commit that a worktree began with' },
  { path: 'attachment.source_uuid', why: 'id of a record' },
  { path: 'attributionMcpTool', why: 'name of the tool of the call, again' },
  { path: 'attributionSkill', why: 'name of the skill of the call, again' },
  { path: 'message.diagnostics.**', why: 'cache statistics of the provider' },
  { path: 'error.requestId', why: 'id of the provider' },
  { path: 'compactMetadata.preservedMessages.**', why: 'ids of records' },
  { path: 'compactMetadata.preservedSegment.**', why: 'ids of records' },
  { path: 'snapshot.**', why: 'names of backup files, which the log does not hold' },
  { path: 'lastPrompt', why: 'the last prompt again, shortened' },
];

/** Logs of Claude Code. */
export const claudeCode = recordImporter({
  id: 'claude-code',
  identify: identifyRecord,
  read: lineRecords,
  order: 'time',
  timeOf: (record) => parseIsoTime(record['timestamp']),
  typeOf: kindOfRecord,
  versionOf: (record) => asText(record['version']),
  leftOut: CLAUDE_CODE_LEFT_OUT,
  isLeftOut,
  neverPacked: NEVER_PACKED,
  unknownFields,
  // Logs are read while their sessions go on.
  leavesCallsOpen: true,
  translator: (writer, source) => LogTranslator.ofLog(writer, source),
});
