import { section } from './section.ts';

/** Timeline and controls. */
export const transportStrings = section('transport', (language) => ({
  label: 'Playback',
  play: 'Play',
  pause: 'Pause',
  replay: 'Play again',
  previousTurn: 'Previous turn',
  nextTurn: 'Next turn',
  copyLink: 'Copy link to this moment',
  enlarge: 'Full screen',
  shrink: 'Leave full screen',
  timeline: 'Timeline',
  chapterOf: (index: number, count: number, title: string) => `Chapter ${index} of ${count}: ${title}`,
  chapter: (index: number, title: string) => `Chapter ${index}: ${title}`,
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
  speed: 'Speed',
  times: (rate: number) => `${language.number(rate, 0, 2)}×`,
  markers: { error: 'Error', change: 'Change', commit: 'Commit', test: 'Tests', note: 'Note' },
}));
