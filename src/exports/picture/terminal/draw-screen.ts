import type { TrackDescription } from '../../../format/index.ts';
import type { TerminalScreen } from '../../../state/index.ts';
import type { Shape } from '../picture.ts';
import { CellColors } from './cell-colors.ts';
import { drawRow } from './draw-row.ts';

/** A screen as it is drawn: its rows from the top, each with its left upper corner at 0, 0. */
export interface DrawnScreen {
  readonly background: string;
  readonly rows: readonly (readonly Shape[])[];
}

/** Draws a screen with the colours of its recording, and its cursor. */
export function drawScreen(screen: TerminalScreen, { theme }: Pick<TrackDescription, 'theme'>): DrawnScreen {
  const colors = new CellColors(theme, screen.colors);
  // While a wrap is pending the cursor is on the last cell.
  const cursor = { ...screen.cursor, x: Math.min(screen.cursor.x, screen.cols - 1) };
  const rows = Array.from({ length: screen.rows }, (_, y) =>
    drawRow(screen.row(y), colors, cursor.visible && cursor.y === y ? cursor : undefined),
  );
  return { background: colors.background, rows };
}
