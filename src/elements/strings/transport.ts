import { roughLength } from './rough-length.ts';
import { section } from './section.ts';

/** The sentences of timeline and controls in one language. */
export type TransportStrings = ReturnType<(typeof transportStrings)['english']>;

/** Timeline and controls. */
export const transportStrings = section('transport', (language) => ({
  label: 'Playback',
  play: 'Play',
  pause: 'Pause',
  replay: 'Play again',
  previousTurn: 'Previous prompt',
  nextTurn: 'Next prompt',
  copyLink: 'Copy link to this moment',
  enlarge: 'Full screen',
  shrink: 'Leave full screen',
  timeline: 'Timeline',
  spokenChapter: (index: number, count: number, title: string) => `chapter ${index} of ${count}: ${title}`,
  spokenTurn: (number: number) => `turn ${number}`,
  of: (position: string, duration: string) => `${position} of ${duration}`,
  clock: 'Clock',
  clocks: {
    reading: 'Reading',
    active: 'Active',
    wall: 'Wall',
  },
  clockHints: {
    reading: 'At reading pace; long runs are passed over',
    active: 'As recorded, without the waiting',
    wall: 'As recorded, every second',
  },
  /** A length of time, roughly: `45 s`, `39 min`, `7 h 42 min`. */
  length: (milliseconds: number) => roughLength(milliseconds, language),
  clockAndLength: (clock: string, length: string) => `${clock} ${length}`,
  speed: 'Speed',
  number: (count: number) => language.number(count),
  times: (rate: number) => `${language.number(rate, 0, 2)}×`,
  settings: 'Clock and speed',
  markers: { error: 'Error', change: 'Change', commit: 'Commit', test: 'Tests', note: 'Note' },
  counted: {
    error: (count: number) => language.count(count, { one: '# error', other: '# errors' }),
    change: (count: number) => language.count(count, { one: '# change', other: '# changes' }),
    commit: (count: number) => language.count(count, { one: '# commit', other: '# commits' }),
    test: (count: number) => language.count(count, { one: '# test run', other: '# test runs' }),
  },
  jumps: {
    error: 'Next error, with Shift the previous one',
    change: 'Next change, with Shift the previous one',
    commit: 'Next commit, with Shift the previous one',
    test: 'Next test run, with Shift the previous one',
  },
  /** Of a file of before, which knows less of the times of things. */
  inexact: 'Errors are marked where their turn begins, changes at the first and the last of each file.',
  idle: (length: string) => `${length} pause`,
  /** A prompt, behind the number of its turn. */
  prompt: (turn: number, text: string) => `${turn} · “${text}”`,
}));
