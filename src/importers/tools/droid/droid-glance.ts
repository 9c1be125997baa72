import type { Glance, RecordGlance } from '../../glance.ts';
import { parseIsoTime, plausibleTime } from '../../sources/iso-time.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { userTexts } from './user-text.ts';
import { partsOf } from '../../chat-messages/content-parts.ts';

/** What a record of Droid says for a list. The file of settings beside it says nothing that is listed. */
export const droidGlance: Glance = {
  tells: (line) => /"role":\s?"user"|"type":\s?"session_start"/.test(line),
  record: (record) => ({ time: timeOf(record), ...factsOf(record), ...promptOf(record) }),
};

function timeOf({ timestamp }: LogRecord): number | undefined {
  return typeof timestamp === 'number' ? plausibleTime(timestamp) : parseIsoTime(timestamp);
}

function factsOf(record: LogRecord): RecordGlance | undefined {
  if (record['type'] === 'session_start') {
    return {
      title: asText(record['sessionTitle']),
      generatedTitle: asText(record['title']),
      project: asText(record['cwd']),
      sessionId: asText(record['id']),
      isPart: asText(record['callingSessionId']) !== undefined,
    };
  }
  if (record['type'] !== 'system' || record['subtype'] !== 'init') return undefined;
  return {
    project: asText(record['cwd']),
    sessionId: asText(record['sessionId']) ?? asText(record['session_id']),
  };
}

function promptOf(record: LogRecord): RecordGlance | undefined {
  const message = isObject(record['message']) ? record['message'] : record;
  if (record['type'] !== 'message' || message['role'] !== 'user') return undefined;
  if (message['visibility'] !== undefined || message['hookEventName'] !== undefined) return undefined;
  const parts = partsOf(message['content'] ?? message['text']);
  const prompts = parts.flatMap((part) => (part.kind === 'text' ? userTexts(part.text) : []));
  const words = prompts.flatMap((part) => (part.kind === 'prompt' ? [part.text] : []));
  if (words.length > 0) return { prompt: words.join(' ') };
  return parts.some(({ kind }) => kind === 'media') ? { prompt: '' } : undefined;
}
