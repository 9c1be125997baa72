import { asNumber } from '../sources/json-value.ts';
import { parseIsoTime, plausibleTime } from '../sources/iso-time.ts';

/** Smaller numbers are seconds: as ms they would lie before 1974. */
const LEAST_MS = 1e11;

/** A column of time as ms since 1970 UTC: seconds, ms, or a text as SQLite writes one (UTC). */
export function storeTime(value: unknown): number | undefined {
  const number = asNumber(value);
  if (number === undefined) return parseIsoTime(value);
  return plausibleTime(number < LEAST_MS ? number * 1000 : number);
}
