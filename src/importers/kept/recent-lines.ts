/** Groups of lines, and lines of a group: 4 MB in all. */
const [GROUPS, GROUP] = [2 ** 17, 8];

/**
 * Lines that were told lately, by their keys: the last million or so, in a table of one size. Where a group is full, its
 * oldest line goes.
 */
export class RecentLines {
  readonly #marks = new Uint32Array(GROUPS * GROUP);
  /** Where the next line of a group goes. */
  readonly #next = new Uint8Array(GROUPS);

  /** @param slot - 20 bits of a key @param mark - 32 bits of it */
  add(slot: number, mark: number): void {
    if (this.has(slot, mark)) return;
    const group = slot % GROUPS;
    const next = this.#next[group]!;
    this.#marks[group * GROUP + next] = mark;
    this.#next[group] = (next + 1) % GROUP;
  }

  has(slot: number, mark: number): boolean {
    const start = (slot % GROUPS) * GROUP;
    for (let at = start; at < start + GROUP; at++) if (this.#marks[at] === mark) return true;
    return false;
  }
}
