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

/**
 * The rows of a whole conversation, top to bottom: of its loaded parts what a view shows of them, of the others one row
 * each. Rows of parts that stay what they are are made once.
 */
export class DocumentRows {
  #made:
    | { readonly parts: readonly Part[]; readonly options: RowOptions; readonly rows: readonly Row[] }
    | undefined;
  #cached: { readonly key: readonly unknown[]; readonly rows: readonly Row[] } | undefined;

  /** The same array until something changes. */
  of(
    view: TranscriptView,
    { cover, playing, view: shown, expanded, notes }: DocumentOptions,
  ): readonly Row[] {
    const key = [playing ? view.items : undefined, view.parts, view.first, shown, expanded, notes, cover];
    if (this.#cached?.key.every((value, index) => value === key[index])) return this.#cached.rows;
    const options = { view: shown, expanded, notes };
    const parts = playing ? view.parts.slice(0, view.first) : view.parts;
    const newest = playing ? rowsOf([{ index: view.first, items: view.items }], options) : [];
    const rows = [...(cover ? [COVER] : []), ...this.#partRows(parts, options), ...newest];
    this.#cached = { key, rows };
    return rows;
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
