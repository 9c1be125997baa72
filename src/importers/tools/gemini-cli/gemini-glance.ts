import type { Glance, RecordGlance } from '../../glance.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { partsOf, splitUserContent } from './content-parts.ts';
import { folderIn } from './project-root.ts';

/** What a message of Gemini CLI, or a fact beside the messages, says for a list. */
export const geminiGlance: Glance = {
  facts: (text) => ({ project: folderIn(text) }),
  members: ['messages', 'history'],
  tells: (line) => /"type":\s?"user"|"role":\s?"user"|"summary"|"lastUpdated"/.test(line),
  record: (record) => {
    const facts = isObject(record['$set']) ? record['$set'] : record;
    const time = ['timestamp', 'startTime', 'lastUpdated']
      .map((key) => parseIsoTime(facts[key]))
      .find((found) => found !== undefined);
    return {
      time,
      sessionId: asText(record['sessionId']),
      title: 'content' in facts ? undefined : asText(facts['summary']),
      isPart: asText(facts['kind']) === undefined ? undefined : facts['kind'] === 'subagent',
      ...promptOf(record),
    };
  },
};

function promptOf({ type, role, content, displayContent, parts }: LogRecord): RecordGlance {
  if (type !== 'user' && role !== 'user') return {};
  const [typed, sent] = [displayContent, content ?? parts].map((value) => {
    const own = partsOf(value).filter(({ kind }) => kind !== 'response');
    return splitUserContent(own).prompt;
  });
  const blocks = typed!.length > 0 ? typed! : sent!;
  if (blocks.length === 0) return {};
  return { prompt: blocks.map((block) => (block.type === 'text' ? block.text : '')).join(' ') };
}
