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

/**
 * Heights of the rows of a document, px: measured where a row has been drawn, estimated where not. Positions count from
 * the document's top.
 */
export class RowHeights {
  readonly #measured = new Map<string, number>();
  #rows: readonly Row[] = [];
  /** Position of each row's top, and behind them the document's end; `undefined` while it must be summed up anew. */
  #tops: Float64Array | undefined;
  #indexes: Map<string, number> | undefined;
  #partRatio: number | undefined;

  /** The rows, top to bottom. */
  get rows(): readonly Row[] {
    return this.#rows;
  }

  /**
   * Takes other rows.
   *
   * @param sizeOf - inflated bytes of a part
   */
  take(rows: readonly Row[], sizeOf: (part: number) => number): void {
    if (rows === this.#rows) return;
    const before = this.#heightOfParts();
    this.#rows = rows;
    this.#tops = undefined;
    this.#indexes = undefined;
    // A part that is let go of stays as high as it was.
    for (const row of rows) {
      const height = row.kind === 'part' ? before.get(row.part) : undefined;
      if (height !== undefined) this.#measured.set(row.key, height);
    }
    this.#partRatio ??= this.#ratio(sizeOf);
  }

  /** Height of the document. */
  get total(): number {
    return this.#sums()[this.#rows.length]!;
  }

  /** Position of a row's top; of the document's end for the index behind the last row. */
  top(index: number): number {
    return this.#sums()[index]!;
  }

  /** Index of the row at a position; of the first or last one beyond the ends, -1 without rows. */
  at(position: number): number {
    const tops = this.#sums();
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (tops[middle + 1]! <= position) low = middle + 1;
      else high = middle;
    }
    return Math.min(low, this.#rows.length - 1);
  }

  /** Index of the row with a key, -1 where there is none. */
  indexOf(key: string | undefined): number {
    if (key === undefined) return -1;
    this.#indexes ??= new Map(this.#rows.map((row, index) => [row.key, index]));
    return this.#indexes.get(key) ?? -1;
  }

  /** A row has been drawn. */
  measure(key: string, height: number): void {
    if (this.#measured.get(key) === height) return;
    this.#measured.set(key, height);
    this.#tops = undefined;
  }

  /** Rows have another width now, or show other things. */
  clear(): void {
    this.#measured.clear();
    this.#partRatio = undefined;
    this.#tops = undefined;
  }

  #sums(): Float64Array {
    if (this.#tops) return this.#tops;
    const tops = new Float64Array(this.#rows.length + 1);
    for (const [index, row] of this.#rows.entries()) tops[index + 1] = tops[index]! + this.#height(row);
    this.#tops = tops;
    return tops;
  }

  #height(row: Row): number {
    const measured = this.#measured.get(row.key);
    if (measured !== undefined) return measured;
    if (row.kind !== 'part') return estimated(row);
    return Math.max(MIN_PART, Math.round(row.size * (this.#partRatio ?? PART_RATIO)));
  }

  #heightOfParts(): ReadonlyMap<number, number> {
    const heights = new Map<number, number>();
    for (const row of this.#rows) {
      if (row.kind === 'part' || row.kind === 'cover') continue;
      heights.set(row.part, (heights.get(row.part) ?? 0) + this.#height(row));
    }
    return heights;
  }

  /** The first parts that are loaded tell how high the others may be. */
  #ratio(sizeOf: (part: number) => number): number | undefined {
    let [height, size] = [0, 0];
    for (const [part, high] of this.#heightOfParts()) {
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
