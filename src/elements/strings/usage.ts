import { section } from './section.ts';

/** What answers used. */
export const usageStrings = section('usage', () => ({
  sent: (count: string) => `${count} in`,
  received: (count: string) => `${count} out`,
  cached: (share: string) => `${share} of it cached`,
  label: 'Tokens used',
  show: 'Show tokens at each answer',
  byTurn: 'By turn',
  loading: 'Being counted …',
  failed: 'This cannot be counted.',
  inexact: 'The archive does not tell for each turn what it used.',
}));
