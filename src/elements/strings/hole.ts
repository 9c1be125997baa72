import { section } from './section.ts';

/** What cannot be read of a session, because its part of the file is damaged. */
export const holeStrings = section('hole', (language) => ({
  /** A stretch of a track, from one clock time to another. */
  text: {
    transcript: (from: string, to: string) => `${from} to ${to} of the conversation could not be read.`,
    terminal: (from: string, to: string) => `${from} to ${to} of the terminal could not be read.`,
    changes: (from: string, to: string) => `${from} to ${to} of the changes could not be read.`,
  },
  advice: 'This part of the file is damaged; the rest of it is not.',
  goOn: (time: string) => `Go on at ${time}`,
  /** How many there are, on the timeline. */
  counted: (count: number) =>
    language.count(count, { one: '# stretch could not be read', other: '# stretches could not be read' }),
}));
