import { findAt } from '../find/find-at.ts';
import type { Run, Source } from '../find/source.ts';
import { isNameOfVendor, isVendorOfUuids } from '../names/vendors.ts';
import type { Find, ScanRule } from '../rule.ts';
import { digitsOf } from '../values/entropy.ts';
import { isPlaceholder } from '../values/placeholder.ts';
import { isRandom, isUuid } from '../values/value-shape.ts';

/** The name before a value, where what joins them is cut off. */
const NAME = /[A-Za-z][\w.-]{1,40}$/;
const VALUE = /^[A-Za-z0-9+/=_-]{14,128}$/;
/** Shortest and longest run with a value in it, with its name or without. */
const MIN_RUN = 14;
const MAX_RUN = 200;
/** Longest name, and what may stand between it and its value. */
const MAX_NAME = 41;
const MAX_JOINT = 12;

const VENDOR_VALUE: ScanRule = {
  id: 'vendor-value',
  type: 'secret',
  ofRuns: true,
  level: 'probable',
  why: 'a random value with nothing but the name of a service before it',
  finds: [
    '{"datadog": "«{hex:32}»"}',
    'NEW_RELIC=«{ln:40}»',
    'sonar.login=«{hex:40}»',
    "heroku: '«{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}»'",
  ],
  leaves: [
    '"datadog": "^1.24.0"',
    'sentry: https://o1.ingest.sentry.io/1',
    '{"linear": "ease-in-out-cubic-bezier"}',
    '"git": "{hex:40}"',
  ],
  notInLockfiles: true,
  *scan({ text, runs, place }: Source): Generator<Find> {
    for (const run of runs) {
      const length = run.end - run.start;
      if (length < MIN_RUN || length > MAX_RUN) continue;
      const start = startOfValue(text, run);
      const isWhole = start === 0 && run.end === text.length;
      const name = isWhole ? place.key : nameBefore(text, start);
      if (name === undefined || !isNameOfVendor(name)) continue;
      if (isKey(text.slice(start, run.end), name)) yield findAt(VENDOR_VALUE, start, run.end);
    }
  },
};

/** Where the value begins in a run that may hold its name too: `DATADOG=…`. */
function startOfValue(text: string, { start, end }: Run): number {
  const last = Math.min(end - MIN_RUN, start + MAX_NAME);
  for (let at = start + 2; at <= last; at++) {
    const code = text.charCodeAt(at);
    if (code === EQUALS || code === COLON) return at + 1;
  }
  return start;
}

/** The name to which a value belongs that begins at `start`: signs, quotes and blanks may stand between them. */
function nameBefore(text: string, start: number): string | undefined {
  const limit = Math.max(0, start - MAX_JOINT);
  let end = start;
  let isJoined = false;
  for (; end > limit; end--) {
    const character = text[end - 1]!;
    if (character === '=' || character === ':') isJoined = true;
    else if (!(isJoined ? '"\'\\ ' : '"\'\\ `>').includes(character)) break;
  }
  return isJoined ? NAME.exec(text.slice(Math.max(0, end - MAX_NAME), end))?.[0] : undefined;
}

const EQUALS = 61;
const COLON = 58;

function isKey(value: string, name: string): boolean {
  if (isUuid(value)) return isVendorOfUuids(name);
  return (
    VALUE.test(value) &&
    isRandom(value) &&
    (digitsOf(value) > 0 || value.length >= 24) &&
    !isPlaceholder(value)
  );
}

/** Secrets that are known by the service whose name stands before them. */
export const VENDOR_RULES: readonly ScanRule[] = [VENDOR_VALUE];
