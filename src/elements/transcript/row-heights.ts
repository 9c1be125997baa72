import type { ItemRow, Row } from './rows.ts';

/** Height of a line of prose, and of what is one line high, px. */
const LINE = 22;
const STEP = 37;
const HEADING = 34;
const SENTENCE = 30;
const COVER = 560;
/** Characters a line of prose has, about. */
const LINE_LENGTH = 72;
/** Lines of a text that a row shows at most before it is asked for all of them. */
const MAX_LINES = 60;
/** Pixels for each inflated byte of a part that is not loaded, before any has been seen. */
const PART_RATIO = 0.01;
const MIN_PART = 120;

/** Sums that there is room for at first. */
const FIRST_ROOM = 64;

/**
 * Heights of the rows of a document, px: measured where a row has been drawn, estimated where not. Positions count from
 * the document's top.
 *
 * What comes, goes or is measured at the end of a document costs what is there, and not what stands above it: while
 * playing, something does so many times a second.
 */
export class RowHeights {
  readonly #measured = new Map<string, number>();
  readonly #indexes = new Map<string, number>();
  #rows: readonly Row[] = [];
  /** Position of each row's top, and behind them the document's end; those up to the index `#summed` are true. */
  #tops = new Float64Array(FIRST_ROOM);
  #summed = 0;
  #partRatio: number | undefined;

  /** The rows, top to bottom. */
  get rows(): readonly Row[] {
    return this.#rows;
  }

  /**
   * Takes other rows. O(rows that are not kept).
   *
   * @param kept - this many rows at the beginning are those of before
   * @param sizeOf - inflated bytes of a part
   */
  take(rows: readonly Row[], kept: number, sizeOf: (part: number) => number): void {
    if (rows === this.#rows) return;
    const from = Math.min(kept, this.#rows.length, rows.length);
    const [gone, come] = [this.#rows.slice(from), rows.slice(from)];
    this.#keepHeights(gone, come);
    for (const { key } of gone) this.#indexes.delete(key);
    for (const [index, { key }] of come.entries()) this.#indexes.set(key, from + index);
    this.#rows = rows;
    this.#summed = Math.min(this.#summed, from);
    this.#partRatio ??= this.#ratio(sizeOf);
  }

  /** Height of the document. */
  get total(): number {
    return this.top(this.#rows.length);
  }

  /** Position of a row's top; of the document's end for the index behind the last row. */
  top(index: number): number {
    this.#sumUpTo(index);
    return this.#tops[index]!;
  }

  /** Index of the row at a position; of the first or last one beyond the ends, -1 without rows. */
  at(position: number): number {
    this.#sumUpTo(this.#rows.length);
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#tops[middle + 1]! <= position) low = middle + 1;
      else high = middle;
    }
    return Math.min(low, this.#rows.length - 1);
  }

  /** Index of the row with a key, -1 where there is none. */
  indexOf(key: string | undefined): number {
    return this.#indexes.get(key ?? '') ?? -1;
  }

  /** A row has been drawn. */
  measure(key: string, height: number): void {
    if (this.#measured.get(key) === height) return;
    this.#measured.set(key, height);
    const index = this.indexOf(key);
    if (index >= 0) this.#summed = Math.min(this.#summed, index);
  }

  /** Rows have another width now, or show other things. */
  clear(): void {
    this.#measured.clear();
    this.#partRatio = undefined;
    this.#summed = 0;
  }

  #sumUpTo(end: number): void {
    if (this.#tops.length < end + 1) {
      const tops = new Float64Array(2 * (end + 1));
      tops.set(this.#tops);
      this.#tops = tops;
    }
    for (; this.#summed < end; this.#summed += 1)
      this.#tops[this.#summed + 1] = this.#tops[this.#summed]! + this.#height(this.#rows[this.#summed]!);
  }

  /** A part that is let go of stays as high as it was. */
  #keepHeights(gone: readonly Row[], come: readonly Row[]): void {
    const parts = come.filter((row) => row.kind === 'part');
    if (parts.length === 0) return;
    const before = this.#heightOfParts(gone);
    for (const { key, part } of parts) {
      const height = before.get(part);
      if (height !== undefined) this.#measured.set(key, height);
    }
  }

  #height(row: Row): number {
    const measured = this.#measured.get(row.key);
    if (measured !== undefined) return measured;
    if (row.kind !== 'part') return estimated(row);
    return Math.max(MIN_PART, Math.round(row.size * (this.#partRatio ?? PART_RATIO)));
  }

  #heightOfParts(rows: readonly Row[]): ReadonlyMap<number, number> {
    const heights = new Map<number, number>();
    for (const row of rows) {
      if (row.kind === 'part' || row.kind === 'cover') continue;
      heights.set(row.part, (heights.get(row.part) ?? 0) + this.#height(row));
    }
    return heights;
  }

  /** The first parts that are loaded tell how high the others may be. */
  #ratio(sizeOf: (part: number) => number): number | undefined {
    let [height, size] = [0, 0];
    for (const [part, high] of this.#heightOfParts(this.#rows)) {
      height += high;
      size += sizeOf(part);
    }
    return size > 0 ? height / size : undefined;
  }
}

function estimated(row: Exclude<Row, { kind: 'part' }>): number {
  switch (row.kind) {
    case 'cover':
      return COVER;
    case 'item':
      return (row.heading ? HEADING : 0) + estimatedItem(row);
    case 'run':
      return (row.heading ? HEADING : 0) + SENTENCE;
    default:
      return SENTENCE;
  }
}

function estimatedItem({ item, open }: ItemRow): number {
  switch (item.type) {
    case 'prompt':
    case 'message': {
      const text = item.content.reduce(
        (sum, block) => sum + (block.type === 'text' ? block.text.length : LINE_LENGTH),
        0,
      );
      return 24 + LINE * Math.min(Math.ceil(text / LINE_LENGTH), MAX_LINES);
    }
    case 'tool':
      return open ? 8 * LINE : STEP;
    case 'plan':
      return STEP + item.entries.length * LINE;
    default:
      return SENTENCE;
  }
}
