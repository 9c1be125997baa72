const SLOWEST = 10;
/** Lines of an error's text that are shown, so that one failure does not push out the others. */
const ERROR_LINES = 30;

/** What a run of tests ends with: its slowest groups of tests, the time it took, how many passed, which failed. */
export class TestSummary {
  #groups = new Map();
  #counts = { passed: 0, failed: 0, skipped: 0 };
  #failures = [];
  #started = performance.now();

  /** @param result - `passed`, `failed` or `skipped` */
  count(result) {
    this.#counts[result] += 1;
  }

  /**
   * Notes a test that failed, so that the last lines of a run say it: what comes before them may be cut off.
   *
   * @param test - where it stands and its name
   * @param error - the text of its error
   */
  fail(test, error = 'no error was told') {
    this.#failures.push([`FAILED  ${test}`, ...error.split('\n').slice(0, ERROR_LINES)].join('\n    '));
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
      ...this.#failures,
      `${passed} passed, ${failed} failed, ${skipped} skipped`,
      '',
    ].join('\n');
  }
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`.padStart(8);
}
