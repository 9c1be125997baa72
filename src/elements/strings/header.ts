import { section } from './section.ts';

/** The line above a session. */
export const headerStrings = section('header', (language) => {
  const added = (count: number): string =>
    language.count(count, { one: '# line added', other: '# lines added' });
  const inFiles = (count: number): string => language.count(count, { one: 'in # file', other: 'in # files' });
  return {
    untitled: 'Untitled session',
    turns: (count: number) => language.count(count, { one: '# turn', other: '# turns' }),
    lines: (additions: number, deletions: number, files: number) =>
      `${added(additions)}, ${language.number(deletions)} removed ${inFiles(files)}`,
    inFiles,
    masked: (count: number) => `${language.number(count)} masked`,
    maskedHint: (count: number) =>
      language.count(count, {
        one: '# secret was masked before packing',
        other: '# secrets were masked before packing',
      }),
  };
});
