import { section } from './section.ts';

/** The cover: what a session was and what came of it. */
export const coverStrings = section('cover', (language) => ({
  label: 'About this session',
  untitled: 'Untitled session',
  play: (duration: string) => `Play ${duration}`,
  readOn: 'Read on',
  realTime: (duration: string) => `${duration} in real time`,
  active: (duration: string) => `${duration} active`,
  turns: (count: number) => language.count(count, { one: '# turn', other: '# turns' }),
  asked: 'Asked',
  showAll: 'Show all',
  showLess: 'Show less',
  outcome: 'What came of it',
  files: (count: number) => language.count(count, { one: '# file', other: '# files' }),
  lines: (additions: number, deletions: number) =>
    `${language.number(additions)} lines added, ${language.number(deletions)} removed`,
  lastAt: (time: string) => `last at ${time}`,
  at: (time: string) => `at ${time}`,
  passed: (count: number) => language.count(count, { one: '# passed', other: '# passed' }),
  failed: (count: number) => language.count(count, { one: '# failed', other: '# failed' }),
  failedOf: (count: number, total: number) => `${language.number(count)} of ${language.number(total)} failed`,
  testRuns: (count: number) => language.count(count, { one: '# test run', other: '# test runs' }),
  lastOf: (runs: number, time: string) => `last of ${language.number(runs)} test runs, ${time}`,
  notes: (count: number) => language.count(count, { one: '# note', other: '# notes' }),
  someNotes: 'Notes',
  toFirstNote: 'to the first',
  /** The contents' row for what was done before the first prompt. */
  opening: 'Before the first prompt',
  noResult: 'result not printed',
  onlyRun: (time: string) => `test run at ${time}`,
  endings: { finished: 'Finished', failed: 'Unfinished', interrupted: 'Unfinished' },
  endedIn: { failed: 'ended in an error', interrupted: 'interrupted' },
  noErrors: 'no errors on the way',
  onTheWay: 'on the way',
  errorsOnTheWay: (count: number) =>
    language.count(count, { one: '# error on the way', other: '# errors on the way' }),
  chapters: 'Chapters',
  moreChapters: (count: number) =>
    language.count(count, { one: '# more in the outline', other: '# more in the outline' }),
}));
