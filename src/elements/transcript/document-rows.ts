import type { TranscriptView } from '../../player/index.ts';
import { isAlike } from '../../state/index.ts';
import { rowsOf } from './rows.ts';
import type { CoverRow, HoleRow, LoadedPart, PartRow, Row, RowOptions } from './rows.ts';

/** What a document is made with. */
export interface DocumentOptions extends RowOptions {
  /** A cover stands above the first prompt. */
  readonly cover: boolean;
  /** Up to the playhead: what comes after it is not there yet. */
  readonly playing: boolean;
}

const COVER: CoverRow = Object.freeze({ kind: 'cover', key: 'cover', time: 0, end: 0, part: 0 });

/** A row, and the list of its items. */
const ROW_DEPTH = 2;

type Part = TranscriptView['parts'][number];

/** Rows, and how many of them at the beginning are those of the time before. */
export interface MadeRows {
  readonly rows: readonly Row[];
  readonly kept: number;
}

/** By the index of their first part. */
type Stretches = Map<number, Stretch>;

/** Loaded parts that follow each other, and their rows. */
interface Stretch {
  readonly parts: readonly Part[];
  readonly rows: readonly Row[];
}

/**
 * The rows of a whole conversation, top to bottom: of its loaded parts what a view shows of them, of the others one row
 * each, and one for damaged ones that follow each other. Rows of a stretch of loaded parts are made once for as long as it stays what it is, whatever is loaded elsewhere.
 */
export class DocumentRows {
  #made:
    | {
        readonly parts: readonly Part[];
        readonly options: RowOptions;
        readonly rows: readonly Row[];
        readonly stretches: Stretches;
      }
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
    const isLike =
      made?.options.view === options.view &&
      made.options.expanded === options.expanded &&
      made.options.notes === options.notes;
    if (isLike && areSame(made.parts, parts)) return made.rows;
    const stretches: Stretches = new Map();
    const rows = rowsOfParts(parts, (stretch) => {
      const before = isLike ? made.stretches.get(stretch[0]!.index) : undefined;
      const known = before && areSame(before.parts, stretch) ? before : undefined;
      const { rows } = known ?? { rows: rowsOf(stretch.map(loadedPart), options) };
      stretches.set(stretch[0]!.index, { parts: stretch, rows });
      return rows;
    });
    this.#made = { parts, options, rows, stretches };
    return rows;
  }
}

/** @param rowsOfStretch - called with every stretch of loaded parts */
function rowsOfParts(
  parts: readonly Part[],
  rowsOfStretch: (stretch: readonly Part[]) => readonly Row[],
): Row[] {
  const rows: Row[] = [];
  let loaded: Part[] = [];
  const close = (): void => {
    if (loaded.length > 0) rows.push(...rowsOfStretch(loaded));
    loaded = [];
  };
  for (const part of parts) {
    const { index, items, time, end, size } = part;
    if (items) {
      loaded.push(part);
      continue;
    }
    close();
    const before = rows.at(-1);
    if (!part.lost)
      rows.push({ kind: 'part', key: `part ${index}`, part: index, time, end, size } satisfies PartRow);
    else if (before?.kind === 'hole') rows[rows.length - 1] = { ...before, end };
    else rows.push({ kind: 'hole', key: `hole ${index}`, part: index, time, end } satisfies HoleRow);
  }
  close();
  return rows;
}

/** How many rows at the beginning of two lists are alike. */
function sameRows(before: readonly Row[], now: readonly Row[]): number {
  const end = now.findIndex((row, index) => !isAlike(row, before[index], ROW_DEPTH));
  return end < 0 ? now.length : end;
}

function loadedPart({ index, items = [] }: Part): LoadedPart {
  return { index, items };
}

function areSame(a: readonly Part[], b: readonly Part[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}
