import { STORY_VIEWS } from './view-state.ts';
import type { ViewState } from './view-state.ts';

const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const isOneOf =
  (...values: readonly unknown[]) =>
  (value: unknown): boolean =>
    values.includes(value);
const isObject = (value: unknown): boolean =>
  value === undefined || (typeof value === 'object' && value !== null);

const isRange = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && value.every((line) => Number.isSafeInteger(line) && line > 0);
const isLines = (value: unknown): boolean => {
  if (value === undefined) return true;
  const { path, ranges } = (value ?? {}) as { readonly path?: unknown; readonly ranges?: unknown };
  return typeof path === 'string' && Array.isArray(ranges) && ranges.every(isRange);
};

/** What each part of the view may be. */
const VALID: { readonly [Part in keyof ViewState]: (value: unknown) => boolean } = {
  view: isOneOf(...STORY_VIEWS),
  linked: isFlag,
  atCover: isFlag,
  current: isObject,
  target: (value) => value === undefined || typeof value === 'string',
  column: isOneOf(undefined, 'outline', 'find'),
  large: isOneOf(undefined, 'terminal', 'changes'),
  lines: isLines,
  about: isFlag,
  usage: isFlag,
  findings: isObject,
};

/** The parts of a request that can be met: a page may ask for a view that there is not. */
export function validView(request: unknown): Partial<ViewState> {
  if (typeof request !== 'object' || request === null) return {};
  const valid = Object.entries(request).filter(
    ([part, value]) => Object.hasOwn(VALID, part) && VALID[part as keyof ViewState](value),
  );
  return Object.fromEntries(valid);
}
