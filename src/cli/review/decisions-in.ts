import type { Edit, ReviewDecisions } from '../../encode/index.ts';
import { isObject } from '../../format/index.ts';
import { RequestError } from '../server/actions.ts';

/** Things of one kind that a page can leave out. */
const MAX_CUTS = 10_000;

/**
 * The decisions that a page has sent.
 *
 * @throws {RequestError} when it has sent something else
 */
export function decisionsIn(input: unknown): ReviewDecisions {
  const { keep, mask, cut } = isObject(input) ? input : {};
  if (!isListOf(keep, isText) || !isListOf(mask, isSeed)) throw new RequestError('these are no decisions');
  return {
    keep,
    mask: mask.map(({ value, type }) => ({ value, type })),
    ...(cut !== undefined && { cut: cutIn(cut) }),
  };
}

/** @throws {RequestError} */
function cutIn(cut: unknown): Edit {
  const { turns = [], spans = [], files = [], pictures = [] } = isObject(cut) ? cut : { turns: cut };
  const lists = [turns, spans, files, pictures] as readonly (readonly unknown[])[];
  const areKnown =
    isListOf(turns, isTurn) &&
    isListOf(spans, isSpan) &&
    isListOf(files, isText) &&
    isListOf(pictures, isText) &&
    lists.every(({ length }) => length <= MAX_CUTS);
  if (!areKnown) throw new RequestError('this is nothing that can be left out');
  return { turns, spans: spans.map(({ start, end }) => ({ start, end })), files, pictures };
}

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isItem);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isSeed(value: unknown): value is { readonly value: string; readonly type: string } {
  if (!isObject(value)) return false;
  const { value: text, type } = value;
  return isText(text) && isText(type) && /^[a-z0-9-]{1,40}$/.test(type);
}

function isTurn(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function isSpan(value: unknown): value is { readonly start: number; readonly end: number } {
  return isObject(value) && Number.isFinite(value['start']) && Number.isFinite(value['end']);
}
