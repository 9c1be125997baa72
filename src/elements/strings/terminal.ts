import { section } from './section.ts';

/** A terminal. */
export const terminalStrings = section('terminal', () => ({
  label: (about: string) => (about ? `Terminal, ${about}` : 'Terminal'),
  loading: 'Loading the terminal',
  none: 'No terminal in this session.',
  notLoaded: 'Earlier output is not loaded.',
  loadEarlier: 'Load it',
  tooMuch: 'Earlier output is not kept.',
  toEnd: 'Back to the playhead',
}));
