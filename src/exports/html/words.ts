/** `1 turn`, `3 turns`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How long something took, ms: `42 s`, `38 min`, `4 h 12 min`. */
export function lengthOf(duration: number): string {
  const seconds = Math.round(duration / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(duration / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
}

/** A session time, ms, as a clock shows it: `6:41`, `1:06:41`. */
export function clockOf(time: number): string {
  const seconds = Math.floor(time / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(time / HOUR);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A text on one line, cut to so many characters at most. */
export function lineOf(text: string, length: number): string {
  const line = text
    .slice(0, 8 * length)
    .replace(/\s+/gu, ' ')
    .trim();
  return line.length <= length ? line : `${line.slice(0, length - 1).replace(/[\p{Cs}\s]+$/u, '')}…`;
}
