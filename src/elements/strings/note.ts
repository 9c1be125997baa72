import { section } from './section.ts';

/** What people have noted on a session. */
export const noteStrings = section('note', (language) => {
  const kind = (name: string): string => ({ highlight: 'Highlight', prompt: 'Good prompt' })[name] ?? 'Note';
  const span = (first: number, last: number): string =>
    first === last ? language.number(first) : `${language.number(first)}–${language.number(last)}`;
  return {
    kind,
    by: (name: string, author: string) => `${kind(name)} by ${author}`,
    lines: (first: number, last: number) => `${first === last ? 'line' : 'lines'} ${span(first, last)}`,
    before: (lines: string) => `${lines} before the change`,
    rows: (first: number, last: number) => `${first === last ? 'row' : 'rows'} ${span(first, last)}`,
    tags: 'Tags',
    goTo: (time: string) => `Go to ${time}`,
    ofTerminal: 'Notes on this terminal',
    at: (time: string, author: string | undefined) => (author === undefined ? time : `${time}, ${author}`),
  };
});
