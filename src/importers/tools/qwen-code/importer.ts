/**
 * Qwen Code: JSON lines in the envelope of Claude Code with the contents of Gemini CLI, of which it is a fork; its parts
 * are read as that one's. Seen 0.14 to 0.24.
 */

import { parseIsoTime } from '../../sources/iso-time.ts';
import { asText } from '../../sources/json-value.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import { lineRecords, recordImporter } from '../../records/record-importer.ts';
import { QwenTranslator } from './qwen-translator.ts';

/** Fields that are not written. */
export const QWEN_LEFT_OUT: readonly LeftOutField[] = [
  { path: '~uuid', why: 'id of the record; events have short ids of their own' },
  { path: '~parentUuid', why: 'order and branches are resolved' },
  { path: '~sessionId', why: 'stands once, in the session' },
  { path: '~timestamp', why: 'is the time of the event' },
  { path: '~cwd', why: 'repeated on every record; stands once, in the session' },
  { path: 'version', why: 'stands once, in the report' },
  { path: 'gitBranch', why: 'repeated on every record; stands once, in the session' },
  { path: 'subtype', why: 'kind of the record; an unknown kind is kept with it' },
  { path: 'agentId', why: 'id of the subagent, whose track refers to the call' },
  { path: 'agentRunId', why: 'id of a run of the subagent' },
  { path: '~functionCall.id', why: 'id of the call; resolved' },
  { path: '~functionResponse.id', why: 'id of the call; resolved' },
  { path: 'toolCallResult.callId', why: 'id of the call; resolved' },
  { path: '~thoughtSignature', why: 'opaque token of the provider' },
  {
    path: '~resultDisplay.fileDiff',
    why: 'the difference of the texts before and after, which the change has',
  },
  {
    path: '~resultDisplay.directory',
    why: 'where a command ran: the folder of the session, or as the call says',
  },
  {
    path: 'systemPayload.uiEvent.**',
    why: 'telemetry: calls and answers again; durations and failures are read',
  },
  { path: 'systemPayload.snapshot.**', why: 'counts and hashes of what the program attributes to itself' },
];

/** Logs of Qwen Code. */
export const qwenCode = recordImporter({
  id: 'qwen-code',
  read: lineRecords,
  timeOf: (record) => parseIsoTime(record['timestamp']),
  typeOf: ({ type, subtype }) => [asText(type) ?? 'record', asText(subtype)].filter(Boolean).join('/'),
  versionOf: (record) => asText(record['version']),
  leftOut: QWEN_LEFT_OUT,
  translator: (writer) => new QwenTranslator(writer),
});
