/** A message of a session, as far as its place among the others goes. */
export interface ForestNode {
  readonly id: number;
  readonly parent: number | undefined;
  /** Id of the message; one that is sent again in another chain has the same. */
  readonly messageId: string | undefined;
  /** Whether the program begins a new chain with it after it summed up what was before. */
  readonly continues: boolean;
}

/**
 * The messages of a session form trees: each retry, each edit and each summing up begins a new chain. The one that a
 * person sees ends with a message that the session names; what was before a summing up belongs to it too. All others are
 * branches that were abandoned.
 */
export class MessageForest {
  readonly #nodes: ReadonlyMap<number, ForestNode>;
  readonly #active = new Set<number>();
  /** Ids of the messages of the active chain: what stands in another chain again is no other message. */
  readonly #told = new Set<string>();
  readonly #branches = new Map<number, string>();

  /**
   * @param nodes - in the order they were written in
   * @param head - last message of the active chain; where it is not there, nothing is known of branches
   */
  constructor(nodes: readonly ForestNode[], head: number | undefined) {
    this.#nodes = new Map(nodes.map((node) => [node.id, node]));
    if (head === undefined || !this.#nodes.has(head)) return;
    let last: ForestNode | undefined = this.#nodes.get(head);
    while (last) {
      const first: ForestNode = this.#activate(last);
      last = first.continues ? this.#before(nodes, first) : undefined;
    }
    this.#findBranches(nodes);
  }

  /** Id of the abandoned branch that a message is on. */
  branchOf(id: number): string | undefined {
    return this.#branches.get(id);
  }

  /** @returns the first message of the chain, or the first one after a summing up */
  #activate(head: ForestNode): ForestNode {
    let at = head;
    for (;;) {
      this.#active.add(at.id);
      if (at.messageId !== undefined) this.#told.add(at.messageId);
      const parent: ForestNode | undefined = at.parent === undefined ? undefined : this.#nodes.get(at.parent);
      // A circle of parents ends where it closes.
      if (!parent || this.#active.has(parent.id)) return this.#continuationIn(head) ?? at;
      at = parent;
    }
  }

  #continuationIn(head: ForestNode): ForestNode | undefined {
    const seen = new Set<number>();
    let found: ForestNode | undefined;
    for (let at: ForestNode | undefined = head; at && !seen.has(at.id);) {
      seen.add(at.id);
      if (at.continues) found = at;
      at = at.parent === undefined ? undefined : this.#nodes.get(at.parent);
    }
    return found;
  }

  /** The last message that was written before a new chain began, and is not on it. */
  #before(nodes: readonly ForestNode[], first: ForestNode): ForestNode | undefined {
    const index = nodes.indexOf(first);
    return nodes.slice(0, Math.max(0, index)).findLast(({ id }) => !this.#active.has(id));
  }

  #findBranches(nodes: readonly ForestNode[]): void {
    let count = 0;
    for (const { id, parent, messageId } of nodes) {
      const isTold = messageId !== undefined && this.#told.has(messageId);
      if (this.#active.has(id) || isTold) continue;
      const above = parent === undefined ? undefined : this.#branches.get(parent);
      this.#branches.set(id, above ?? `b${(count += 1)}`);
    }
  }
}
