/** A message of a conversation in which the person may go back and take another way. */
export interface TreeNode {
  readonly id: string | undefined;
  readonly parent?: string | undefined;
  /** Ids of the nodes that follow; only asked where these do not name a parent themselves. */
  readonly children?: readonly string[];
  /** Wall time, ms since 1970 UTC. */
  readonly time?: number | undefined;
}

/** A node in its place: nodes of the main line and of the branches, in order. */
export interface PlacedNode {
  /** Of the node, in the list that was given. */
  readonly index: number;
  /** Id of the abandoned branch it belongs to: `branch-1`, `branch-2` … in the order in which they begin. */
  readonly branch?: string;
}

const NONE = -1;

/**
 * Puts the messages of a conversation in order: each after the one it follows, and where several follow one, by
 * time. What leads to the current message is the main line, everything else a branch that was abandoned; of equal
 * times the branch comes first, where it forked. Circles are cut, parents that do not exist stand for a common root.
 *
 * O(n log n), without recursion: chains may be of any length.
 *
 * @param current - id of the last message of the main line; default: the newest that nothing follows
 */
export function arrangeTree(nodes: readonly TreeNode[], current?: string): readonly PlacedNode[] {
  const links = new TreeLinks(nodes);
  const end = links.indexOf(current) ?? NONE;
  links.cutCircles(end);
  const order = links.parentsFirst();
  const heirs = chooseHeirs(links, order, end);
  return placeNodes(links, order, heirs);
}

/** Who follows whom, by index; behind the nodes stand those that are named as parents and do not exist. */
class TreeLinks {
  readonly nodes: readonly TreeNode[];
  readonly parents: number[];
  readonly #indexes = new Map<string, number>();
  readonly #ambiguous = new Set<string>();
  #missing = 0;

  constructor(nodes: readonly TreeNode[]) {
    this.nodes = nodes;
    for (const [index, { id }] of nodes.entries()) {
      if (id === undefined) continue;
      if (this.#indexes.has(id)) this.#ambiguous.add(id);
      else this.#indexes.set(id, index);
    }
    const listed = this.#listedParents();
    this.parents = nodes.map((node, index) => this.#parentOf(node, index, listed));
    while (this.parents.length < this.#size) this.parents.push(NONE);
  }

  indexOf(id: string | undefined): number | undefined {
    const index = id === undefined || this.#ambiguous.has(id) ? undefined : this.#indexes.get(id);
    return index !== undefined && index < this.nodes.length ? index : undefined;
  }

  /** Lets the walk up from every node end: from `first`, then from the others in their order. */
  cutCircles(first: number): void {
    const walks = new Int32Array(this.parents.length).fill(NONE);
    for (let start = NONE; start < this.parents.length; start++) {
      const walk = start + 1;
      let last = NONE;
      for (let at = start === NONE ? first : start; at !== NONE; at = this.parents[at]!) {
        if (walks[at] === walk) this.parents[last] = NONE;
        if (walks[at] !== NONE) break;
        walks[at] = walk;
        last = at;
      }
    }
  }

  /** All indexes, each after its parent. */
  parentsFirst(): readonly number[] {
    const children = this.children();
    const order = [...this.parents.keys()].filter((index) => this.parents[index] === NONE);
    // The list grows while it is walked.
    for (const index of order) for (const child of children.get(index) ?? []) order.push(child);
    return order;
  }

  children(): ReadonlyMap<number, readonly number[]> {
    const children = new Map<number, number[]>();
    for (const [index, parent] of this.parents.entries()) {
      if (parent === NONE) continue;
      const siblings = children.get(parent);
      if (siblings) siblings.push(index);
      else children.set(parent, [index]);
    }
    return children;
  }

  get #size(): number {
    return this.nodes.length + this.#missing;
  }

  /** Parent by what it lists as its children, for nodes that name none. */
  #listedParents(): ReadonlyMap<string, number> {
    const parents = new Map<string, number>();
    for (const [index, { children = [] }] of this.nodes.entries()) {
      for (const child of children) if (!parents.has(child)) parents.set(child, index);
    }
    return parents;
  }

  #parentOf({ id, parent }: TreeNode, index: number, listed: ReadonlyMap<string, number>): number {
    // Ids that were blacked out name nobody: the order of the source is all that is left.
    if (
      (id !== undefined && this.#ambiguous.has(id)) ||
      (parent !== undefined && this.#ambiguous.has(parent))
    )
      return index - 1;
    if (parent === undefined) return (id === undefined ? undefined : listed.get(id)) ?? NONE;
    const known = this.#indexes.get(parent);
    if (known !== undefined) return known;
    const missing = this.#size;
    this.#indexes.set(parent, missing);
    this.#missing += 1;
    return missing;
  }
}

/** The child that goes on with the line of each node: towards the current message, else towards the newest. */
function chooseHeirs(links: TreeLinks, order: readonly number[], current: number): Int32Array {
  const { nodes, parents } = links;
  const heirs = new Int32Array(parents.length).fill(NONE);
  const newest = Float64Array.from(parents.keys(), (index) => nodes[index]?.time ?? -Infinity);
  const hasChild = new Uint8Array(parents.length);
  for (let at = order.length - 1; at >= 0; at--) {
    const index = order[at]!;
    const parent = parents[index]!;
    if (parent === NONE) continue;
    const heir = heirs[parent]!;
    const isNewer = newest[index]! > newest[heir]! || (newest[index] === newest[heir] && index > heir);
    if (hasChild[parent] === 0 || isNewer) {
      heirs[parent] = index;
      // What counts is the end of a line: an edited message is newer than what followed the old one.
      newest[parent] = Math.max(newest[index]!, hasChild[parent] === 0 ? -Infinity : newest[parent]!);
    }
    hasChild[parent] = 1;
  }
  if (current === NONE) return heirs;
  heirs[current] = NONE;
  for (let at = current; parents[at] !== NONE; at = parents[at]!) heirs[parents[at]!] = at;
  return heirs;
}

function placeNodes(links: TreeLinks, order: readonly number[], heirs: Int32Array): readonly PlacedNode[] {
  const { nodes, parents } = links;
  const times = new Float64Array(parents.length).fill(-Infinity);
  for (const index of order) {
    const parent = parents[index]!;
    const after = parent === NONE ? -Infinity : times[parent]!;
    times[index] = Math.max(after, nodes[index]?.time ?? -Infinity);
  }
  const ranks = new Float64Array(parents.length);
  const branches: (string | undefined)[] = [];
  const children = links.children();
  const waiting = order.filter((index) => parents[index] === NONE).reverse();
  for (let rank = 0, branch = 0; waiting.length > 0; rank++) {
    const index = waiting.pop()!;
    const parent = parents[index]!;
    ranks[index] = rank;
    if (parent !== NONE) {
      branches[index] = heirs[parent] === index ? branches[parent] : `branch-${(branch += 1)}`;
    }
    const heir = heirs[index]!;
    if (heir !== NONE) waiting.push(heir);
    for (const child of [...(children.get(index) ?? [])].reverse()) if (child !== heir) waiting.push(child);
  }
  const indexes = Array.from(nodes.keys());
  indexes.sort((a, b) => (times[a] === times[b] ? ranks[a]! - ranks[b]! : times[a]! < times[b]! ? -1 : 1));
  return indexes.map((index) => {
    const branch = branches[index];
    return { index, ...(branch !== undefined && { branch }) };
  });
}
