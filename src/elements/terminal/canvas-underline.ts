import type { TerminalRun } from '../../state/index.ts';

/** Where an underline is drawn, CSS pixels. */
interface UnderlinePlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly thickness: number;
}

/** Draws the underline of a run in its style, in the canvas's fill colour. */
export function drawUnderline(
  context: CanvasRenderingContext2D,
  style: Exclude<TerminalRun['underline'], 'none'>,
  { x, y, width, thickness }: UnderlinePlace,
): void {
  if (style === 'single' || style === 'double') {
    context.fillRect(x, y, width, thickness);
    if (style === 'double') context.fillRect(x, y + 2 * thickness, width, thickness);
    return;
  }
  // Beginning where the grid does, so that neighbouring runs have one pattern.
  const step = { dotted: 2, dashed: 5, curly: 2 }[style] * thickness;
  const length = style === 'dashed' ? 3 * thickness : thickness;
  for (let at = Math.floor(x / step) * step; at < x + width; at += step) {
    const start = Math.max(at, x);
    const end = Math.min(at + (style === 'curly' ? step : length), x + width);
    const isLow = style === 'curly' && Math.round(at / step) % 2 === 1;
    if (end > start) context.fillRect(start, y + (isLow ? thickness : 0), end - start, thickness);
  }
}
