import { html, type TemplateResult } from 'lit';
import type { Note } from '../../format/index.ts';
import type { SplitRow } from './diff-blocks.ts';
import type { DiffRow, LineRow } from './diff-rows.ts';

/** Where in a diff its notes stand: below the last line that each of them means, as far as that is shown. */
export class DiffNotes {
  readonly #marked = new Set<LineRow>();
  readonly #below = new Map<LineRow, Note[]>();
  readonly #elsewhere: readonly Note[];

  /** @param rows - the rows of the diff, of either layout */
  constructor(notes: readonly Note[], rows: readonly (DiffRow | SplitRow)[]) {
    const lines = notes.length === 0 ? [] : rows.flatMap(linesOf);
    this.#elsewhere = notes.filter((note) => !this.#place(note, lines));
  }

  /** Whether a note means this line. */
  has(line: LineRow): boolean {
    return this.#marked.has(line);
  }

  /** The notes that end with the lines of a row. */
  renderBelow(row: DiffRow | SplitRow): readonly TemplateResult[] {
    return this.#below.size === 0
      ? []
      : linesOf(row).flatMap((line) => (this.#below.get(line) ?? []).map(renderNote));
  }

  /** The notes on the whole change, and those on lines that are not shown. */
  renderElsewhere(): readonly TemplateResult[] {
    return this.#elsewhere.map(renderNote);
  }

  #place(note: Note, lines: readonly LineRow[]): boolean {
    const { line: span, side = 'new' } = note.range ?? {};
    if (!span) return false;
    const meant = lines.filter((line) => {
      const number = side === 'old' ? line.oldNumber : line.newNumber;
      return number !== undefined && number >= span[0] && number <= span[1];
    });
    for (const line of meant) this.#marked.add(line);
    const last = meant.at(-1);
    if (!last) return false;
    this.#below.set(last, [...(this.#below.get(last) ?? []), note]);
    return true;
  }
}

function linesOf(row: DiffRow | SplitRow): readonly LineRow[] {
  if (row.kind === 'gap') return [];
  if (row.kind !== 'pair') return [row];
  const { left, right } = row;
  // An unchanged line stands on both sides.
  return [left, right === left ? undefined : right].filter((line) => line !== undefined);
}

function renderNote(note: Note): TemplateResult {
  return html`<reprise-note .note=${note}></reprise-note>`;
}
