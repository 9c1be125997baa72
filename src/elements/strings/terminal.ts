import { section } from './section.ts';

/** A terminal. */
export const terminalStrings = section('terminal', () => ({
  label: (about: string) => (about ? `Terminal, ${about}` : 'Terminal'),
  loading: 'Loading the terminal',
  none: 'No terminal in this session.',
}));
