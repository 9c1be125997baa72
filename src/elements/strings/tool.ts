import { section } from './section.ts';

/** Tool calls. */
export const toolStrings = section('tool', (language) => ({
  running: 'running',
  passed: 'passed',
  failed: 'failed',
  interrupted: 'interrupted',
  refused: 'refused',
  exit: (code: number) => `exit ${code}`,
  lines: (count: number) => language.count(count, { one: '# line', other: '# lines' }),
  lineRange: (first: number, last: number): string =>
    first === last ? `line ${first}` : `lines ${first}–${last}`,
  files: (count: number) => language.count(count, { one: '# file', other: '# files' }),
  matches: (count: number) => language.count(count, { one: '# match', other: '# matches' }),
  added: (count: number) => language.count(count, { one: '# line added', other: '# lines added' }),
  removed: (count: number) => language.count(count, { one: '# line removed', other: '# lines removed' }),
  inTerminal: 'Show in terminal',
  showChange: 'Show change',
  showText: 'Show text',
  hideText: 'Hide text',
  unknownText: 'The text of this file is not known at that moment.',
  input: 'Input',
  output: 'Result data',
  noOutput: 'No output',
  kinds: {
    read: 'Read',
    edit: 'Edit',
    delete: 'Delete',
    move: 'Move',
    search: 'Search',
    execute: 'Run',
    think: 'Think',
    fetch: 'Fetch',
    switch_mode: 'Switch mode',
    other: 'Tool',
  },
}));
