interface Node {
  readonly parent: string | undefined;
  readonly forks: boolean;
}

/** What is told of a record of a tree. */
export interface TreeRecord {
  readonly id: string;
  /** The record it follows from; absent for a root. */
  readonly parent: string | undefined;
  /** Whether an abandoned branch may begin with it: a prompt, where programs fork for reasons of their own. */
  readonly forks: boolean;
  /** Whether the conversation goes on from it: the active way is the one to the last such record. */
  readonly leads: boolean;
}

/**
 * The abandoned branches of a log whose records form a tree: whoever goes back writes another record after an earlier
 * one. The active way is the one to the last record of the conversation; what hangs beside it was abandoned.
 */
export class RecordBranches {
  readonly #nodes = new Map<string, Node>();
  #last: string | undefined;
  #branches: ReadonlyMap<string, string> | undefined;

  /** First pass: a record, after the one that it follows from. Of several with one id the first counts. */
  add({ id, parent, forks, leads }: TreeRecord): void {
    if (this.#nodes.has(id)) return;
    this.#nodes.set(id, { parent, forks });
    if (leads) this.#last = id;
  }

  /** Second pass: id of the abandoned branch that a record is on: `b1`, `b2` … in the order of the log. */
  of(id: string | undefined): string | undefined {
    this.#branches ??= this.#find();
    return id === undefined ? undefined : this.#branches.get(id);
  }

  #find(): ReadonlyMap<string, string> {
    const active = new Set<string>();
    for (let at = this.#last; at !== undefined && !active.has(at); at = this.#nodes.get(at)?.parent)
      active.add(at);
    const branches = new Map<string, string>();
    let count = 0;
    for (const [id, { parent, forks }] of this.#nodes) {
      if (parent === undefined || active.has(id)) continue;
      const above = branches.get(parent);
      if (above !== undefined) branches.set(id, above);
      // A parent that is not in the log is a lost record, and no fork.
      else if (forks && this.#leadsToActive(parent, active)) branches.set(id, `b${(count += 1)}`);
    }
    return branches;
  }

  #leadsToActive(from: string, active: ReadonlySet<string>): boolean {
    const seen = new Set<string>();
    let at: string | undefined = from;
    while (at !== undefined && !active.has(at) && !seen.has(at)) {
      seen.add(at);
      at = this.#nodes.get(at)?.parent;
    }
    return at !== undefined && active.has(at);
  }
}
