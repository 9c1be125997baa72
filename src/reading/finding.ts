/** What whoever shows hits needs beside the search itself, which the session brings. */
export { compareHits, HIT_KINDS } from './find-hit.ts';
export { patternOf } from './find-pattern.ts';
