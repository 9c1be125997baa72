/**
 * Gemini CLI: sessions as one JSON document (to early 2026) or as a log that is only appended to, in which a record
 * replaces an earlier one or takes messages back; checkpoints of the conversation; the prompts of `logs.json`.
 */

import type { FolderContent } from '../../importer.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { isObject, list, text } from '../../sources/json-value.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import type { LogRecord } from '../../sources/log-lines.ts';
import { recordImporter } from '../../records/record-importer.ts';
import { geminiGlance } from './gemini-glance.ts';
import { detectGemini } from './detect-gemini.ts';
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
  label: 'Gemini CLI',
  detect: detectGemini,
  folder: filesOfFolder,
  sessions: geminiSessions,
  read: geminiRecords,
  timeOf: timeOfRecord,
  typeOf: kindOf,
  leftOut: GEMINI_LEFT_OUT,
  glance: geminiGlance,
  translator: (writer) => new GeminiTranslator(writer),
});

/** A message begins with its first thought. */
function timeOfRecord(record: LogRecord): number | undefined {
  const set = isObject(record['$set']) ? record['$set'] : undefined;
  const time = parseIsoTime(record['timestamp'] ?? set?.['lastUpdated'] ?? record['startTime']);
  const [thought] = list(record['thoughts']);
  const first = isObject(thought) ? parseIsoTime(thought['timestamp']) : undefined;
  return first !== undefined && time !== undefined && first < time ? first : (time ?? first);
}

function kindOf(record: LogRecord): string {
  if ('$set' in record) return '$set';
  if ('$rewindTo' in record) return '$rewindTo';
  return text(record['type']) ?? text(record['role']) ?? ('sessionId' in record ? 'session' : 'record');
}

/** In a folder `chats` each session is a file; the files of its subagents lie in a folder named by its id. */
function filesOfFolder(paths: readonly string[]): FolderContent {
  const isPart = (path: string): boolean => /(?:^|\/)chats\/[^/]+\/[^/]+\.jsonl$/.test(path);
  const isSource = (path: string): boolean =>
    /(?:^|\/)session-[^/]+\.jsonl?$/.test(path) || /(?:^|\/)checkpoint-[^/]*\.json$/.test(path);
  const sources = paths.filter((path) => isSource(path) && !isPart(path));
  // Prompts alone are worth reading only where there is nothing else.
  const prompts = sources.length === 0 ? paths.filter((path) => /(?:^|\/)logs\.json$/.test(path)) : [];
  return { sources: [...sources, ...prompts].map((path) => ({ path })), parts: paths.filter(isPart) };
}
