/** The column table `marks` of `index.json` ⇄ {@link Mark} (spec section 6). */

import { array, integer, object, shape, text } from './json-shape.ts';
import type { Mark } from './model.ts';
import { columnSums, differences } from './time-index-columns.ts';

/** Most marks that an index holds. */
export const MAX_MARKS = 2048;

const KINDS: ReadonlySet<string> = new Set<Mark['kind']>(['error', 'change', 'commit', 'test']);
const TEXTS = ['text', 'hash'] as const;
const NUMBERS = ['additions', 'deletions', 'passed', 'failed'] as const;

type OptionalColumns = Readonly<
  Partial<Record<(typeof TEXTS)[number], readonly string[]>> &
    Partial<Record<(typeof NUMBERS)[number], readonly number[]>>
>;

/** What {@link marksShape} lets through. */
export type MarksJson = OptionalColumns & {
  readonly time: readonly number[];
  readonly kind: readonly string[];
};

const integers = array(integer);
const texts = array(text);
const times = shape(`an array of at most ${MAX_MARKS} integers`, (value) => {
  return Array.isArray(value) && value.length <= MAX_MARKS && integers(value) === undefined;
});

/** The table as an index may have it, before its columns are compared. */
export const marksShape = object(
  { time: times, kind: texts },
  {
    ...Object.fromEntries(TEXTS.map((name) => [name, texts])),
    ...Object.fromEntries(NUMBERS.map((name) => [name, integers])),
  },
);

/** Marks as columns. One that no mark has a value of is left out; an absent text is empty, an absent number is 0. */
export function formatMarks(marks: readonly Mark[]): MarksJson {
  const columns: Record<string, readonly (string | number)[]> = {};
  for (const name of TEXTS) {
    if (marks.some((mark) => mark[name])) columns[name] = marks.map((mark) => mark[name] ?? '');
  }
  for (const name of NUMBERS) {
    if (marks.every((mark) => mark[name] === undefined)) continue;
    // One more than the number, so that "none" and "not known" stay two things.
    columns[name] = differences(marks.map((mark) => (mark[name] === undefined ? 0 : mark[name] + 1)));
  }
  return {
    time: differences(marks.map(({ time }) => time)),
    kind: marks.map(({ kind }) => kind),
    ...(columns as OptionalColumns),
  };
}

/**
 * The marks of a table. Those of a kind that a later version has added are left out.
 *
 * @param duration - of the session, ms
 * @throws {RangeError} when columns differ in length, times decrease or pass the duration, or a number is below 0
 */
export function marksOf(marks: MarksJson, duration: number): Mark[] {
  const { length } = marks.time;
  const time = columnSums('marks.time', marks.time, length, { sorted: true });
  if ((time.at(-1) ?? 0) > duration) throw new RangeError('marks.time passes the duration');
  for (const name of ['kind', ...TEXTS] as const) {
    if ((marks[name]?.length ?? length) !== length) {
      throw new RangeError(`marks.${name} has ${marks[name]!.length} values, not ${length}`);
    }
  }
  const numbers = NUMBERS.flatMap((name) => {
    const column = marks[name];
    return column ? [[name, columnSums(`marks.${name}`, column, length)] as const] : [];
  });
  const rows = marks.kind.map((kind, row): Mark => {
    const values: Record<string, string | number> = {};
    for (const name of TEXTS) if (marks[name]?.[row]) values[name] = marks[name][row]!;
    for (const [name, column] of numbers) if (column[row]! > 0) values[name] = column[row]! - 1;
    return { time: time[row]!, kind: kind as Mark['kind'], ...values };
  });
  return rows.filter(({ kind }) => KINDS.has(kind));
}
