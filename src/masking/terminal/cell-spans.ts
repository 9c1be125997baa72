import { NEWEST_WIDTHS, cellsOf } from '../../format/index.ts';
import type { MaskedSpan } from '../masked-span.ts';

/**
 * Spreads a placeholder over the cells of a value, cut or padded with `*` to their number, so that columns stay. Control
 * characters between them (line ends, escapes) stay where they are.
 *
 * @param places offsets of the value's code units in the output, rising
 */
export function spansOfCells(output: string, places: Int32Array, placeholder: string): MaskedSpan[] {
  const runs = runsOf(output, places);
  const widths = runs.map(({ start, end }) => cellsOf(output.slice(start, end), NEWEST_WIDTHS));
  const cells = widths.reduce((sum, width) => sum + width, 0);
  const filled = placeholder.slice(0, cells).padEnd(cells, '*');
  let at = 0;
  return runs.map(({ start, end }, number) => {
    const replacement = filled.slice(at, at + widths[number]!);
    at += widths[number]!;
    return { start, end, replacement };
  });
}

/** Ranges of the output without a gap and without control characters. */
function runsOf(output: string, places: Int32Array): { start: number; end: number }[] {
  const runs: { start: number; end: number }[] = [];
  for (const place of places) {
    if (place < 0 || output.charCodeAt(place) < 32) continue;
    const last = runs.at(-1);
    if (last?.end === place) last.end++;
    else runs.push({ start: place, end: place + 1 });
  }
  return runs;
}
