import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';

/** What secretlint reports in a text. */
export interface Report {
  readonly rule: string;
  readonly text: string;
}

const CONFIG = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] };

/** What secretlint reports though it is none, with the reason: nothing else may be left in a masked text. */
const NO_SECRETS: readonly { readonly why: string; readonly is: (report: Report) => boolean }[] = [
  {
    why: 'a connection string is reported for having a password at all, and this one is our placeholder',
    is: ({ rule, text }) => rule.includes('connection-string') && /:\[[a-z0-9-]+-\d+\]@/.test(text),
  },
  {
    why: 'the user as password, on the own machine, is how databases are set up for tests',
    is: ({ rule, text }) =>
      rule.includes('connection-string') && /:\/\/(\w+):\1@(?:localhost|127)/.test(text),
  },
  {
    why: 'a prefix and nothing but x is how documentation writes a token',
    is: ({ text }) => /^[a-z]+_x+$/.test(text),
  },
  {
    why: 'a prefix and the word "your" is how documentation writes a token',
    is: ({ text }) => /^[a-z]+-your-[a-z]+$/.test(text),
  },
];

/** @returns what secretlint reports in a text, without what it reports wrongly */
export async function reportsIn(text: string): Promise<readonly Report[]> {
  const { messages } = await lintSource({
    source: { content: text, filePath: 'session.txt', ext: '.txt', contentType: 'text' },
    options: { config: CONFIG, noPhysicFilePath: true },
  });
  return messages
    .map(({ ruleId, range }) => ({ rule: ruleId, text: text.slice(range[0], range[1]) }))
    .filter((report) => !NO_SECRETS.some(({ is }) => is(report)));
}
