import type { Glance } from '../../glance.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { asText } from '../../sources/json-value.ts';
import { promptIn } from './prompts.ts';

/** What a record of iFlow says for a list. */
export const iflowGlance: Glance = {
  tells: (line) => /"type":\s?"user"/.test(line) && !line.includes('"tool_result"'),
  record: (record) => ({
    time: parseIsoTime(record['timestamp']),
    project: asText(record['cwd']),
    branch: asText(record['gitBranch']),
    sessionId: asText(record['sessionId']),
    prompt: promptIn(record),
  }),
};
