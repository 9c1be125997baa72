import type { Find } from '../rule.ts';
import { isRandom } from '../values/value-shape.ts';
import { stringsToTerminal, unwrappedText, visibleText, type VisibleText } from './visible-text.ts';

/** A secret in the output of a terminal. */
export interface TerminalFind {
  readonly find: Find;
  readonly value: string;
  /** Offsets of its code units in the output, rising; -1 where nothing of the output is. */
  readonly places: Int32Array;
}

/** Fewest characters of a secret that a program may have broken at the end of a row, on the next one. */
const MIN_REST = 4;

/**
 * Finds secrets in the output of a terminal: in each write by itself, in all of it without what is not shown, over the ends of rows at
 * which programs wrap, and in the strings to the terminal.
 *
 * @param find finds secrets in a plain text
 * @param writeEnds where each write ends
 */
export function terminalFinds(
  output: string,
  writeEnds: readonly number[],
  find: (text: string) => readonly Find[],
): TerminalFind[] {
  const joined = visibleText(output, 'joined');
  const separated = visibleText(output, 'separated', writeEnds);
  const ofWrites = findsIn(separated, find);
  const ofAll = separated.text === joined.text ? [] : findsIn(joined, find);
  const settled = settle(ofWrites, ofAll);
  const unwrapped = unwrappedText(joined);
  const wrapped = unwrapped ? wrappedFinds(unwrapped, settled, find) : [];
  const all = wrapped.length === 0 ? settled : [...withoutContained(settled, wrapped), ...wrapped];
  for (const { start, end } of stringsToTerminal(output)) {
    const places = Int32Array.from({ length: end - start }, (_, at) => start + at);
    for (const one of findsIn({ text: output.slice(start, end), places }, find)) all.push(one);
  }
  return all.sort((a, b) => firstOf(a) - firstOf(b));
}

function findsIn({ text, places }: VisibleText, find: (text: string) => readonly Find[]): TerminalFind[] {
  return find(text)
    .map((one) => ({
      find: one,
      value: one.plain ?? text.slice(one.start, one.end),
      places: places.subarray(one.start, one.end).filter((place) => place >= 0),
    }))
    .filter((one) => one.places.length > 0);
}

const firstOf = ({ places }: TerminalFind): number => places[0]!;
const lastOf = ({ places }: TerminalFind): number => places.at(-1)!;
const contains = (outer: TerminalFind, inner: TerminalFind): boolean =>
  firstOf(outer) <= firstOf(inner) && lastOf(outer) >= lastOf(inner);

/** Calls back for each find with those of another list that it overlaps. Both lists are in order. */
function withTouched(
  finds: readonly TerminalFind[],
  others: readonly TerminalFind[],
  visit: (find: TerminalFind, touched: readonly TerminalFind[]) => void,
): void {
  let from = 0;
  for (const find of finds) {
    while (from < others.length && lastOf(others[from]!) < firstOf(find)) from++;
    const touched: TerminalFind[] = [];
    for (let i = from; i < others.length && firstOf(others[i]!) <= lastOf(find); i++)
      touched.push(others[i]!);
    visit(find, touched);
  }
}

/**
 * A find of the whole output stands for one that it contains: the write ended inside of the secret. When it contains several, they are
 * copies that ran together, and it is dropped.
 */
function settle(ofWrites: readonly TerminalFind[], ofAll: readonly TerminalFind[]): TerminalFind[] {
  const kept: TerminalFind[] = [];
  const replaced = new Set<TerminalFind>();
  withTouched(ofAll, ofWrites, (find, touched) => {
    if (touched.length > 1 || touched.some((one) => !contains(find, one))) return;
    for (const one of touched) replaced.add(one);
    kept.push(find);
  });
  return [...ofWrites.filter((one) => !replaced.has(one)), ...kept].sort((a, b) => firstOf(a) - firstOf(b));
}

function withoutContained(finds: readonly TerminalFind[], outer: readonly TerminalFind[]): TerminalFind[] {
  const contained = new Set<TerminalFind>();
  withTouched(outer, finds, (find, touched) => {
    for (const one of touched) if (contains(find, one)) contained.add(one);
  });
  return finds.filter((one) => !contained.has(one));
}

/** Finds that go over the end of a row; of those that were found up to it already, only where the rest is part of a secret. */
function wrappedFinds(
  unwrapped: VisibleText,
  found: readonly TerminalFind[],
  find: (text: string) => readonly Find[],
): TerminalFind[] {
  const wrapped: TerminalFind[] = [];
  // Within a row, and without an escape in it, there is nothing new.
  const crossing = findsIn(unwrapped, find).filter((one) => lastOf(one) - firstOf(one) >= one.places.length);
  withTouched(crossing, found, (one, touched) => {
    const isNew = touched.length === 0 && (one.find.level === 'certain' || isRandom(one.value));
    const isWhole =
      touched.length === 1 && contains(one, touched[0]!) && isRest(one.value, touched[0]!.value);
    if (isNew || isWhole) wrapped.push(one);
  });
  return wrapped;
}

function isRest(whole: string, part: string): boolean {
  if (!whole.startsWith(part)) return false;
  const rest = whole.slice(part.length);
  return rest.length >= MIN_REST && !/^(?:[A-Z]?[a-z]+|[A-Z]+)$/.test(rest);
}
