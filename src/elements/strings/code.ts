import { section } from './section.ts';

/** Blocks of code in the conversation. */
export const codeStrings = section('code', (language) => ({
  copy: 'Copy code',
  copied: 'Copied',
  more: (count: number) => `Show all ${language.number(count)} lines`,
  moreOf: (next: number, count: number) =>
    `Show ${language.number(next)} more of ${language.number(count)} lines`,
  label: (language: string) => (language ? `Code, ${language}` : 'Code'),
}));
