const MINUTE = 60_000;

/** How long something took, ms: `42 s`, `38 min`, `4 h 12 min`. */
export function lengthOf(duration: number): string {
  const seconds = Math.round(duration / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(duration / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
}

/** A text on one line, cut to so many characters at most. */
export function lineOf(text: string, length: number): string {
  const line = text
    .slice(0, 8 * length)
    .replace(/\s+/gu, ' ')
    .trim();
  return line.length <= length ? line : `${line.slice(0, length - 1).replace(/[\p{Cs}\s]+$/u, '')}…`;
}
