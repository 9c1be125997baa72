/**
 * Checks of parsed JSON, for what every reader needs before it shows anything: they are small, and say where a value
 * is not as it must be. Members that a shape does not name are let through.
 */

import { quote } from './findings.ts';
import { isCount, isObject } from './segments/json-value.ts';

/** The first thing that is wrong with a value. */
export interface Fault {
  /** Keys from the whole to the value, as `tracks.0.id`; empty for the whole. */
  readonly path: string;
  /** What the value must be, as the end of a sentence. */
  readonly expected: string;
}

/** Finds the first fault of a value. O(size), and no more than that for what has none. */
export type Shape = (value: unknown) => Fault | undefined;

/** @returns the first fault of a value as a sentence; `undefined` when it has none */
export function faultOf(value: unknown, check: Shape): string | undefined {
  const fault = check(value);
  return fault && `${fault.path === '' ? 'it' : quote(fault.path)} must be ${fault.expected}`;
}

/** A check of one condition; `expected` says it, as the end of a sentence. */
export function shape(expected: string, holds: (value: unknown) => boolean): Shape {
  return (value) => (holds(value) ? undefined : { path: '', expected });
}

/** Any string. */
export const text = shape('a text', (value) => typeof value === 'string');
/** Any number. */
export const number = shape('a number', (value) => typeof value === 'number');
/** An integer of at most 2^53 − 1 either way. */
export const integer = shape('an integer', Number.isSafeInteger);
/** A time, size or count: an integer from 0 to 2^53 − 1. */
export const count = shape('an integer from 0 on', isCount);

/** A string that the pattern matches. */
export function textLike(expected: string, pattern: RegExp): Shape {
  return shape(expected, (value) => typeof value === 'string' && pattern.test(value));
}

/** One value and no other. */
export function literal(expected: string | number | boolean): Shape {
  return shape(JSON.stringify(expected), (value) => value === expected);
}

const anyObject = shape('an object', isObject);
const anyArray = shape('an array', Array.isArray);

/** An object with these members; those of `optional` may be absent. */
export function object(
  required: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  const members = Object.entries({ ...required, ...optional });
  return (value) => {
    if (!isObject(value)) return anyObject(value);
    for (const [key, check] of members) {
      if (!Object.hasOwn(value, key) && Object.hasOwn(optional, key)) continue;
      const fault = under(key, check(Object.hasOwn(value, key) ? value[key] : undefined));
      if (fault) return fault;
    }
    return undefined;
  };
}

/** An object whose members are all of one shape. */
export function record(member: Shape): Shape {
  return (value) => anyObject(value) ?? firstFault(Object.entries(value as object), member);
}

/** An array whose elements are all of one shape. */
export function array(element: Shape): Shape {
  return (value) => anyArray(value) ?? firstFault((value as unknown[]).entries(), element);
}

/** An array of these elements and no more. */
export function tuple(...elements: readonly Shape[]): Shape {
  const expected = `an array of ${elements.length}`;
  const whole = shape(expected, (value) => Array.isArray(value) && value.length === elements.length);
  return (value) => {
    const wrong = whole(value);
    if (wrong) return wrong;
    for (const [index, check] of elements.entries()) {
      const fault = under(index, check((value as unknown[])[index]));
      if (fault) return fault;
    }
    return undefined;
  };
}

/** The first fault of members or elements of one shape, given as key and value. */
export function firstFault(members: Iterable<[string | number, unknown]>, check: Shape): Fault | undefined {
  for (const [key, value] of members) {
    const fault = under(key, check(value));
    if (fault) return fault;
  }
  return undefined;
}

/** A fault of the member `key`, as one of what the member stands in. */
export function under(key: string | number, fault: Fault | undefined): Fault | undefined {
  return (
    fault && { path: fault.path === '' ? String(key) : `${key}.${fault.path}`, expected: fault.expected }
  );
}
