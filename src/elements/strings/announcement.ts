import { section } from './section.ts';

/** What assistive technology is told of jumps. */
export const announcementStrings = section('announcement', (language) => ({
  turn: (number: number, count: number, prompt: string, time: string) =>
    `Turn ${language.number(number)} of ${language.number(count)}: ${prompt}; ${time}`,
  time: (time: string) => `At ${time}`,
}));
