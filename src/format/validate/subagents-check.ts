/** Compares the index's table of subagents with the tracks (spec [IDX-19]). */

import { INDEX_ENTRY } from '../archive-layout.ts';
import { finding, quote, type Report } from '../findings.ts';
import type { SubagentSpan, TrackDescription } from '../model.ts';

/** Collects when the conversations of subagents begin and end, to be compared when all were seen. */
export class SubagentsCheck {
  readonly #spans: SubagentSpan[] = [];
  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
  }

  /** Notes a track. @param span - times of its first and last event, ms; `undefined` without events */
  add({ id, kind, parent }: TrackDescription, span: Omit<SubagentSpan, 'track'> | undefined): void {
    if (kind === 'transcript' && parent !== undefined && span) this.#spans.push({ track: id, ...span });
  }

  /** Compares them with the table, in order. @param listed - `undefined` where the index has none */
  check(listed: readonly SubagentSpan[] | undefined): void {
    if (!listed) return;
    const there = new Set(this.#spans.map(({ track }) => track));
    const unknown = listed.find(({ track }) => !there.has(track));
    if (unknown) {
      const what = 'which is no transcript track with a parent and events';
      this.#error(`the index lists the subagent ${quote(unknown.track)}, ${what}`);
      return;
    }
    const ordered = [...this.#spans].sort((a, b) => a.start - b.start || (a.track < b.track ? -1 : 1));
    if (listed.length === ordered.length && listed.every((span, row) => isSame(span, ordered[row]!))) return;
    const message = `the index lists ${listed.length} subagents that are not the ${ordered.length} of the tracks, or their times`;
    this.#error(message);
  }

  #error(message: string): void {
    this.#report(finding('index-mismatch', 'error', message, { entry: INDEX_ENTRY }));
  }
}

function isSame(a: SubagentSpan, b: SubagentSpan): boolean {
  return a.track === b.track && a.start === b.start && a.end === b.end;
}
