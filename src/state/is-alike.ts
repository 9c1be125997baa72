/**
 * Whether two values are the same, or objects or lists of the same values.
 *
 * @param depth - how many levels of objects and lists are looked into; what lies deeper is the same or is not
 */
export function isAlike(a: unknown, b: unknown, depth: number): boolean {
  if (Object.is(a, b)) return true;
  if (depth === 0 || typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => isAlike(a[key as keyof typeof a], b[key as keyof typeof b], depth - 1))
  );
}
