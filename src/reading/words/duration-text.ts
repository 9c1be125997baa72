/** What writes the numbers of a language. */
interface Numbers {
  number(value: number): string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long something took, in the two largest units: `42 s`, `38 min`, `4 h 12 min`, `3 d 4 h`.
 *
 * The symbols are those of the SI, which are the same in every language.
 *
 * @param duration - milliseconds
 */
export function durationText(duration: number, language: Numbers): string {
  const count = (value: number, unit: string): string => `${language.number(value)} ${unit}`;
  const seconds = Math.max(0, Math.round(duration / 1000));
  if (seconds < 60) return count(seconds, 's');
  const minutes = Math.round(duration / MINUTE);
  if (minutes < 60) return count(minutes, 'min');
  if (duration < 2 * DAY) {
    const rest = minutes % 60;
    return [count(Math.floor(minutes / 60), 'h'), rest > 0 && count(rest, 'min')].filter(Boolean).join(' ');
  }
  const hours = Math.round(duration / HOUR);
  const rest = hours % 24;
  return [count(Math.floor(hours / 24), 'd'), rest > 0 && count(rest, 'h')].filter(Boolean).join(' ');
}
