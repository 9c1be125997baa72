import type { Wording } from './wording.ts';

/**
 * A length of time, roughly: `45 s`, `39 min`, `7 h 42 min`. The same in all languages but for the digits, as the signs
 * of the units are international.
 */
export function roughLength(milliseconds: number, language: Wording): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${language.number(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${language.number(minutes)} min`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return rest === 0
    ? `${language.number(hours)} h`
    : `${language.number(hours)} h ${language.number(rest)} min`;
}
