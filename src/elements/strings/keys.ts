import { section } from './section.ts';

/** The list of keys. */
export const keysStrings = section('keys', () => ({
  /** Headings of the groups. */
  groups: { playing: 'Play', going: 'Go to', looking: 'Look' },
  play: 'Play or pause',
  by5: 'Back, forward 5 seconds',
  by10: 'Back, forward 10 seconds',
  events: 'Previous, next event',
  speed: 'Slower, faster',
  ends: 'Start, end',
  tenths: '0 % … 90 %',
  turns: 'Previous, next prompt',
  chapters: 'Previous, next chapter',
  changes: 'Next, previous change',
  errors: 'Next, previous error',
  commits: 'Next, previous commit',
  find: 'Find in session',
  outline: 'Outline',
  about: 'About this session',
  views: 'Next, previous view of the story',
  terminal: 'Terminal alone, and back',
  diff: 'Changes alone, and back',
  fullscreen: 'Full screen',
  print: 'Print the story',
  close: 'Close what is open',
  help: 'This list',
  /** What says which keys are pressed at once. */
  and: 'and',
  /** What is written on keys without a character. */
  caps: { space: 'Space', home: 'Home', end: 'End', shift: 'Shift', ctrl: 'Ctrl', escape: 'Esc' },
}));
