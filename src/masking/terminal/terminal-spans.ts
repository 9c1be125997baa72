import type { KnownValue } from '../known/known-values.ts';
import type { MaskedSpan } from '../masked-span.ts';
import { spansOfCells } from './cell-spans.ts';

/** A value that stands in the output of a terminal, and where its code units are. */
export interface TerminalValue {
  readonly known: KnownValue;
  readonly places: Int32Array;
}

/** The spans of values, in order and without overlaps: what was found first has its cells, what comes later those that are left. */
export function spansOfTerminal(output: string, values: readonly TerminalValue[]): MaskedSpan[] {
  if (values.length === 0) return [];
  const taken = new Uint8Array(output.length);
  const spans: MaskedSpan[] = [];
  for (const { known, places } of values) {
    const free = places.filter((place) => place >= 0 && taken[place] === 0);
    if (free.length === 0) continue;
    for (const place of free) taken[place] = 1;
    for (const span of spansOfCells(output, free, known.placeholder)) spans.push(span);
  }
  return spans.sort((a, b) => a.start - b.start);
}
