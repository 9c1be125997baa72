import type { SubagentSpan } from '../../format/index.ts';

/** When each subagent worked, from the events of its conversation. Give it all of them, by time. */
export class SubagentSpans {
  /** By track id. */
  readonly #spans = new Map<string, { readonly start: number; end: number }>();

  /** Something happened at `time`, ms, in the conversation of `track`. */
  add(track: string, time: number): void {
    const span = this.#spans.get(track);
    if (span) span.end = time;
    else this.#spans.set(track, { start: time, end: time });
  }

  /** Ordered by their starts; those that started together by their tracks, whose events may come in any order then. */
  finish(): SubagentSpan[] {
    return Array.from(this.#spans, ([track, { start, end }]) => ({ track, start, end })).sort(
      (a, b) => a.start - b.start || (a.track < b.track ? -1 : 1),
    );
  }
}
