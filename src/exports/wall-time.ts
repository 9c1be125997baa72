/** Wall time as text, ms since 1970 UTC to ISO 8601; `undefined` where it cannot be said. */
export function isoTime(time: number): string | undefined {
  if (!(Math.abs(time) <= MAX_DATE)) return undefined;
  // eslint-disable-next-line no-restricted-globals -- formats a given time, reads no clock
  return new Date(time).toISOString();
}

/** Wall time of session time 0, ms since 1970 UTC; `undefined` where the archive tells none. */
export function startOf({ startedAt }: { readonly startedAt?: string }): number | undefined {
  // eslint-disable-next-line no-restricted-globals -- reads a given time, no clock
  const time = startedAt === undefined ? NaN : Date.parse(startedAt);
  return Number.isNaN(time) ? undefined : time;
}

const MAX_DATE = 8.64e15;

/** A length of time as people say it: `45 s`, `4 min`, `1 h 10 min`. */
export function lengthText(duration: number): string {
  const seconds = Math.round(duration / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}
