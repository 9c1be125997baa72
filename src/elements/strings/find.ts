import type { HitKind } from '../../player/index.ts';
import { section } from './section.ts';

/** Finding in a session. */
export const findStrings = section('find', (language) => ({
  label: 'Find',
  field: 'Find in this session',
  placeholder: 'Prompts, answers, output, files',
  placeholderTerminal: 'What the terminal showed',
  matchCase: 'Match case',
  wholeWords: 'Whole words',
  close: 'Close find',
  previous: 'Previous hit',
  next: 'Next hit',
  kinds: 'Kinds of hits',
  all: 'All',
  /** A kind as a group. */
  kindNames: {
    prompt: 'Prompts',
    answer: 'Answers',
    thought: 'Thoughts',
    command: 'Commands',
    output: 'Output',
    file: 'Files',
    change: 'Changes',
    terminal: 'Terminal',
  } satisfies Record<HitKind, string>,
  /** A kind as what one hit stands in. */
  kindOfOne: {
    prompt: 'prompt',
    answer: 'answer',
    thought: 'thought',
    command: 'command',
    output: 'output',
    file: 'file',
    change: 'changed line',
    terminal: 'terminal',
  } satisfies Record<HitKind, string>,
  hits: 'Hits',
  count: (count: number) => language.count(count, { one: '# hit', other: '# hits' }),
  moreThan: (count: number) => `more than ${language.number(count)} hits`,
  /** Which hit, of how many. */
  place: (number: number, count: number) => `${language.number(number)} of ${language.number(count)}`,
  none: 'Nothing found.',
  hint: 'Searches prompts, answers, thinking, commands, output, file names, changed lines and recorded terminals, those of subagents too.',
  hintTerminal:
    'Searches what the terminal showed, line by line. What stood there for less than a tenth of a second may be missed.',
  /** Whose conversation a hit stands in. */
  of: (agent: string) => `Subagent: ${agent}`,
  unreadable: (count: number) =>
    `${language.count(count, { one: '# part is', other: '# parts are' })} missing, damaged or too large and not searched.`,
  beginning: 'Before the first prompt',
  turn: (number: number) => `Turn ${language.number(number)}`,
  searched: (count: number, parts: number) =>
    `Searched ${language.number(count)} of ${language.count(parts, { one: '# part', other: '# parts' })}.`,
  rest: (size: string) => `The rest is ${size}:`,
  goOn: 'go on',
  longTexts: (count: number, size: string) =>
    `${language.count(count, { one: '# long text', other: '# long texts' })} (${size}) not searched:`,
  searchThem: 'search too',
  failed: 'The rest could not be read.',
  again: 'Try again',
  noMarks: 'This browser cannot mark hits in the text; the list shows them.',
}));
