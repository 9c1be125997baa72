import { section } from './section.ts';

/** What of a file is not as it should be, and what that means for who looks at it. */
export const findingsStrings = section('findings', (language) => ({
  summary: (count: number) =>
    language.count(count, {
      one: 'One thing of this session is not as it was recorded',
      other: '# things of this session are not as they were recorded',
    }),
  close: 'Close',
  more: (count: number) => `and ${language.number(count)} more`,
  /** By code; of several with one code and track there is one sentence. */
  sentences: {
    'index-missing': (): string =>
      'The index was missing and was made anew from what is there; it marks less.',
    'index-mismatch': (): string =>
      'The index did not fit and was made anew from what is there; it marks less.',
    'index-unreadable': (): string =>
      'The index was damaged and was made anew from what is there; it marks less.',
    'invalid-record': (count: number, entry: string) =>
      `${language.count(count, { one: 'One line', other: '# lines' })} of ${entry} could not be read and ${count === 1 ? 'is' : 'are'} left out.`,
    'invalid-notes': (count: number) =>
      language.count(count, { one: 'A note could not be read.', other: '# notes could not be read.' }),
    'newer-version': (): string =>
      'It was made by a newer version of Reprise: what is new in it is not shown.',
    'terminal-resizes': (): string => 'A terminal changes its size without end; it keeps one of them.',
    'terminal-size': (): string =>
      'A terminal says that it is larger than terminals are; it is shown smaller.',
    'track-missing': (_count: number, entry: string) => `${entry} is missing.`,
    'track-unreadable': (_count: number, entry: string) => `${entry} could not be read.`,
  },
}));
