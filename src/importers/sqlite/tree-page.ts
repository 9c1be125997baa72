import { ByteCursor } from './byte-cursor.ts';
import { damaged } from './damaged-database.ts';
import { HEADER_SIZE } from './database-header.ts';

/** What a b-tree is of: rows by their row id, or records in order of their values. */
export type TreeKind = 'table' | 'index';

/** A cell of a b-tree page that holds an entry. */
export interface EntryCell {
  /** Of a table; 0 in an index. */
  readonly rowid: number | bigint;
  /** Bytes of the whole payload. */
  readonly size: number;
  /** What of the payload stands in the page. */
  readonly local: Uint8Array;
  /** Page where the payload goes on; 0 where it is whole. */
  readonly overflow: number;
}

const KINDS: Readonly<Record<number, { readonly kind: TreeKind; readonly isLeaf: boolean }>> = {
  2: { kind: 'index', isLeaf: false },
  5: { kind: 'table', isLeaf: false },
  10: { kind: 'index', isLeaf: true },
  13: { kind: 'table', isLeaf: true },
};

/** One page of a b-tree: cells in order, and between them, unless it is a leaf, the pages below. */
export class TreePage {
  readonly number: number;
  readonly kind: TreeKind;
  readonly isLeaf: boolean;
  readonly cellCount: number;
  readonly #bytes: Uint8Array;
  readonly #usableSize: number;
  /** Offset of the list of cells. */
  readonly #cells: number;
  /** Bytes of entries that were read: cells do not overlap, so all together fit into the page. */
  #used = 0;

  /** @throws {ImportError} `damaged-database` when it is no page of such a tree */
  constructor(number: number, bytes: Uint8Array, usableSize: number, expected: TreeKind) {
    const start = number === 1 ? HEADER_SIZE : 0;
    const known = KINDS[bytes[start]!];
    if (known?.kind !== expected)
      throw damaged(`page ${number} is none of ${expected === 'table' ? 'a table' : 'an index'}`);
    this.number = number;
    this.kind = known.kind;
    this.isLeaf = known.isLeaf;
    this.cellCount = new ByteCursor(bytes, start + 3).uint16();
    this.#bytes = bytes;
    this.#usableSize = usableSize;
    this.#cells = start + (this.isLeaf ? 8 : 12);
    if (this.#cells + 2 * this.cellCount > usableSize) throw damaged(`page ${number} has too many cells`);
  }

  /**
   * Number of a page below, of an inner page.
   *
   * @param index - 0 … `cellCount`: the last one stands behind all cells
   */
  child(index: number): number {
    if (index === this.cellCount) return new ByteCursor(this.#bytes, this.#cells - 4).uint32();
    return this.#cursorAt(index).uint32();
  }

  /** Largest row id below a child of an inner page, or row id of an entry of a leaf; of tables. */
  rowid(index: number): number | bigint {
    const cursor = this.#cursorAt(index);
    if (this.isLeaf) cursor.varint();
    else cursor.at += 4;
    return cursor.rowid();
  }

  /** An entry: a row of a leaf of a table, a record of any page of an index. Each may be asked for a few times. */
  entry(index: number): EntryCell {
    const cursor = this.#cursorAt(index);
    const start = cursor.at;
    if (!this.isLeaf) cursor.at += 4;
    const size = cursor.varint();
    const rowid = this.kind === 'table' ? cursor.rowid() : 0;
    const localSize = this.#localSize(size);
    const local = cursor.take(localSize);
    const overflow = localSize === size ? 0 : cursor.uint32();
    if (cursor.at > this.#usableSize) throw damaged(`a cell leaves page ${this.number}`);
    this.#used += cursor.at - start;
    if (this.#used > MAX_REREADS * this.#usableSize) throw damaged(`cells of page ${this.number} overlap`);
    return { rowid, size, local, overflow };
  }

  /** How much of a payload stands in the page itself, as the format says. */
  #localSize(size: number): number {
    const usable = this.#usableSize;
    const least = Math.floor(((usable - 12) * 32) / 255) - 23;
    const most = this.kind === 'table' ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
    if (size <= most) return size;
    const local = least + ((size - least) % (usable - 4));
    return local <= most ? local : least;
  }

  #cursorAt(index: number): ByteCursor {
    const at = new ByteCursor(this.#bytes, this.#cells + 2 * index).uint16();
    if (at < this.#cells) throw damaged(`a cell of page ${this.number} lies before them`);
    return new ByteCursor(this.#bytes, at);
  }
}

/** Times that all entries of a page are read: once in order, and those that a search compares before. */
const MAX_REREADS = 3;
