export const terminal = {
  label: (about: string) => (about ? `Terminal, ${about}` : 'Terminal'),
  loading: 'Loading the terminal',
  none: 'No terminal in this session.',
} as const;
