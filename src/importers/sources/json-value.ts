/** Guards for parsed JSON of foreign make: nothing is assumed of any value. */

import type { Json, JsonObject } from '../../format/index.ts';

/** A parsed JSON object that is no array. Its keys are own properties, `__proto__` among them. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as a string that is not empty, else `undefined`. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The value as a finite number, else `undefined`. */
export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The value as a whole number of at least 0, else `undefined`. */
export function asCount(value: unknown): number | undefined {
  const number = asNumber(value);
  return number === undefined || number < 0 ? undefined : Math.round(number);
}

/** The value as an array, else an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** A value that came out of `JSON.parse`, typed as such. */
export function asJson(value: unknown): Json {
  return value as Json;
}

/** An object of defined values only, or `undefined` when none is left. Keys are data: nothing is merged. */
export function compact(entries: Iterable<readonly [string, Json | undefined]>): JsonObject | undefined {
  const kept = [...entries].filter(([, value]) => value !== undefined);
  return kept.length === 0 ? undefined : Object.fromEntries<Json | undefined>(kept);
}

/** Whether a value nests deeper than `limit`. Iterative: any depth that `JSON.parse` gave is safe here. */
export function isDeeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item !== 'object' || item === null) continue;
      for (const child of Array.isArray(item) ? (item as unknown[]) : Object.values(item)) {
        if (typeof child === 'object' && child !== null) next.push(child);
      }
    }
    level = next;
  }
  return false;
}

/** Whether a value is an object with all of some keys: what recognition mostly asks. */
export function hasKeys(value: unknown, ...keys: readonly string[]): value is Record<string, unknown> {
  return isObject(value) && keys.every((key) => Object.hasOwn(value, key));
}
