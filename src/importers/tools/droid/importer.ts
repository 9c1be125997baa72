/**
 * Factory Droid: sessions that it stores, JSON lines of messages in Anthropic's form behind a `session_start`, and what
 * `droid exec --output-format stream-json` prints, a record for each message and call. Seen 0.81.
 */

import { parseIsoTime, plausibleTime } from '../../sources/iso-time.ts';
import { asText } from '../../sources/json-value.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import { NeverPacked } from '../../kept/never-packed.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { lineRecords, recordImporter } from '../../records/record-importer.ts';
import { DroidTranslator } from './droid-translator.ts';

/** Fields that are not written. */
export const DROID_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'id', why: 'id of the session, which stands there, of a message, or of a call; resolved' },
  { path: 'parentId', why: 'order is that of the file' },
  { path: '~sessionId', why: 'stands once, in the session' },
  { path: '~session_id', why: 'stands once, in the session' },
  { path: 'title', why: 'the beginning of the first prompt, where the session has a title of its own' },
  { path: 'version', why: 'stands once, in the report' },
  { path: 'owner', why: 'name of the account on the computer' },
  { path: 'hostId', why: 'id of the computer' },
  { path: 'timestamp', why: 'is the time of the event' },
  { path: '~tool_use_id', why: 'id of a call; resolved' },
  { path: 'message.content[].id', why: 'id of a call; resolved' },
  { path: 'messageId', why: 'id of the message that a call belongs to' },
  { path: 'turnId', why: 'id of a turn; order is that of the file' },
  { path: 'callingSessionId', why: 'id of the session that started it, whose track it is below' },
  { path: 'callingToolUseId', why: 'id of the call that started it; resolved' },
  { path: 'parent', why: 'id of the session that it was forked from' },
  { path: 'forkedAtMessageId', why: 'id of a message of that session' },
  { path: 'anchorMessage.**', why: 'id of the message that a summary stands behind' },
  { path: '~compactionSummaryId', why: 'id of the summary that a message stands behind' },
  { path: '~signature', why: 'opaque token of the provider' },
  { path: 'message.content[].source.data', why: 'shown as the image' },
  { path: 'message.content[].data', why: 'thoughts that the provider hides, as an opaque token' },
  { path: '~content[].source.data', why: 'shown as the image' },
  {
    path: 'message.content[].input.input',
    why: 'a patch, shown as the changes that it made; kept where it made none',
  },
  {
    path: 'message.content[].input.patch',
    why: 'a patch, shown as the changes that it made; kept where it made none',
  },
  { path: 'parameters.input', why: 'a patch, shown as the changes that it made; kept where it made none' },
  { path: 'schemaFingerprint', why: 'hash of the form that an answer had to have' },
  { path: 'tools[]', why: 'names of the tools that the agent could use' },
];

/** Sessions and streams of Factory Droid. */
export const droid = recordImporter({
  id: 'droid',
  read: lineRecords,
  timeOf: timeOfRecord,
  versionOf: (record) => (record['type'] === 'session_start' ? versionIn(record) : undefined),
  leftOut: DROID_LEFT_OUT,
  neverPacked: new NeverPacked(['hostId', 'owner'], ['message', 'text', 'parameters', 'value']),
  translator: (writer) => new DroidTranslator(writer),
});

/** A session has times in words, a stream milliseconds. */
function timeOfRecord({ timestamp }: LogRecord): number | undefined {
  return typeof timestamp === 'number' ? plausibleTime(timestamp) : parseIsoTime(timestamp);
}

/** Of an old session it is the number of the format. */
function versionIn({ version }: LogRecord): string | undefined {
  return typeof version === 'number' ? `format ${version}` : asText(version);
}
