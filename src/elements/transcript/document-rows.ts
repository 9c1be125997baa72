import type { TranscriptView } from '../../player/index.ts';
import { rowsOf } from './rows.ts';
import type { CoverRow, LoadedPart, PartRow, Row, RowOptions } from './rows.ts';

/** What a document is made with. */
export interface DocumentOptions extends RowOptions {
  /** A cover stands above the first prompt. */
  readonly cover: boolean;
  /** Up to the playhead: what comes after it is not there yet. */
  readonly playing: boolean;
}

const COVER: CoverRow = Object.freeze({ kind: 'cover', key: 'cover', time: 0, end: 0, part: 0 });

type Part = TranscriptView['parts'][number];

/** Rows, and how many of them at the beginning are those of the time before. */
export interface MadeRows {
  readonly rows: readonly Row[];
  readonly kept: number;
}

/**
 * The rows of a whole conversation, top to bottom: of its loaded parts what a view shows of them, of the others one row
 * each. Rows of parts that stay what they are are made once.
 */
export class DocumentRows {
  #made:
    | { readonly parts: readonly Part[]; readonly options: RowOptions; readonly rows: readonly Row[] }
    | undefined;
  #cached:
    | {
        readonly key: readonly unknown[];
        readonly partRows: readonly Row[];
        readonly newest: readonly Row[];
        readonly rows: readonly Row[];
      }
    | undefined;

  /** The same array until something changes. */
  of(view: TranscriptView, { cover, playing, view: shown, expanded, notes }: DocumentOptions): MadeRows {
    const key = [playing ? view.items : undefined, view.parts, view.first, shown, expanded, notes, cover];
    const before = this.#cached;
    if (before?.key.every((value, index) => value === key[index]))
      return { rows: before.rows, kept: before.rows.length };
    const options = { view: shown, expanded, notes };
    const parts = playing ? view.parts.slice(0, view.first) : view.parts;
    const newest = playing ? rowsOf([{ index: view.first, items: view.items }], options) : [];
    const partRows = this.#partRows(parts, options);
    const rows = [...(cover ? [COVER] : []), ...partRows, ...newest];
    this.#cached = { key, partRows, newest, rows };
    const goesOn = before && before.partRows === partRows && before.key.at(-1) === cover;
    const kept = goesOn ? rows.length - newest.length + sameRows(before.newest, newest) : 0;
    return { rows, kept };
  }

  #partRows(parts: readonly Part[], options: RowOptions): readonly Row[] {
    const made = this.#made;
    const isSame =
      made?.options.view === options.view &&
      made.options.expanded === options.expanded &&
      made.options.notes === options.notes &&
      made.parts.length === parts.length &&
      made.parts.every((part, index) => part === parts[index]);
    if (isSame) return made.rows;
    const rows = rowsOfParts(parts, options);
    this.#made = { parts, options, rows };
    return rows;
  }
}

function rowsOfParts(parts: readonly Part[], options: RowOptions): Row[] {
  const rows: Row[] = [];
  let loaded: LoadedPart[] = [];
  const close = (): void => {
    rows.push(...rowsOf(loaded, options));
    loaded = [];
  };
  for (const { index, items, time, end, size } of parts) {
    if (items) {
      loaded.push({ index, items });
      continue;
    }
    close();
    rows.push({ kind: 'part', key: `part ${index}`, part: index, time, end, size } satisfies PartRow);
  }
  close();
  return rows;
}

/** How many rows at the beginning of two lists are alike. */
function sameRows(before: readonly Row[], now: readonly Row[]): number {
  const end = now.findIndex((row, index) => !isAlike(row, before[index]));
  return end < 0 ? now.length : end;
}

/** Whether two values are the same, or objects or lists of the same values. */
function isAlike(a: unknown, b: unknown, depth = 2): boolean {
  if (Object.is(a, b)) return true;
  if (depth === 0 || typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => isAlike(a[key as keyof typeof a], b[key as keyof typeof b], depth - 1))
  );
}
