import { TERMINAL } from '../look.ts';
import type { Shape } from '../picture.ts';
import { textWidth } from '../measure-text.ts';
import { CELL } from './draw-row.ts';

/** Around the cells, pixels. */
const PADDING = 14;
const BAR = 34;
const FONT_SIZE = 13;

/** Where things stand in a picture of a terminal, pixels. */
export interface TerminalFrame {
  readonly width: number;
  readonly height: number;
  /** Left upper corner of the cells. */
  readonly left: number;
  readonly top: number;
}

/** Room for so many cells, under a bar with the title. */
export function terminalFrame(cols: number, rows: number): TerminalFrame {
  return {
    width: cols * CELL.cellWidth + 2 * PADDING,
    height: rows * CELL.cellHeight + 2 * PADDING + BAR,
    left: PADDING,
    top: PADDING + BAR,
  };
}

/** The window: its ground, and its bar with what it shows on the left and when on the right. */
export function drawWindow(
  { width, height }: Pick<TerminalFrame, 'width' | 'height'>,
  background: string,
  label: { readonly title: string; readonly time: string },
): Shape[] {
  const text = { kind: 'text' as const, y: BAR / 2 + 4.5, size: FONT_SIZE, font: 'sans' as const };
  const room = width - 3 * PADDING - textWidth(label.time, FONT_SIZE);
  return [
    { kind: 'rectangle', x: 0, y: 0, width, height, radius: 10, fill: TERMINAL.bar },
    { kind: 'rectangle', x: 0, y: BAR, width, height: height - BAR, radius: 10, fill: background },
    // Its upper corners are square.
    { kind: 'rectangle', x: 0, y: BAR, width, height: Math.min(20, height - BAR), fill: background },
    { ...text, x: PADDING, text: cutToWidth(label.title, room), fill: TERMINAL.soft },
    { ...text, x: width - PADDING, text: label.time, fill: TERMINAL.soft, anchor: 'end' },
  ];
}

function cutToWidth(text: string, width: number): string {
  if (textWidth(text, FONT_SIZE) <= width) return text;
  const characters = Array.from(text);
  while (characters.length > 0 && textWidth(`${characters.join('')}…`, FONT_SIZE) > width) characters.pop();
  return characters.length === 0 ? '' : `${characters.join('').trimEnd()}…`;
}
