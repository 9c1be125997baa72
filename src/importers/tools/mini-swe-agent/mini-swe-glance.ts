import { wordsOf } from '../../chat-messages/content-parts.ts';
import { issueTitle } from '../../chat-messages/issue-title.ts';
import type { Glance } from '../../glance.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import { asNumber, asText, isObject } from '../../sources/json-value.ts';
import { readMini } from './mini-message.ts';

/**
 * What a message says for a list. The task is the one message of the user that the program keeps nothing of but its time,
 * and that is no result; later ones say that they are a new task.
 */
export const miniSweGlance: Glance = {
  members: ['messages'],
  record: (record) => {
    if (isObject(record['info'])) return factsOf(record['info']);
    if (
      typeof record['role'] !== 'string' &&
      record['type'] === undefined &&
      record['object'] === undefined
    ) {
      return undefined;
    }
    const { role, parts, extra, interrupt } = readMini(record);
    const seconds = asNumber(extra['timestamp']);
    const time = seconds === undefined ? undefined : plausibleTime(seconds * 1000);
    const words = wordsOf(parts);
    const isPrompt = role === 'user' && isTask(words, extra, interrupt);
    return { time, ...(isPrompt && { prompt: words, generatedTitle: issueTitle(words) }) };
  },
};

function isTask(words: string, extra: Record<string, unknown>, interrupt: string | undefined): boolean {
  if (interrupt !== undefined) return interrupt === 'UserNewTask';
  return (
    !('returncode' in extra) &&
    !/^\s*(?:<returncode>|<warning>|Please always provide|Observation:|The last command|diff --git )/.test(
      words,
    )
  );
}

function factsOf({ config }: Record<string, unknown>) {
  const environment = isObject(config) && isObject(config['environment']) ? config['environment'] : {};
  const cwd = asText(environment['cwd']);
  return cwd?.startsWith('/') ? { project: cwd } : undefined;
}
