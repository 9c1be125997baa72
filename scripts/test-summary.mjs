const SLOWEST = 10;

/** What a run of tests ends with: its slowest groups of tests, the time it took, how many passed. */
export class TestSummary {
  #groups = new Map();
  #counts = { passed: 0, failed: 0, skipped: 0 };
  #started = performance.now();

  /** @param result - `passed`, `failed` or `skipped` */
  count(result) {
    this.#counts[result] += 1;
  }

  /**
   * Notes time that a group took.
   *
   * @param group - where the tests stand and what they are about
   * @param duration - milliseconds
   */
  spend(group, duration) {
    this.#groups.set(group, (this.#groups.get(group) ?? 0) + duration);
  }

  /** The last lines of a run. */
  text(where) {
    const { passed, failed, skipped } = this.#counts;
    const slowest = [...this.#groups].sort(([, a], [, b]) => b - a).slice(0, SLOWEST);
    return [
      '',
      `The slowest ${where}:`,
      ...slowest.map(([group, duration]) => `${seconds(duration)}  ${group}`),
      `${seconds(performance.now() - this.#started)}  all of them, beside each other`,
      `${passed} passed, ${failed} failed, ${skipped} skipped`,
      '',
    ].join('\n');
  }
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`.padStart(8);
}
