import { ImportError } from '../sources/import-error.ts';
import { damaged } from './damaged-database.ts';
import type { PageFile } from './page-file.ts';
import { MAX_PAYLOAD_SIZE, MAX_ROWS, MAX_TREE_DEPTH } from './sqlite-limits.ts';
import { TreePage, type EntryCell, type TreeKind } from './tree-page.ts';

/** A row of a table, or a record of an index. */
export interface TreeEntry {
  /** Of a table; 0 in an index. */
  readonly rowid: number | bigint;
  /** To be read only. */
  readonly payload: Uint8Array;
}

/** Where in an index to begin: less than 0 for a record before that place. */
export type Placement = (payload: Uint8Array) => number;

interface Step {
  readonly page: TreePage;
  /** Cell that comes next. */
  cell: number;
  /** The page below, before that cell, was walked through. */
  isBelowDone: boolean;
}

/**
 * One reading of b-trees. In a sound database every page has one place, so no reading takes more pages than there are:
 * more mean a circle, or pages that are shared. What it costs is counted in pages, not in what a page claims.
 */
export class TreeWalk {
  readonly #pages: PageFile;
  readonly #signal: AbortSignal | undefined;
  #visited = 0;
  #rows = 0;

  constructor(pages: PageFile, signal?: AbortSignal) {
    this.#pages = pages;
    this.#signal = signal;
  }

  /**
   * The entries of a tree in its order. Memory: a page for each level, and one entry.
   *
   * @param root - number of its first page
   * @param placement - of an index: the first entries, those for which it is less than 0, are passed over without
   *   reading the pages they are in
   * @throws {ImportError} `damaged-database`, `limit-exceeded`
   */
  async *entries(
    root: number,
    kind: TreeKind,
    placement?: Placement,
  ): AsyncGenerator<TreeEntry, void, undefined> {
    const path: Step[] = [];
    let sought = placement;
    let last: number | bigint = -Infinity;
    const enter = async (number: number): Promise<void> => {
      if (path.length >= MAX_TREE_DEPTH || path.some(({ page }) => page.number === number)) {
        throw damaged(`page ${number} is below itself`);
      }
      const page = await this.#visit(number, kind);
      path.push({ page, cell: sought ? await this.#firstOf(page, sought) : 0, isBelowDone: false });
    };
    await enter(root);
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const { page } = step;
      if (!page.isLeaf && !step.isBelowDone) {
        step.isBelowDone = true;
        await enter(page.child(step.cell));
      } else if (step.cell < page.cellCount) {
        const cell = step.cell++;
        step.isBelowDone = false;
        // All that follow stand behind the place.
        sought = undefined;
        // Inner pages of a table only tell the way.
        if (!page.isLeaf && kind === 'table') continue;
        this.#count();
        const entry = page.entry(cell);
        if (kind === 'table' && !(entry.rowid > last))
          throw damaged(`rows of page ${page.number} stand out of order`);
        last = entry.rowid;
        yield await this.#entryOf(entry);
      } else path.pop();
    }
  }

  /**
   * The row of a table with a row id; `undefined` where there is none. Reads a page for each level.
   *
   * @throws {ImportError} `damaged-database`, `limit-exceeded`
   */
  async row(root: number, rowid: number | bigint): Promise<TreeEntry | undefined> {
    this.#count();
    let number = root;
    for (let depth = 0; depth < MAX_TREE_DEPTH; depth++) {
      const page = await this.#load(number, 'table');
      const cell = firstCell(page.cellCount, (index) => page.rowid(index) >= rowid);
      if (!page.isLeaf) {
        number = page.child(cell);
        continue;
      }
      const isFound = cell < page.cellCount && page.rowid(cell) <= rowid;
      return isFound ? this.#entryOf(page.entry(cell)) : undefined;
    }
    throw damaged(`the tree of page ${root} has no end`);
  }

  async #firstOf(page: TreePage, placement: Placement): Promise<number> {
    let [low, high] = [0, page.cellCount];
    while (low < high) {
      const middle = (low + high) >>> 1;
      // A search reads a few entries of pages, among them some that it passes over: they are no part of the count.
      const { payload } = await new TreeWalk(this.#pages, this.#signal).#entryOf(page.entry(middle));
      if (placement(payload) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  async #entryOf({ rowid, size, local, overflow }: EntryCell): Promise<TreeEntry> {
    if (overflow === 0) return { rowid, payload: local };
    const { pageCount, header } = this.#pages;
    if (size > pageCount * header.usableSize) throw damaged('a row is larger than the database');
    if (size > MAX_PAYLOAD_SIZE) {
      throw new ImportError('limit-exceeded', `a row has ${size} bytes: the limit is ${MAX_PAYLOAD_SIZE}`);
    }
    const payload = new Uint8Array(size);
    payload.set(local);
    const room = header.usableSize - 4;
    let next = overflow;
    for (let filled = local.length; filled < size; filled += room) {
      this.#enter();
      const bytes = await this.#pages.page(next);
      payload.set(bytes.subarray(4, 4 + Math.min(room, size - filled)), filled);
      next = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    }
    if (next !== 0) throw damaged('a row goes on behind its end');
    return { rowid, payload };
  }

  async #visit(number: number, kind: TreeKind): Promise<TreePage> {
    this.#enter();
    return this.#load(number, kind);
  }

  async #load(number: number, kind: TreeKind): Promise<TreePage> {
    return new TreePage(number, await this.#pages.page(number), this.#pages.header.usableSize, kind);
  }

  #enter(): void {
    this.#visited += 1;
    if (this.#visited > this.#pages.pageCount) throw damaged('pages stand in two places');
    this.#signal?.throwIfAborted();
  }

  #count(): void {
    this.#rows += 1;
    if (this.#rows > MAX_ROWS)
      throw new ImportError('limit-exceeded', `a table has more than ${MAX_ROWS} rows`);
  }
}

/** The first cell that `isIn`; `count` where none is. O(log n). */
function firstCell(count: number, isIn: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isIn(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
