import type { Language } from '../strings/language.ts';

/** Stretches that are named; of more, there are some. */
const MAX_RANGES = 20;

/** Stretches of lines as they are written: `3–5, 8, …`. */
export function rangesText(ranges: readonly (readonly [number, number])[], language: Language): string {
  const named = ranges
    .slice(0, MAX_RANGES)
    .map(([first, last]) =>
      first === last ? language.number(first) : `${language.number(first)}–${language.number(last)}`,
    );
  return (ranges.length > MAX_RANGES ? [...named, '…'] : named).join(', ');
}
