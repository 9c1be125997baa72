import { isCount } from './segments/json-value.ts';

/** A column as differences from the value before; the first from zero. They deflate better than the values. */
export function differences(column: readonly number[]): number[] {
  return column.map((value, index) => value - (column[index - 1] ?? 0));
}

/**
 * The values that differences stand for.
 *
 * @param name - for the message
 * @param length - values that the column must have
 * @throws {RangeError} when it has another length, a value is no integer from 0 to 2^53−1, or is less than the
 *   one before in a `sorted` column
 */
export function columnSums(
  name: string,
  column: readonly number[],
  length: number,
  { sorted = false } = {},
): number[] {
  if (column.length !== length) throw new RangeError(`${name} has ${column.length} values, not ${length}`);
  let sum = 0;
  return column.map((difference, index) => {
    sum += difference;
    if (!isCount(sum)) throw new RangeError(`${name} is out of range at row ${index}`);
    if (sorted && difference < 0) throw new RangeError(`${name} decreases at row ${index}`);
    return sum;
  });
}
