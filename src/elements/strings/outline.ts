import { section } from './section.ts';

/** The outline of a session. */
export const outlineStrings = section('outline', (language) => ({
  title: 'Outline',
  close: 'Close the outline',
  filter: (turns: number) => language.count(turns, { one: 'Filter # turn', other: 'Filter # turns' }),
  none: (query: string) => `No turn has “${query}”.`,
  subagent: 'Subagent',
}));
