import { asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** The records that the user took back (`session.snapshot_rewind`), as branches. */
export class Rewinds {
  readonly #numbers = new Map<string, number>();
  /** Disjoint, in order: first record of a branch, and the rewind that ended it. */
  readonly #ranges: { readonly from: number; readonly to: number }[] = [];

  /** First pass. */
  survey({ id, type, data }: LogRecord & { readonly data?: LogRecord }, number: number): void {
    const own = asText(id);
    if (own !== undefined && !this.#numbers.has(own)) this.#numbers.set(own, number);
    if (type !== 'session.snapshot_rewind') return;
    const from = this.#numbers.get(asText(data?.['upToEventId']) ?? '');
    if (from === undefined || from >= number) return;
    while (this.#ranges.length > 0 && this.#ranges.at(-1)!.from >= from) this.#ranges.pop();
    const last = this.#ranges.at(-1);
    this.#ranges.push({ from: Math.max(from, last ? last.to : 0), to: number });
  }

  /** The branch of a record. O(log n). */
  branchOf(number: number): string | undefined {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#ranges[middle]!.to <= number) low = middle + 1;
      else high = middle;
    }
    const range = this.#ranges[low];
    return range && number >= range.from ? `rewind-${range.to}` : undefined;
  }
}
