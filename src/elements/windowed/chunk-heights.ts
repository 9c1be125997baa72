/** Rows that are drawn and measured together. */
export const CHUNK_ROWS = 10;

/** Half-open range of chunks. */
export interface ChunkRange {
  readonly first: number;
  readonly end: number;
}

/**
 * How high the chunks of a long list of rows are, in CSS pixels: those that were measured as they are, the others as
 * high as rows were so far on the average.
 */
export class ChunkHeights {
  #rows = 0;
  #heights: (number | undefined)[] = [];
  #rowHeight: number;

  /** @param rowHeight - what a row is taken for before any was measured */
  constructor(rowHeight: number) {
    this.#rowHeight = rowHeight;
  }

  /** Number of chunks. */
  get length(): number {
    return this.#heights.length;
  }

  /** Height of all chunks. */
  get total(): number {
    return this.offset(this.length);
  }

  /** Another list of rows: nothing is measured. */
  reset(rows: number): void {
    this.#rows = rows;
    this.#heights = new Array<number | undefined>(Math.ceil(rows / CHUNK_ROWS)).fill(undefined);
  }

  /**
   * The list has grown or shrunk, or rows within it have changed: what was measured is near enough until it is measured
   * again.
   */
  resize(rows: number): void {
    if (rows === this.#rows) return;
    const old = this.#heights;
    this.reset(rows);
    this.#heights = this.#heights.map((_, index) => (index < old.length - 1 ? old[index] : undefined));
  }

  /** Takes heights of drawn chunks, by their index. */
  measure(measured: ReadonlyMap<number, number>): void {
    for (const [index, height] of measured) if (index < this.length) this.#heights[index] = height;
    const known = this.#heights.flatMap((height, index) => (height ? [[height, this.#rowsOf(index)]] : []));
    const rows = known.reduce((sum, [, count]) => sum + count!, 0);
    if (rows > 0) this.#rowHeight = known.reduce((sum, [height]) => sum + height!, 0) / rows;
  }

  /** Where a chunk begins; that of `length` is the end of the last one. */
  offset(index: number): number {
    let offset = 0;
    for (let chunk = 0; chunk < Math.min(index, this.length); chunk += 1) offset += this.#heightOf(chunk);
    return offset;
  }

  /** The chunk at a place, or the nearest one. */
  at(place: number): number {
    let end = 0;
    for (let chunk = 0; chunk < this.length; chunk += 1) {
      end += this.#heightOf(chunk);
      if (end > place) return chunk;
    }
    return Math.max(0, this.length - 1);
  }

  /** The chunks that have a part between two places; one at least, where there are any. */
  between(top: number, bottom: number): ChunkRange {
    if (this.length === 0) return { first: 0, end: 0 };
    return { first: this.at(top), end: this.at(Math.max(top, bottom)) + 1 };
  }

  #heightOf(index: number): number {
    return this.#heights[index] ?? this.#rowsOf(index) * this.#rowHeight;
  }

  #rowsOf(index: number): number {
    return Math.min(CHUNK_ROWS, this.#rows - index * CHUNK_ROWS);
  }
}
