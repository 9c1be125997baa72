import type { NoteRange } from '../../format/index.ts';
import type { CellMetrics } from './cell-metrics.ts';

/** Cells of a screen that are framed: rows and columns as notes name them, counted from 1. */
export type FramedCells = Pick<NoteRange, 'row' | 'column'>;

/** Where frames are drawn. */
export interface FramePlaces {
  readonly metrics: CellMetrics;
  readonly cols: number;
  readonly rows: number;
  /** Place of a cell in the grid, CSS pixels. */
  readonly place: (x: number, y: number) => { readonly left: number; readonly top: number };
}

/** Makes an element show a frame around each of these cells, as far as the screen has them. */
export function drawFrames(element: HTMLElement, frames: readonly FramedCells[], places: FramePlaces): void {
  const { metrics, cols, rows, place } = places;
  const drawn = frames.flatMap(({ row, column = [1, cols] }) => {
    if (!row || row[0] > rows || column[0] > cols) return [];
    const from = place(column[0] - 1, row[0] - 1);
    const to = place(Math.min(column[1], cols) - 1, Math.min(row[1], rows) - 1);
    const frame = document.createElement('div');
    // Of lines that are laid out anew the whole width is meant.
    const left = Math.min(from.left, to.left);
    frame.style.transform = `translate(${left}px, ${from.top}px)`;
    frame.style.width = `${Math.abs(to.left - from.left) + metrics.cellWidth}px`;
    frame.style.height = `${Math.max(0, to.top - from.top) + metrics.cellHeight}px`;
    return [frame];
  });
  element.replaceChildren(...drawn);
}
