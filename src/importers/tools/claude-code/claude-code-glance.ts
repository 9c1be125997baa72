import type { Glance, RecordGlance } from '../../glance.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { coworkFacts } from './cowork-facts.ts';
import { isCommandPrompt, isHumanPrompt, queuedText } from './prompts.ts';
import { blocksOf, messageOf } from './records.ts';
import { readUserText } from './user-text.ts';

/** What a record of Claude Code says for a list: prompts as the importer takes them, titles, folder, times. */
export const claudeCodeGlance: Glance = {
  // Results of tools are user records too, and most of a log.
  tells: (line) =>
    ASKED.test(line)
      ? !line.includes('"tool_result"')
      : line.includes('-title"') || line.includes('"queued_'),
  record: (record) => ({
    time: parseIsoTime(record['timestamp']),
    project: asText(record['cwd']),
    branch: asText(record['gitBranch']),
    sessionId: asText(record['sessionId']),
    title: record['type'] === 'custom-title' ? asText(record['customTitle']) : undefined,
    generatedTitle: record['type'] === 'ai-title' ? asText(record['aiTitle']) : undefined,
    ...(record['isSidechain'] !== true && promptOf(record)),
  }),
  facts: coworkFacts,
};

const ASKED = /"type":\s?"user"/;

function promptOf(record: LogRecord): RecordGlance | undefined {
  if (isHumanPrompt(record) || isCommandPrompt(record)) {
    const words = blocksOf(messageOf(record)).map((block) => (isObject(block) ? block['text'] : undefined));
    return { prompt: words.map((word) => (typeof word === 'string' ? promptIn(word) : '')).join(' ') };
  }
  const attachment = isObject(record['attachment']) ? record['attachment'] : {};
  if (attachment['type'] !== 'queued_command') return undefined;
  const origin = isObject(attachment['origin']) ? attachment['origin']['kind'] : undefined;
  const prompt = promptIn(queuedText(attachment['prompt']) ?? '');
  return prompt !== '' && (origin === undefined || origin === 'human') ? { prompt } : undefined;
}

/** What a person wrote of a user text: no reminders, no output. */
function promptIn(whole: string): string {
  return readUserText(whole)
    .flatMap((part) => (part.kind === 'prompt' || part.kind === 'command' ? [part.text] : []))
    .join(' ');
}
