import { section } from './section.ts';

/** What changed in files: diffs, texts, lists of files. */
export const changesStrings = section('changes', (language) => ({
  views: 'What changed',
  current: 'This change',
  filesAt: (time: string) => `Files at ${time}`,
  filesAtEnd: 'Files at the end',
  all: 'All changes',
  allFiles: (count: number) => `All ${language.number(count)}`,
  fileCount: (count: number) => language.count(count, { one: '# file', other: '# files' }),
  options: 'How changes are shown',
  layout: 'Layout',
  unified: 'Unified',
  split: 'Split',
  ignoreSpaces: 'Ignore spaces',
  ignoreSpacesHint: 'Take changes that are white space alone for none',
  wrap: 'Wrap lines',
  whole: 'Whole file',
  wholeHint: 'Show the unchanged lines too',
  blame: 'Blame',
  blameHint: 'Say beside each line which prompt it was written for',
  files: 'Files',
  filter: 'Filter files',
  noMatch: 'No file has that in its path.',
  loading: 'Loading the changes',
  none: 'No changes in this session.',
  noneYet: 'No changes yet at this moment.',
  firstAt: (time: string) => `The first one is at ${time}`,
  noFiles: 'No file is known yet at this moment.',
  unknownFile: 'This file was not known before here.',
  unknownText: 'The text of this file is not known at this moment.',
  inexact: 'The file was not known here: only the hunk is shown.',
  cutLines: 'Lines that came with what the author cut stand here as ░░░.',
  inexactAll: 'The file was not known throughout: each change is shown by itself.',
  replaced: 'What was there before is not known: the whole new text is shown.',
  emptied: 'The file is empty.',
  removed: 'The file was deleted. What it held is not known.',
  renamed: (from: string) => `Renamed from ${from}; its text did not change.`,
  unchanged: 'Nothing changed but white space.',
  same: 'The text did not change.',
  unreadable: 'This patch cannot be read; it is shown as it is.',
  failed: 'This could not be loaded. Select it again to try once more.',
  diffOf: (path: string) => `Changes of ${path}`,
  textOf: (path: string) => `Text of ${path}`,
  changeOf: (number: number, total: number) =>
    `change ${language.number(number)} of ${language.number(total)}`,
  previous: 'Previous change',
  next: 'Next change',
  changesInTurns: (changes: number, turns: number) =>
    `${language.count(changes, { one: '# change', other: '# changes' })} in ${language.count(turns, { one: '# turn', other: '# turns' })}`,
  survivors: (kept: number, written: number) =>
    kept === written
      ? language.count(written, {
          one: 'its line is still there at the end',
          other: 'all # lines still there at the end',
        })
      : `${language.number(kept)} of ${language.count(written, { one: '# line', other: '# lines' })} still there at the end`,
  survivingLines: (path: string, lines: string) => `At the end in ${path}: lines ${lines}`,
  goTo: (time: string) => `Go to this change, ${time}`,
  copyPatch: 'Copy as patch',
  copyAll: 'Copy all as one patch',
  copiedWithout: (count: number) =>
    language.count(count, {
      one: 'Copied, without # file that was not known throughout',
      other: 'Copied, without # files that were not known throughout',
    }),
  copying: 'Reading all changes',
  copied: 'Copied',
  copyText: 'Copy this version',
  download: 'Download this version',
  lines: (count: number) => language.count(count, { one: '# unchanged line', other: '# unchanged lines' }),
  moreLines: 'Lines that follow',
  fromLine: (line: number) => `line ${language.number(line)}`,
  somewhere: 'somewhere in the file',
  binary: (count: number) =>
    `This file is no text: ${language.count(count, { one: '# character', other: '# characters' })} of its change are not shown.`,
  noNewline: 'No newline at the end of the file',
  moreCharacters: (count: number) =>
    language.count(count, { one: '… # more character', other: '… # more characters' }),
  showAll: (count: number) => language.count(count, { one: 'Show the one line', other: 'Show all # lines' }),
  changedLine: 'changed in this session',
  newestLine: 'written by the last change',
  partly: 'This file was never seen whole: these are the lines that its changes show.',
  unknownLines: (from: number, to: number) =>
    from === to
      ? `Line ${language.number(from)} is not known.`
      : `Lines ${language.number(from)} to ${language.number(to)} are not known.`,
  unknownRest: 'What follows is not known.',
  gone: 'This file was deleted.',
  writtenAt: (turn: number, time: string) => `${language.number(turn)} · ${time}`,
  writtenFor: (turn: number, prompt: string) => `Written for prompt ${language.number(turn)}: ${prompt}`,
  before: 'before',
  beforeHint: 'Before this session',
  unknownWriter: '?',
  unknownWriterHint: 'Nobody knows who wrote it: no change of the session tells of it',
  status: { created: 'new', deleted: 'gone', renamed: 'renamed', modified: 'modified' },
  counts: (additions: number, deletions: number) =>
    `${language.count(additions, { one: '# line added', other: '# lines added' })}, ${language.number(deletions)} removed`,
}));

/** The sentences of what changed in files. */
export type ChangesStrings = ReturnType<typeof changesStrings.english>;
