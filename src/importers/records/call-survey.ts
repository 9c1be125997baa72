/** Position of the second end of a call that has none. */
const NEVER = Infinity;

/**
 * What the first pass over a log notes of its calls: which are answered, and which commands ran while another one
 * did. On a terminal their output would interleave; it is written as one piece when the result is there.
 */
export class CallSurvey {
  readonly #spans = new Map<string, { start: number; end: number; isCommand: boolean }>();
  #position = 0;

  /** Notes a call, by the id that the log knows it by. */
  call(id: string, isCommand: boolean): void {
    this.#spans.set(id, { start: this.#position++, end: NEVER, isCommand });
  }

  /** Notes the result of a call. */
  result(id: string): void {
    const span = this.#spans.get(id);
    if (span) span.end = this.#position++;
  }

  /** Whether a call gets a result. Calls that were not noted may. */
  isAnswered(id: string): boolean {
    return this.#spans.get(id)?.end !== NEVER;
  }

  /** Ids of commands that ran at the same time as another. O(n log n). */
  overlapping(): ReadonlySet<string> {
    const overlapping = new Set<string>();
    const commands = [...this.#spans]
      .filter(([, { isCommand, end }]) => isCommand && end !== NEVER)
      .sort(([, a], [, b]) => a.start - b.start);
    let latest: (typeof commands)[number] | undefined;
    for (const command of commands) {
      if (latest && command[1].start < latest[1].end) overlapping.add(latest[0]).add(command[0]);
      if (!latest || command[1].end > latest[1].end) latest = command;
    }
    return overlapping;
  }
}
