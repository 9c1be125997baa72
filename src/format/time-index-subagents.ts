/** The column table `subagents` of `index.json` ⇄ {@link SubagentSpan} (spec section 6). */

import { array, integer, object, text } from './json-shape.ts';
import type { SubagentSpan } from './model.ts';
import { columnSums, differences } from './time-index-columns.ts';

/** What {@link subagentsShape} lets through. */
export interface SubagentsJson {
  readonly track: readonly string[];
  readonly start: readonly number[];
  readonly end: readonly number[];
}

/** The table as an index may have it, before its columns are compared. */
export const subagentsShape = object({ track: array(text), start: array(integer), end: array(integer) });

/** Conversations of subagents as columns. */
export function formatSubagents(spans: readonly SubagentSpan[]): SubagentsJson {
  return {
    track: spans.map(({ track }) => track),
    start: differences(spans.map(({ start }) => start)),
    end: differences(spans.map(({ end }) => end)),
  };
}

/**
 * The conversations of a table.
 *
 * @param duration - of the session, ms
 * @throws {RangeError} when columns differ in length, starts decrease, or a conversation ends before it begins or after
 *   the session
 */
export function subagentsOf({ track, ...columns }: SubagentsJson, duration: number): SubagentSpan[] {
  const start = columnSums('subagents.start', columns.start, track.length, { sorted: true });
  const end = columnSums('subagents.end', columns.end, track.length);
  return track.map((id, row) => {
    const span = { track: id, start: start[row]!, end: end[row]! };
    if (span.end < span.start || span.end > duration) {
      throw new RangeError(`subagents.end is out of range at row ${row}`);
    }
    return span;
  });
}
