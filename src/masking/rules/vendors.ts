import { findAt } from '../find/find-at.ts';
import type { Source } from '../find/source.ts';
import { isNameOfVendor, isVendorOfUuids } from '../names/vendors.ts';
import type { Find, ScanRule } from '../rule.ts';
import { digitsOf } from '../values/entropy.ts';
import { isPlaceholder } from '../values/placeholder.ts';
import { isRandom, isUuid } from '../values/value-shape.ts';

/** What stands before a value in data and variables: its name. */
const NAME_BEFORE = /([A-Za-z][\w.-]{1,40})["'\\]{0,4}\s{0,2}(?:=>|[:=])\s{0,3}["'\\`]{0,4}$/;
/** A variable and its value without a blank. */
const NAME_INSIDE = /^([A-Za-z][\w.-]{1,40})[=:](?=[^=:])/;
const VALUE = /^[A-Za-z0-9+/=_-]{14,128}$/;
/** Longest name and what joins it to its value. */
const BEFORE = 56;

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
      if (run.end - run.start > 200) continue;
      const token = text.slice(run.start, run.end);
      const inside = NAME_INSIDE.exec(token);
      const value = inside ? token.slice(inside[0].length) : token;
      const start = run.end - value.length;
      const before = inside ?? NAME_BEFORE.exec(text.slice(Math.max(0, start - BEFORE), start));
      const name = before ? before[1]! : start === 0 && run.end === text.length ? place.key : undefined;
      if (name !== undefined && isNameOfVendor(name) && isKey(value, name))
        yield findAt(VENDOR_VALUE, start, run.end);
    }
  },
};

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
