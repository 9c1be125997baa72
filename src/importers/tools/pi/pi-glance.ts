import type { Glance, RecordGlance } from '../../glance.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { textOf } from './message-blocks.ts';
import { splitPrompt } from './split-prompt.ts';
import { titleIn } from './session-title.ts';

/** What a record of Pi says for a list. */
export const piGlance: Glance = {
  tells: (line) => /"role":\s?"user"/.test(line) || /"type":\s?"(?:session_info|title)"/.test(line),
  record: (record) => ({
    time: parseIsoTime(record['timestamp']),
    title: titleIn(record),
    ...(record['type'] === 'session' && {
      project: asText(record['cwd']),
      sessionId: asText(record['id']),
    }),
    ...promptIn(record),
  }),
};

function promptIn({ type, message }: LogRecord): RecordGlance {
  if (type !== 'message' || !isObject(message) || message['role'] !== 'user') return {};
  const { prompt, context } = splitPrompt(textOf(message['content']));
  return prompt === '' && context.length > 0 ? {} : { prompt };
}
