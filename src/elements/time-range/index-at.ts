/**
 * Index of the last entry at or before `time`; −1 before the first one.
 *
 * @param entries - ordered by `time`, ms
 *
 * O(log n).
 */
export function indexAt(entries: readonly { readonly time: number }[], time: number): number {
  let low = -1;
  let high = entries.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (entries[middle]!.time <= time) low = middle;
    else high = middle - 1;
  }
  return low;
}
