/**
 * Gemini CLI: sessions as one JSON document (to early 2026) or as a log that is only appended to, in which a record
 * replaces an earlier one or takes messages back; checkpoints of the conversation; the prompts of `logs.json`.
 */

import { parseIsoTime } from '../../sources/iso-time.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { recordImporter } from '../../records/record-importer.ts';
import { geminiRecords, geminiSessions } from './read-records.ts';
import { GeminiTranslator } from './gemini-translator.ts';

/** Fields that are not written. */
export const GEMINI_LEFT_OUT: readonly LeftOutField[] = [
  { path: '~sessionId', why: 'stands once, in the session' },
  { path: '~projectHash', why: "hash of the project's folder, which the session names where it is known" },
  { path: '~startTime', why: 'is the time of the session' },
  { path: '~lastUpdated', why: 'is the time of the last event' },
  { path: 'summary', why: 'is the title of the session' },
  { path: 'timestamp', why: 'is the time of the event' },
  { path: '~messages[].timestamp', why: 'is the time of the event' },
  { path: '~thoughts[].timestamp', why: 'is the time of the event' },
  { path: '~toolCalls[].timestamp', why: 'is the time of the event' },
  { path: 'id', why: 'id of the message; order and branches are resolved' },
  { path: '~messages[].id', why: 'id of the message; order and branches are resolved' },
  { path: '~toolCalls[].id', why: 'id of the call; calls have short ids of their own' },
  { path: '~toolCalls[].agentId', why: 'id of the subagent, whose track refers to the call' },
  {
    path: '$set.messages[].content[].text',
    why: 'of messages that were told before: a history that is written anew is the one that the model gets',
  },
  { path: '~functionCall.id', why: 'id of the call; resolved' },
  { path: '~functionResponse.id', why: 'id of the call; resolved' },
  { path: '~thoughtSignature', why: 'opaque token of the provider' },
  {
    path: '~resultDisplay.fileDiff',
    why: 'the difference of the texts before and after, which the change has',
  },
];

/** Sessions, checkpoints and prompts of Gemini CLI. */
export const geminiCli = recordImporter({
  id: 'gemini-cli',
  sessions: geminiSessions,
  read: geminiRecords,
  timeOf: timeOfRecord,
  typeOf: kindOf,
  leftOut: GEMINI_LEFT_OUT,
  translator: (writer) => new GeminiTranslator(writer),
});

/** A message begins with its first thought. */
function timeOfRecord(record: LogRecord): number | undefined {
  const set = isObject(record['$set']) ? record['$set'] : undefined;
  const time = parseIsoTime(record['timestamp'] ?? set?.['lastUpdated'] ?? record['startTime']);
  const [thought] = asList(record['thoughts']);
  const first = isObject(thought) ? parseIsoTime(thought['timestamp']) : undefined;
  return first !== undefined && time !== undefined && first < time ? first : (time ?? first);
}

function kindOf(record: LogRecord): string {
  if ('$set' in record) return '$set';
  if ('$rewindTo' in record) return '$rewindTo';
  return asText(record['type']) ?? asText(record['role']) ?? ('sessionId' in record ? 'session' : 'record');
}
