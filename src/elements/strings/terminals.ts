import { section } from './section.ts';

/** The terminals and the bar above them. */
export const terminalsStrings = section('terminals', (language) => ({
  size: (cols: number, rows: number) => `${cols} × ${rows}`,
  synthesised: 'from tool calls',
  at: (time: string) => `at ${time}`,
  pictureFrom: (time: string) => `picture from ${time}`,
  realTime: (duration: string) => `${duration} in real time`,
  play: (duration: string) => `Play ${duration}`,
  emptyUntil: (time: string) => `no output before ${time}`,
  toFirst: 'Go to first output',
  which: 'Terminal',
  layout: 'Layout of the lines',
  wrapped: 'Wrapped',
  fitted: 'Fit',
  recorded: 'As recorded',
  textSize: 'Size of the text',
  smaller: 'Smaller text',
  larger: 'Larger text',
  empty: 'no output yet',
  emptyWithTests: (count: number, last: string) =>
    `no output yet, later ${language.count(count, { one: '# test run', other: '# test runs' })}, the last: ${last}`,
  passed: (count: number) => `${language.number(count)} passed`,
  failed: (count: number) => `${language.number(count)} failed`,
}));
