import type { ChangePlace } from '../../player/index.ts';
import { parsePatch } from '../../state/index.ts';
import type { Hunk } from '../../state/index.ts';
import { findBlocks, ignoreSpaces } from './diff-blocks.ts';
import type { CompareLists } from './diff-blocks.ts';
import { buildRows, keyOf } from './diff-rows.ts';
import type { DiffRow, LineRow } from './diff-rows.ts';

/** Rows that are shown before the viewer asks for all: more take a while to be compared and coloured. */
export const MAX_ROWS = 20_000;

/** Lines of a gap that are opened at once. */
const GAP_STEP = 50;

/** How rows are made. */
export interface RowsOptions {
  /** Compares lists, where changes that are white space alone shall be none. */
  readonly spaces: CompareLists | undefined;
  /** Unchanged lines are shown, all of them. */
  readonly whole: boolean;
}

/** One patch and what of it is shown: which gaps are open, and how far down it goes. */
export class DiffModel {
  readonly hunks: readonly Hunk[] | undefined;
  /** The file is no text. */
  readonly binary: boolean;
  /** Lines of the patch. */
  readonly total: number;
  /** The text before, once it is known. */
  oldText: string | undefined;
  readonly #opened = new Map<number, number>();
  #limit = MAX_ROWS;
  #rows: readonly DiffRow[] = [];
  #complete = true;

  /** @param patch - hunks as in `git diff`; `hunks` is `undefined` when it is something else */
  constructor(patch: string) {
    this.binary = patch.includes('\u0000');
    this.hunks = this.binary ? [] : parsePatch(patch);
    this.total = (this.hunks ?? []).reduce((sum, { lines }) => sum + lines.length, 0);
  }

  /** What is shown, top to bottom, as it was built last. */
  get rows(): readonly DiffRow[] {
    return this.#rows;
  }

  /** `rows` goes to the end. */
  get complete(): boolean {
    return this.#complete;
  }

  /** There are rows, and none of them is a change. */
  get unchanged(): boolean {
    return this.#rows.length > 0 && this.#rows.every(({ kind }) => kind === 'context' || kind === 'gap');
  }

  /** The longest line, characters; up to `most`. */
  longest(most: number): number {
    return this.#rows.reduce((longest, row) => {
      return row.kind === 'gap' ? longest : Math.max(longest, Math.min(most, row.text.length));
    }, 0);
  }

  /** Line numbers have more than four digits. */
  get hasLongNumbers(): boolean {
    const last = this.#rows.findLast((row): row is LineRow => row.kind !== 'gap');
    return Math.max(last?.oldNumber ?? 0, last?.newNumber ?? 0) > 9_999;
  }

  /** Makes the rows anew. */
  build({ spaces, whole }: RowsOptions): void {
    const before = this.oldText === undefined ? undefined : plainLines(this.oldText);
    const gaps = (this.hunks?.length ?? 0) + 1;
    const opened =
      whole && before ? new Map(Array.from({ length: gaps }, (_, gap) => [gap, Infinity])) : this.#opened;
    const limit = this.#limit;
    const built = buildRows(this.hunks ?? [], { before, opened, limit: limit + 1 });
    this.#complete = built.length <= limit;
    const shown = this.#complete ? built : built.slice(0, limit);
    // In a whole file, what a hunk is inside of stands above it already.
    const rows = whole ? shown.filter((row) => row.kind !== 'gap' || row.hidden !== 0) : shown;
    this.#rows = spaces ? ignoreSpaces(rows, spaces) : rows;
  }

  /** Opens some lines of a gap. */
  open(gap: number, hidden: number | undefined): void {
    this.#opened.set(gap, (this.#opened.get(gap) ?? 0) + Math.min(hidden ?? GAP_STEP, GAP_STEP));
  }

  /** Shows everything, however much it is. */
  showAll(): void {
    this.#limit = Infinity;
  }

  /** Index among `rows` of a line: the nth (from 0) that was added or removed, or of the text after; -1 without. */
  rowOf({ line, lineOf }: Pick<ChangePlace, 'line' | 'lineOf'>): number {
    if (lineOf === 'text') {
      return this.#rows.findIndex((row) => row.kind !== 'gap' && row.newNumber === line + 1);
    }
    const changed = (this.hunks ?? []).flatMap(({ lines }, index) =>
      lines.flatMap((text, position) => (/^[+-]/u.test(text) ? [keyOf(index, position)] : [])),
    );
    return this.#rows.findIndex((row) => row.kind !== 'gap' && row.key === changed[line]);
  }

  /** Where changes begin: keys of the first lines of changed blocks. */
  blockStarts(): readonly number[] {
    return findBlocks(this.#rows).map(({ deleted, added }) => (deleted[0] ?? added[0])!.key);
  }
}

function plainLines(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
