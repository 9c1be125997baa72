import { section } from './section.ts';

/** What is left at the end of what a prompt brought about. */
export const survivorsStrings = section('survivors', (language) => ({
  ask: 'What of it survived?',
  loading: 'Being looked for …',
  failed: 'This cannot be told: not all changes can be read.',
  unknown: 'This cannot be told: the files are not known at the end.',
  sum: (kept: number, written: number, files: number) => {
    const lines = language.count(written, { one: '# line', other: '# lines' });
    const where = language.count(files, { one: 'in # file', other: 'in # files' });
    if (kept === 0) return `Nothing of ${lines} is there at the end`;
    return `${language.number(kept)} of ${lines} ${written === 1 ? 'is' : 'are'} still there at the end, ${where}`;
  },
  file: (kept: number, written: number) => `${language.number(kept)} of ${language.number(written)}`,
  show: (path: string) => `Show the lines in ${path}`,
  more: (count: number) => language.count(count, { one: 'and # more file', other: 'and # more files' }),
}));
