import { isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** Records that are looked at on the way from a result up to its call. */
const MAX_CLIMB = 10_000;

/** Branch points of a session without a tree that are followed. */
const MAX_BRANCH_POINTS = 1000;

/** Records by which a session goes another way than before. */
const TURNING = new Set(['user_message', 'branch_point', 'branch_summary']);

/** Records that a subagent's conversation may begin with. */
const OPENING = new Set(['user_message', 'agent_message', 'agent_thinking', 'tool_call', 'system_event']);

interface Node {
  readonly number: number;
  readonly type: string;
  /** `''`: a root. `undefined`: the record says nothing of the tree. */
  readonly parent: string | undefined;
}

/**
 * The tree that `parent_id` makes of a session: ways that were given up, and conversations of subagents that stand
 * among the records of their parent. Records without `parent_id` follow each other.
 */
export class TrailTree {
  readonly #nodes = new Map<string, Node>();
  readonly #branchPoints: { readonly after: number; readonly before: number; readonly id: string }[] = [];
  /** Calls that start a subagent, and for each the record below it by which its parent goes on. */
  readonly #invocations = new Map<string, string | undefined>();
  readonly #agents = new Map<string, string | undefined>();
  #branches: ReadonlyMap<string, string> | undefined;

  /** First pass. */
  add(record: LogRecord, number: number): void {
    const id = asText(record['id']);
    const payload = isObject(record['payload']) ? record['payload'] : {};
    const type = asText(record['type']) ?? '';
    if (id !== undefined && !this.#nodes.has(id)) {
      const parent = record['parent_id'] === null ? '' : asText(record['parent_id']);
      this.#nodes.set(id, { number, type, parent });
    }
    if (type === 'tool_call' && payload['tool'] === 'subagent_invoke' && id !== undefined)
      this.#invocations.set(id, undefined);
    if (type === 'tool_result' && id !== undefined) this.#noteContinuation(id, asText(payload['for_id']));
    if (type === 'branch_point') this.#noteBranchPoint(asText(payload['from_id']), number);
  }

  /** Id of the call whose subagent a record belongs to. */
  agentOf(record: LogRecord): string | undefined {
    const id = asText(record['id']);
    return id === undefined || this.#invocations.size === 0 ? undefined : this.#agent(id);
  }

  /** The abandoned branch that a record belongs to. */
  branchOf(record: LogRecord, number: number): string | undefined {
    const id = asText(record['id']);
    const node = id === undefined ? undefined : this.#nodes.get(id);
    if (id !== undefined && node?.parent !== undefined) {
      this.#branches ??= this.#findBranches();
      return this.#branches.get(id);
    }
    return this.#branchPoints.findLast(({ after, before }) => number > after && number < before)?.id;
  }

  /** A result below its own call: the record between the two is the parent's, not the subagent's. */
  #noteContinuation(result: string, call: string | undefined): void {
    if (call === undefined || !this.#invocations.has(call)) return;
    let child = result;
    for (let step = 0; step < MAX_CLIMB; step++) {
      const parent = this.#nodes.get(child)?.parent;
      if (parent === undefined || parent === '') return;
      if (parent === call) {
        this.#invocations.set(call, child);
        return;
      }
      child = parent;
    }
  }

  /** A branch that leaves an earlier record: what came between was given up. */
  #noteBranchPoint(from: string | undefined, number: number): void {
    const after = from === undefined ? undefined : this.#nodes.get(from)?.number;
    if (after === undefined || after + 1 >= number || this.#branchPoints.length >= MAX_BRANCH_POINTS) return;
    this.#branchPoints.push({ after, before: number, id: `branch-point-${this.#branchPoints.length + 1}` });
  }

  #agent(id: string): string | undefined {
    const path: string[] = [];
    const onPath = new Set<string>();
    let at = id;
    let found: string | undefined;
    for (;;) {
      if (this.#agents.has(at)) {
        found = this.#agents.get(at);
        break;
      }
      const node = this.#nodes.get(at);
      if (!node?.parent || onPath.has(at)) break;
      path.push(at);
      onPath.add(at);
      const { parent } = node;
      if (this.#invocations.has(parent) && this.#opens(at, node, parent)) {
        found = parent;
        break;
      }
      at = parent;
    }
    for (const known of path) this.#agents.set(known, found);
    return found;
  }

  #opens(id: string, { type }: Node, call: string): boolean {
    return OPENING.has(type) && this.#invocations.get(call) !== id;
  }

  /** Record id → branch, for all that hang beside the way from the last record up to the root. */
  #findBranches(): ReadonlyMap<string, string> {
    const next = this.#activeChildren();
    const branches = new Map<string, string>();
    let count = 0;
    for (const [id, { parent, number }] of this.#nodes) {
      if (parent === undefined || this.#agent(id) !== undefined) continue;
      const inherited = branches.get(parent);
      const active = next.get(parent);
      if (inherited !== undefined) branches.set(id, inherited);
      else if (active !== undefined && active !== id) {
        const node = this.#nodes.get(active)!;
        if (number < node.number && TURNING.has(node.type)) branches.set(id, `branch-${(count += 1)}`);
      }
    }
    return branches;
  }

  /** Parent → its child on the way that the session ended on. */
  #activeChildren(): ReadonlyMap<string, string> {
    const next = new Map<string, string>();
    let at = [...this.#nodes].findLast(
      ([id, { parent }]) => parent !== undefined && this.#agent(id) === undefined,
    )?.[0];
    while (at !== undefined) {
      const parent = this.#nodes.get(at)?.parent;
      if (parent === undefined || next.has(parent)) break;
      next.set(parent, at);
      at = parent === '' ? undefined : parent;
    }
    return next;
  }
}
