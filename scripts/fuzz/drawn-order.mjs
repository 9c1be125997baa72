/**
 * A list in an order of its own for each seed, in which neighbours are far from each other: any beginning of it is spread
 * over all. Every item comes once before one comes again.
 *
 * @template T
 * @param {readonly T[]} items
 * @param {number} seed
 * @returns {(index: number) => T}
 */
export function inDrawnOrder(items, seed) {
  const step = stepFor(items.length);
  return (index) => items[(seed + index * step) % items.length];
}

/** A number without a common divisor, about the golden part of the count. */
function stepFor(count) {
  let step = Math.floor(count * 0.618) | 1;
  const divisor = (a, b) => (b === 0 ? a : divisor(b, a % b));
  while (divisor(count, step) !== 1) step += 2;
  return step;
}
