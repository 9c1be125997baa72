import { section } from './section.ts';

/** What changed in files: diffs, texts, lists of files. */
export const changesStrings = section('changes', (language) => ({
  views: 'What changed',
  current: 'Changes',
  filesAt: (time: string) => `Files at ${time}`,
  all: 'All changes',
  layout: 'Layout',
  unified: 'Unified',
  split: 'Split',
  ignoreSpaces: 'Ignore spaces',
  ignoreSpacesHint: 'Take changes that are white space alone for none',
  files: 'Files',
  loading: 'Loading the changes',
  none: 'No changes in this session.',
  noneYet: 'No changes yet at this moment.',
  noFiles: 'No file is known yet at this moment.',
  unknownFile: 'This file was not known before here.',
  unknownText: 'The text of this file is not known at this moment.',
  inexact: 'The file was not known here: only the hunk is shown.',
  inexactAll: 'The file was not known throughout: each change is shown by itself.',
  replaced: 'What was there before is not known: the whole new text is shown.',
  emptied: 'The file is empty.',
  removed: 'The file was deleted. What it held is not known.',
  renamed: (from: string) => `Renamed from ${from}; its text did not change.`,
  unchanged: 'Nothing changed but white space.',
  same: 'Nothing changed.',
  unreadable: 'This patch cannot be read; it is shown as it is.',
  failed: 'This could not be loaded. Select it again to try once more.',
  diffOf: (path: string) => `Changes of ${path}`,
  textOf: (path: string) => `Text of ${path}`,
  goTo: (time: string) => `Go to this change, ${time}`,
  copyPatch: 'Copy as patch',
  copied: 'Copied',
  download: 'Download this version',
  earlier: 'Changes before these are not loaded.',
  loadEarlier: 'Load them',
  changeNotLoaded: 'The change of this file lies further back.',
  loadChange: 'Load changes before these',
  lines: (count: number) => language.count(count, { one: '# unchanged line', other: '# unchanged lines' }),
  moreLines: 'Lines that follow',
  inside: 'inside',
  noNewline: 'No newline at the end of the file',
  moreCharacters: (count: number) =>
    language.count(count, { one: '… # more character', other: '… # more characters' }),
  showMore: (count: number, left: number) =>
    count < left
      ? `Show ${language.number(count)} of ${language.number(left)} more lines`
      : language.count(count, { one: 'Show # more line', other: 'Show # more lines' }),
  moreFiles: (count: number) =>
    language.count(count, { one: 'Show # more file', other: 'Show # more files' }),
  changedLine: 'changed in this session',
  status: { created: 'new', deleted: 'deleted', renamed: 'renamed', modified: 'modified' },
  counts: (additions: number, deletions: number) =>
    `${language.count(additions, { one: '# line added', other: '# lines added' })}, ${language.number(deletions)} removed`,
}));

/** The sentences of what changed in files. */
export type ChangesStrings = ReturnType<typeof changesStrings.english>;
