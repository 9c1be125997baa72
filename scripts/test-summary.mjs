const SLOWEST = 10;

/** What a run of tests ends with: its slowest files, the time it took, how many passed. */
export class TestSummary {
  #files = new Map();
  #counts = { passed: 0, failed: 0, skipped: 0 };
  #started = performance.now();

  /**
   * @param file - the test's source
   * @param result - passed, failed or skipped
   * @param duration - milliseconds
   */
  add(file, name, result, duration) {
    this.#counts[result] += 1;
    const slowest = this.#files.get(file)?.slowest;
    if (!slowest || slowest.duration < duration)
      this.#files.set(file, { ...this.#files.get(file), slowest: { name, duration } });
  }

  /** Notes time that a file took: what its suites took with all that they prepare. */
  spend(file, duration) {
    this.#files.set(file, {
      ...this.#files.get(file),
      duration: (this.#files.get(file)?.duration ?? 0) + duration,
    });
  }

  /** The last lines of a run. */
  text(where) {
    const { passed, failed, skipped } = this.#counts;
    const lines = [...this.#files]
      .sort(([, a], [, b]) => (b.duration ?? 0) - (a.duration ?? 0))
      .slice(0, SLOWEST)
      .map(
        ([file, { duration = 0, slowest }]) =>
          `${seconds(duration)}  ${file}${slowest ? ` (${seconds(slowest.duration).trim()}: ${slowest.name})` : ''}`,
      );
    return [
      '',
      `Slowest files ${where}:`,
      ...lines,
      `${seconds(performance.now() - this.#started)}  all of them`,
      `${passed} passed, ${failed} failed, ${skipped} skipped`,
      '',
    ].join('\n');
  }
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`.padStart(8);
}
