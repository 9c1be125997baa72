import type { Language } from './strings/language.ts';

export { timeText } from '../player/index.ts';

/** A time as words, for a screen reader: `6 minutes 41 seconds`. */
export function timeWords(time: number, { tag }: Language): string {
  const seconds = Math.max(0, Math.floor(time / 1000));
  const units = [
    ['hour', Math.floor(seconds / 3600)],
    ['minute', Math.floor(seconds / 60) % 60],
    ['second', seconds % 60],
  ] as const;
  const counted = units.filter(([unit, count]) => count > 0 || (unit === 'second' && seconds === 0));
  return counted.map(([unit, count]) => formatOf(tag, unit).format(count)).join(' ');
}

/** By language and unit: making one is slow, and times are told with every frame. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(tag: string, unit: 'hour' | 'minute' | 'second'): Intl.NumberFormat {
  const key = `${tag} ${unit}`;
  let format = formats.get(key);
  if (!format)
    formats.set(key, (format = new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' })));
  return format;
}
