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

/** By the index of their first part. */
type Stretches = Map<number, Stretch>;

/** Loaded parts that follow each other, and their rows. */
interface Stretch {
  readonly parts: readonly Part[];
  readonly rows: readonly Row[];
}

/**
 * The rows of a whole conversation, top to bottom: of its loaded parts what a view shows of them, of the others one row
 * each. Rows of a stretch of loaded parts are made once for as long as it stays what it is, whatever is loaded elsewhere.
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
  #cached: { readonly key: readonly unknown[]; readonly rows: readonly Row[] } | undefined;

  /** The same array until something changes. */
  of(view: TranscriptView, { cover, playing, view: shown, expanded }: DocumentOptions): readonly Row[] {
    const key = [playing ? view.items : undefined, view.parts, view.first, shown, expanded, cover];
    if (this.#cached?.key.every((value, index) => value === key[index])) return this.#cached.rows;
    const options = { view: shown, expanded };
    const parts = playing ? view.parts.slice(0, view.first) : view.parts;
    const newest = playing ? rowsOf([{ index: view.first, items: view.items }], options) : [];
    const rows = [...(cover ? [COVER] : []), ...this.#partRows(parts, options), ...newest];
    this.#cached = { key, rows };
    return rows;
  }

  #partRows(parts: readonly Part[], options: RowOptions): readonly Row[] {
    const made = this.#made;
    const isLike = made?.options.view === options.view && made.options.expanded === options.expanded;
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
    rows.push({ kind: 'part', key: `part ${index}`, part: index, time, end, size } satisfies PartRow);
  }
  close();
  return rows;
}

function loadedPart({ index, items = [] }: Part): LoadedPart {
  return { index, items };
}

function areSame(a: readonly Part[], b: readonly Part[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}
