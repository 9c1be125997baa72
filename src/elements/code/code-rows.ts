import type { HighlightedLine } from './highlight.ts';

/** A line of a file, or lines that nobody knows. */
export type CodeRow =
  | { readonly kind: 'line'; readonly number: number; readonly index: number }
  /** `to` is `undefined` where the file goes on for nobody knows how long. */
  | { readonly kind: 'unknown'; readonly from: number; readonly to: number | undefined };

/** What stands beside lines: who wrote them, for one. */
export interface LineNote {
  /** Neighbouring lines with the same one share it. */
  readonly id: string;
  readonly text: string;
  /** More of it. */
  readonly title: string;
  /** Session time that it leads to, ms. */
  readonly time: number | undefined;
}

/**
 * Rows of a text, top to bottom.
 *
 * @param numbers - of its lines, ascending, where it is not the whole file
 */
export function codeRows(lines: number, numbers: readonly number[] | undefined): CodeRow[] {
  const rows: CodeRow[] = [];
  let next = 1;
  for (let index = 0; index < lines; index += 1) {
    const number = numbers?.[index] ?? next;
    if (number > next) rows.push({ kind: 'unknown', from: next, to: number - 1 });
    rows.push({ kind: 'line', number, index });
    next = number + 1;
  }
  if (numbers) rows.push({ kind: 'unknown', from: next, to: undefined });
  return rows;
}

/** A final newline begins no further line. */
export function withoutLastEmpty(lines: readonly HighlightedLine[]): readonly HighlightedLine[] {
  return lines.at(-1)?.length === 0 ? lines.slice(0, -1) : lines;
}
