import { readMessage } from '../../chat-messages/chat-message.ts';
import type { Glance, RecordGlance } from '../../glance.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { readUserText } from './user-text.ts';
import { wallTime } from './wall-time.ts';

/** What a message of Hermes, or a member of a document, says for a list. A database tells its sessions itself. */
export const hermesGlance: Glance = {
  members: ['messages'],
  tells: (line) => /"role":\s?"user"/.test(line),
  record: (record) =>
    typeof record['role'] === 'string' && record['role'] !== 'session_meta'
      ? messageOf(record)
      : factsOf(record),
};

function messageOf(record: LogRecord): RecordGlance {
  const time = wallTime(record['timestamp']);
  const { role, parts } = readMessage(record);
  if (role !== 'user') return { time };
  const asked = parts.map((part) => (part.kind === 'text' ? readUserText(part.text).asked : ''));
  const words = asked.filter((text) => text !== '').join('\n');
  const isAsked = words !== '' || parts.some(({ kind }) => kind === 'media');
  return isAsked ? { time, prompt: words } : { time };
}

function factsOf(record: LogRecord): RecordGlance {
  const config = record['model_config'];
  return {
    title: asText(record['title']),
    sessionId: asText(record['session_id']),
    project: asText(record['cwd']) ?? (isObject(config) ? asText(config['cwd']) : undefined),
    time: wallTime(record['session_start']) ?? wallTime(record['timestamp']),
    endTime: wallTime(record['last_updated']),
  };
}
