import type { Diagnostic } from '../diagnostics.ts';

/** More findings of one code say nothing new; a broken writer makes one a line. */
const MAX_PER_CODE = 50;

/** Collects findings, at most fifty of each code. */
export class FindingsList {
  readonly #findings: Diagnostic[] = [];
  readonly #counts = new Map<string, number>();

  readonly add = (finding: Diagnostic): void => {
    const count = (this.#counts.get(finding.code) ?? 0) + 1;
    this.#counts.set(finding.code, count);
    if (count <= MAX_PER_CODE) this.#findings.push(finding);
  };

  /** The findings in order; where some were left out, the last of the code says how many. */
  list(): readonly Diagnostic[] {
    const last = new Map(this.#findings.map((finding, index) => [finding.code, index]));
    return this.#findings.map((finding, index) => {
      const more = this.#counts.get(finding.code)! - MAX_PER_CODE;
      if (more <= 0 || last.get(finding.code) !== index) return finding;
      return { ...finding, message: `${finding.message} (and ${more} more of this kind)` };
    });
  }
}
