/**
 * Turns that were taken back: the user went back some prompts and wrote on from there. The log keeps their records,
 * and says behind them how many of the last turns no longer count.
 */
export class RolledBackTurns {
  /** Record with which each turn that still counts begins. */
  readonly #turns: number[] = [];
  /** Ranges of records, in order; none within another. */
  readonly #ranges: { from: number; to: number }[] = [];
  readonly #branches = new Map<number, string>();
  #count = 0;

  /** Notes the first record of a turn. */
  turn(record: number): void {
    this.#turns.push(record);
  }

  /**
   * Takes turns back.
   *
   * @param record - number of the record that says so
   * @param turns - how many; more than there are means all
   */
  rollBack(record: number, turns: number): void {
    const first = this.#turns.splice(Math.max(0, this.#turns.length - turns))[0];
    if (turns < 1 || first === undefined) return;
    this.#abandon(first, record - 1);
  }

  /**
   * Leaves what stands behind a cut: another log goes on from there.
   *
   * @param first - number of the first record behind the cut
   * @param last - number of the last record of the log that was cut
   */
  cut(first: number, last: number): void {
    while ((this.#turns.at(-1) ?? -1) >= first) this.#turns.pop();
    if (first <= last) this.#abandon(first, last);
  }

  #abandon(first: number, last: number): void {
    this.#count += 1;
    const branch = `b${this.#count}`;
    // What was taken back before keeps its branch: each record is named once.
    let to = last;
    for (let inner = this.#ranges.at(-1); inner && inner.from >= first; inner = this.#ranges.at(-1)) {
      this.#name(inner.to + 1, to, branch);
      to = inner.from - 1;
      this.#ranges.pop();
    }
    this.#name(first, to, branch);
    this.#ranges.push({ from: first, to: last });
  }

  /** Id of the abandoned branch that a record belongs to. */
  branchOf(record: number): string | undefined {
    return this.#branches.get(record);
  }

  #name(from: number, to: number, branch: string): void {
    for (let record = from; record <= to; record++) this.#branches.set(record, branch);
  }
}
