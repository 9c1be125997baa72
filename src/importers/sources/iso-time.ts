const PATTERN =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** Times before 1990 or after 2200 are no times of a coding session. */
const EARLIEST = 631_152_000_000;
const LATEST = 7_258_118_400_000;

/**
 * ISO 8601 time as ms since 1970 UTC, whole; `undefined` when it is none, or not of this age. A time without zone
 * is taken as UTC, so that the result never depends on where it is computed.
 */
export function parseIsoTime(value: unknown): number | undefined {
  if (typeof value !== 'string' || value.length > 40) return undefined;
  const match = PATTERN.exec(value);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone = 'Z'] = match;
  const days = daysSinceEpoch(Number(year), Number(month), Number(day));
  const minutes = (days * 24 + Number(hour)) * 60 + Number(minute) - zoneMinutes(zone);
  return plausibleTime(
    minutes * 60_000 + Number(second) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3)),
  );
}

/** `ms` if it is a time since 1970 that a session can have, else `undefined`. */
export function plausibleTime(ms: number): number | undefined {
  return ms >= EARLIEST && ms <= LATEST ? Math.round(ms) : undefined;
}

/** Days from 1970-01-01 in the Gregorian calendar. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  // Years begin in March here, so that the leap day is a year's last day.
  const shifted = month > 2 ? year : year - 1;
  const monthFromMarch = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return shifted * 365 + leapDays + dayOfYear - 719_468;
}

function zoneMinutes(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}
