import type { TerminalCursor, TerminalRun, TerminalScreen } from '../../state/index.ts';
import type { CellMetrics } from './cell-metrics.ts';

/** How and where a cursor is drawn. */
export interface CursorDrawing {
  readonly metrics: CellMetrics;
  /** Place of a cell in the grid, CSS pixels. */
  readonly place: (x: number, y: number) => { readonly left: number; readonly top: number };
}

/** Makes an element show the cursor of a screen: over the character it stands on, in its style. */
export function drawCursor(
  element: HTMLElement,
  screen: TerminalScreen,
  { metrics, place }: CursorDrawing,
): void {
  const { cursor } = screen;
  element.hidden = !cursor.visible;
  if (!cursor.visible) return;
  const under = cellUnder(screen, cursor);
  const { left, top } = place(under.x, cursor.y);
  element.className = `cursor ${cursor.style}${cursor.blink ? ' blinking' : ''}`;
  element.dataset['character'] = under.text;
  element.style.width = `${metrics.cellWidth * under.width}px`;
  element.style.transform = `translate(${left}px, ${top}px)`;
}

/** The cell that the cursor stands on: its character, first column and width. */
function cellUnder(
  screen: TerminalScreen,
  cursor: TerminalCursor,
): { text: string; x: number; width: number } {
  // While a wrap is pending the cursor is drawn on the last cell.
  const x = Math.min(cursor.x, screen.cols - 1);
  const run = screen.row(cursor.y).find((candidate) => x >= candidate.x && x < candidate.x + candidate.width);
  if (!run || run.invisible) return { text: '', x, width: 1 };
  const index = Math.floor((x - run.x) / run.cellWidth);
  return { text: characterAt(run, index), x: run.x + index * run.cellWidth, width: run.cellWidth };
}

function characterAt(run: TerminalRun, index: number): string {
  const characters = Array.from(run.text);
  return characters.length * run.cellWidth === run.width ? (characters[index] ?? '') : run.text;
}
