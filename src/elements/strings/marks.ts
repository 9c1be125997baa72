import { section } from './section.ts';

/** What happened in a part of a session, counted. */
export const marksStrings = section('marks', (language) => ({
  changes: (count: number) => language.count(count, { one: '# change', other: '# changes' }),
  errors: (count: number) => language.count(count, { one: '# error', other: '# errors' }),
  commits: (count: number) => language.count(count, { one: '# commit', other: '# commits' }),
}));
