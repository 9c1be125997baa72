import { FAULTS } from '../faults/faults.mjs';
import { KINDS } from '../fuzz/kinds.mjs';

const HOSTILE = [
  { name: 'Hostile ZIP files', bar: 'each refused or read as expected', tests: ['format/hostile'] },
  { name: 'Archives beside other ZIP readers', bar: 'the same bytes in each', tests: ['format/oracles'] },
  {
    name: 'Every command on hostile inputs',
    bar: 'an archive or a sentence, 420 MiB in all',
    script: './hostile-commands.mjs',
  },
  { name: 'Hostile lines of JSON', bar: 'no other line is lost', tests: ['segments/hostile-lines'] },
  { name: 'Hostile logs', bar: 'read or refused, nothing else opened', tests: ['importers/hostile'] },
  { name: 'Hostile databases', bar: 'read or refused', tests: ['sqlite/hostile'] },
  {
    name: 'Hostile output of terminals',
    bar: 'no effect outside, same screen',
    tests: ['terminal/hostile-output', 'e2e/hostile-terminal'],
  },
  {
    name: 'Hostile texts in a session, opened in a browser',
    bar: 'nothing runs, no request, no foreign link',
    script: './hostile-sessions.mjs',
  },
  { name: 'Characters that deceive', bar: 'marked in every place', tests: ['e2e/spoofing'] },
  { name: 'Twenty players on a page', bar: 'no timer, 30 MB, no request', tests: ['e2e/many-players'] },
  { name: 'Requests to the local server', bar: 'no escape, no foreign page', tests: ['cli/server'] },
];

const MASKING = [
  { name: 'Secrets of the hostile set', bar: 'all severe ones, 3 of 118 baits', tests: ['masking/hostile'] },
  { name: 'Secrets of kinds without a rule', bar: 'floors by kind, 2 % of baits', tests: ['masking/unseen'] },
  { name: 'Masked texts under other scanners', bar: 'nothing reported', tests: ['masking/oracles'] },
  { name: 'Secrets in a finished archive', bar: 'none', tests: ['encode/masking', 'masking/properties'] },
  { name: 'Expressions on slow texts', bar: 'linear', tests: ['masking/linear'] },
  { name: 'Wrong finds in real logs', bar: '10 distinct ones', tests: ['masking/corpus'] },
];

/**
 * What the promises of SECURITY.md rest on, as data: `npm run trust` runs all of it and writes the figures there. A new check
 * is a row here.
 *
 * - `bar`: what has to hold
 * - `fault`: an id of `scripts/faults/faults.mjs`; `fuzz`: one of `scripts/fuzz/kinds.mjs`; `tests`: parts of paths of tests
 *   that run in Node; `script`: a module whose `run({ isShort, seed })` gives `{ figure, failures }`. Without any of
 *   them it is not measured yet, and the table says so.
 *
 * @type {readonly { name: string, bar: string, fault?: string, fuzz?: string, tests?: readonly string[], script?: string }[]}
 */
export const CHECKS = [
  ...FAULTS.map(({ id, what }) => ({ name: `${id} ${what}`, bar: 'whole, or a word about it', fault: id })),
  // Some kinds stand above as faults.
  ...KINDS.filter(({ id }) => !FAULTS.some(({ fuzz }) => fuzz === id)).map(({ id, bar }) => ({
    name: `Fuzzing: ${id}`,
    bar,
    fuzz: id,
  })),
  ...HOSTILE,
  ...MASKING,
];
