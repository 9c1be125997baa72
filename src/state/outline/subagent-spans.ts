import type { SubagentSpan } from '../../format/index.ts';

/** When each subagent worked, from the events of its conversation. Give it all of them, by time. */
export class SubagentSpans {
  /** By track id, in order of their first events. */
  readonly #spans = new Map<string, { readonly start: number; end: number }>();

  /** Something happened at `time`, ms, in the conversation of `track`. */
  add(track: string, time: number): void {
    const span = this.#spans.get(track);
    if (span) span.end = time;
    else this.#spans.set(track, { start: time, end: time });
  }

  /** Ordered by their starts. */
  finish(): SubagentSpan[] {
    return Array.from(this.#spans, ([track, { start, end }]) => ({ track, start, end }));
  }
}
