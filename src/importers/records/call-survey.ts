import { TextIndex } from '../sources/text-index.ts';

/** Position of the second end of a call that has none. */
const NEVER = Infinity;

/**
 * What the first pass over a log notes of its calls: which are answered, and which commands ran while another one
 * did. On a terminal their output would interleave; it is written as one piece when the result is there.
 *
 * Holds some numbers a call, and the ids of commands.
 */
export class CallSurvey {
  /** Number of each call. */
  readonly #calls = new TextIndex();
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** Ids of commands, by the number of the call. */
  readonly #commands = new Map<number, string>();
  #position = 0;

  /**
   * Notes a call, by the id that the log knows it by.
   *
   * @param at - when it was made, for logs that are not in the order of what happened; then for all calls and results
   */
  call(id: string, isCommand: boolean, at = this.#position++): void {
    const call = this.#calls.get(id) ?? this.#starts.length;
    this.#calls.set(id, call);
    this.#starts[call] = at;
    this.#ends[call] = NEVER;
    if (isCommand) this.#commands.set(call, id);
    else this.#commands.delete(call);
  }

  /** Notes the result of a call; `at` as for `call`. */
  result(id: string, at = this.#position++): void {
    const call = this.#calls.get(id);
    if (call !== undefined) this.#ends[call] = at;
  }

  /** Whether a call gets a result. Calls that were not noted may. */
  isAnswered(id: string): boolean {
    const call = this.#calls.get(id);
    return call === undefined || this.#ends[call] !== NEVER;
  }

  /** Ids of commands that ran at the same time as another. O(n log n). */
  overlapping(): ReadonlySet<string> {
    const overlapping = new Set<string>();
    const commands = [...this.#commands]
      .map(([call, id]) => ({ id, start: this.#starts[call]!, end: this.#ends[call]! }))
      .filter(({ end }) => end !== NEVER)
      .sort((a, b) => a.start - b.start || a.end - b.end);
    let latest: (typeof commands)[number] | undefined;
    for (const command of commands) {
      if (latest && command.start < latest.end) overlapping.add(latest.id).add(command.id);
      if (!latest || command.end > latest.end) latest = command;
    }
    return overlapping;
  }
}
