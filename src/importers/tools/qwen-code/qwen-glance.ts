import type { Glance, RecordGlance } from '../../glance.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { isPersons, promptOf } from './prompts.ts';

/** What a record of Qwen Code says for a list. */
export const qwenGlance: Glance = {
  tells: (line) => /"type":\s?"user"/.test(line) || line.includes('"custom_title"'),
  record: (record) => ({
    time: parseIsoTime(record['timestamp']),
    project: asText(record['cwd']),
    branch: asText(record['gitBranch']),
    sessionId: asText(record['sessionId']),
    isPart: record['isSidechain'] === true ? true : undefined,
    ...titleOf(record),
    ...promptIn(record),
  }),
};

function titleOf({ subtype, systemPayload }: LogRecord): RecordGlance {
  if (subtype !== 'custom_title' || !isObject(systemPayload)) return {};
  return { title: asText(systemPayload['customTitle']) ?? asText(systemPayload['title']) };
}

function promptIn(record: LogRecord): RecordGlance {
  if (!isPersons(record)) return {};
  const { prompt } = promptOf(record);
  if (prompt.length === 0) return {};
  return { prompt: prompt.map((block) => (block.type === 'text' ? block.text : '')).join(' ') };
}
