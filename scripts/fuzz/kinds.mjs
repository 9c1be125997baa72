/**
 * What is fuzzed, as data. Each `module` of this folder has `prepare(seed)`, which gives `inputOf(index)` (the bytes of a
 * case, and in words what is wrong with them) and `check(bytes, index)`: it says in a word how the case ended, and throws when that is
 * none of the ways in which it may end.
 *
 * - `count`, `short`: cases in a complete run, and in one of some seconds; `Infinity` where `prepare` says how many there
 *   are (`all`)
 * - `bar`: what has to hold
 *
 * @type {readonly { id: string, module: string, count: number, short: number, bar: string }[]}
 */
export const KINDS = [
  {
    id: 'archives',
    module: 'archives.mjs',
    count: 10_000,
    short: 240,
    bar: 'equal, refused by a code, or said to be incomplete',
  },
  {
    id: 'bits',
    module: 'bits.mjs',
    count: Infinity,
    short: 600,
    bar: 'equal, refused by a code, or said to be incomplete',
  },
  {
    id: 'sectors',
    module: 'sectors.mjs',
    count: Infinity,
    short: 60,
    bar: 'equal, refused by a code, or said to be incomplete',
  },
  {
    id: 'cuts',
    module: 'cuts.mjs',
    count: Infinity,
    short: 200,
    bar: 'refused by a code wherever it is cut',
  },
  {
    id: 'logs',
    module: 'logs.mjs',
    count: 10_000,
    short: 200,
    bar: 'an archive or a code, within 5 s and 256 MB',
  },
  {
    id: 'databases',
    module: 'databases.mjs',
    count: 10_000,
    short: 120,
    bar: 'events or a code, within 5 s and 256 MB',
  },
  {
    id: 'sessions',
    module: 'sessions.mjs',
    count: 10_000,
    short: 60,
    bar: 'every text comes back as it was',
  },
  {
    id: 'pieces',
    module: 'pieces.mjs',
    count: 10_000,
    short: 60,
    bar: 'the same state however it comes in pieces',
  },
];
