import { wordsOf } from '../../chat-messages/content-parts.ts';
import type { Glance } from '../../glance.ts';
import { summaryGlance } from './summary.ts';
import { readUser } from './user-text.ts';

/** What a message of Grok says for a list: the prompt. All else stands in the summary beside the log. */
export const grokGlance: Glance = {
  tells: (line) => /"(?:type|role)":\s?"user"/.test(line),
  facts: summaryGlance,
  record: (record) => {
    if ((record['type'] ?? record['role']) !== 'user') return undefined;
    const { asked } = readUser(record);
    return asked.length === 0 ? undefined : { prompt: wordsOf(asked) };
  },
};
