/** Speeds on offer, slowest first. */
export const RATES: readonly number[] = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4, 8, 16];

/** The next speed of the list above (1) or below (−1) `rate`; the list's end when there is none. */
export function nextRate(rate: number, direction: 1 | -1): number {
  const further = direction === 1 ? RATES.find((next) => next > rate) : RATES.findLast((next) => next < rate);
  return further ?? (direction === 1 ? RATES.at(-1)! : RATES[0]!);
}
