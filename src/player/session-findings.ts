import type { Diagnostic } from '../format/index.ts';

/** Findings that are told of one session at most: who has more looks at it with `reprise validate`. */
const MAX_FINDINGS = 1000;

/**
 * What reading a session has found so far, each thing once: a segment that is read again is found fault with again.
 */
export class SessionFindings {
  readonly #read: () => readonly Diagnostic[];
  #taken = 0;
  readonly #known = new Set<string>();
  #list: readonly Diagnostic[] = Object.freeze([]);

  /** @param read - what the archive has found so far; it only grows */
  constructor(read: () => readonly Diagnostic[]) {
    this.#read = read;
  }

  /** All of them, the first 1,000; the same array until there are more. */
  get list(): readonly Diagnostic[] {
    const all = this.#read();
    if (all.length > this.#taken) {
      const fresh = all.slice(this.#taken);
      this.#taken = all.length;
      this.add(fresh);
    }
    return this.#list;
  }

  /** Takes what others than the archive have found. */
  add(findings: readonly Diagnostic[]): void {
    const fresh = findings.filter((finding) => {
      if (this.#known.size >= MAX_FINDINGS) return false;
      const { code, entry, line, offset, message } = finding;
      const size = this.#known.size;
      return this.#known.add(JSON.stringify([code, entry, line, offset, message])).size > size;
    });
    if (fresh.length > 0) this.#list = Object.freeze([...this.#list, ...fresh]);
  }
}
