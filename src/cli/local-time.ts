import { localDate } from '../node/files.ts';

/** A minute of this computer's time zone: `2026-11-28 07:12`. */
export function localTime(time: number): string {
  const date = new Date(time);
  return `${localDate(time)} ${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** A day in ms. */
export const DAY = 86_400_000;
