/** A copy of an object without one of its members. */
export function without<T extends object, K extends keyof T & string>(object: T, key: K): Omit<T, K> {
  const members = Object.entries(object).filter(([name]) => name !== key);
  return Object.fromEntries(members) as Omit<T, K>;
}
