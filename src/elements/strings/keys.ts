import { section } from './section.ts';

/** The list of keys. */
export const keysStrings = section('keys', () => ({
  play: 'Play or pause',
  back5: 'Back 5 seconds',
  forward5: 'Forward 5 seconds',
  back10: 'Back 10 seconds',
  forward10: 'Forward 10 seconds',
  ends: 'To the start, to the end',
  tenths: 'To 0 % … 90 %',
  speed: 'Slower, faster',
  turns: 'Next, previous turn',
  changes: 'Next, previous change',
  errors: 'Next, previous error',
  fullscreen: 'Full screen',
  help: 'This list',
  /** What is written on keys without a character. */
  caps: { space: 'Space', home: 'Home', end: 'End' },
}));
