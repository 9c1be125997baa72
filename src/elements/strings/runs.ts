import { section } from './section.ts';

/** Sentences that stand for runs of steps. */
export const runStrings = section('runs', (language) => ({
  files: (count: number) => language.count(count, { one: 'read # file', other: 'read # files' }),
  pages: (count: number) => language.count(count, { one: 'fetched # page', other: 'fetched # pages' }),
  searches: (count: number) => (count === 1 ? 'searched' : `searched ${language.number(count)} times`),
  commands: (count: number) => language.count(count, { one: 'ran # command', other: 'ran # commands' }),
  others: (count: number) => language.count(count, { one: '# tool call', other: '# tool calls' }),
  /** One call, by what it was about. */
  read: (what: string) => `read ${what}`,
  searched: (what: string) => `searched for ${what}`,
  ran: (what: string) => `ran ${what}`,
  fetched: (what: string) => `fetched ${what}`,
}));
