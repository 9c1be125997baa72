import type { RecordKind } from './log-survey.ts';

export interface BranchInput {
  /** Line of each line's parent, -1 for none. */
  readonly parents: readonly number[];
  readonly kinds: readonly RecordKind[];
  /** Lines that take no part: sidechains. */
  readonly excluded: { has(index: number): boolean };
  /** Line that the tool calls the current end, or -1. */
  readonly leaf: number;
}

const NONE = -1;
const ACTIVE = 1;

/**
 * Finds abandoned branches: the user went back to an earlier point and wrote another prompt there.
 *
 * Most forks of the record tree are parallel tool calls, progress and attachments. A fork is a branch only when
 * two *human prompts* follow from the same prompt or answer. The one on the path to the current end goes on; each
 * other one, with everything below it, is abandoned. Two prompts without any parent are no branch: a log may
 * simply begin again (a lost record, a cleared conversation).
 *
 * @returns line → branch id (`b1`, `b2` … in the order of the lines)
 */
export function branchesOf(input: BranchInput): ReadonlyMap<number, string> {
  const branches = new Map<number, string>();
  const forks = findForks(input);
  if (forks.length === 0) return branches;
  const active = pathTo(currentEnd(input), input.parents);
  const abandoned = new Set(forks.flatMap((prompts) => abandonedOf(prompts, active)));
  const names = new Map([...abandoned].sort((a, b) => a - b).map((line, index) => [line, `b${index + 1}`]));
  const owner = new Map<number, number>();
  for (const line of input.parents.keys()) {
    const start = abandonedAbove(line, input.parents, abandoned, owner);
    const name = start === NONE || active[line] === ACTIVE ? undefined : names.get(start);
    if (name !== undefined) branches.set(line, name);
  }
  return branches;
}

/** Groups of prompts that follow from the same prompt or answer, two at least. */
function findForks({ parents, kinds, excluded }: BranchInput): number[][] {
  const groups = new Map<number, number[]>();
  const anchors = new Map<number, number>();
  for (const [line, kind] of kinds.entries()) {
    if (kind !== 'prompt' || excluded.has(line)) continue;
    const anchor = anchorOf(parents[line] ?? NONE, parents, kinds, anchors);
    if (anchor === NONE) continue;
    groups.set(anchor, [...(groups.get(anchor) ?? []), line]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Nearest prompt or answer at or above a line. */
function anchorOf(
  from: number,
  parents: readonly number[],
  kinds: readonly RecordKind[],
  known: Map<number, number>,
): number {
  const path: number[] = [];
  let at = from;
  while (at !== NONE && kinds[at] === 'other' && !known.has(at)) {
    known.set(at, NONE);
    path.push(at);
    at = parents[at] ?? NONE;
  }
  const anchor = at === NONE ? NONE : (known.get(at) ?? at);
  for (const step of path) known.set(step, anchor);
  return anchor;
}

/** The last line that descends from the named leaf; without one, the last line of the conversation. */
function currentEnd({ parents, excluded, leaf }: BranchInput): number {
  if (leaf === NONE) {
    for (let line = parents.length - 1; line >= 0; line--) {
      if (!excluded.has(line) && (parents[line] ?? NONE) !== NONE) return line;
    }
    return NONE;
  }
  const below = new Map<number, boolean>([[leaf, true]]);
  let end = leaf;
  for (const line of parents.keys()) {
    if (descends(line, parents, below)) end = Math.max(end, line);
  }
  return end;
}

function descends(line: number, parents: readonly number[], known: Map<number, boolean>): boolean {
  const path: number[] = [];
  let at = line;
  while (at !== NONE && !known.has(at)) {
    known.set(at, false);
    path.push(at);
    at = parents[at] ?? NONE;
  }
  const result = at !== NONE && known.get(at) === true;
  for (const step of path) known.set(step, result);
  return result;
}

function pathTo(end: number, parents: readonly number[]): Uint8Array {
  const marks = new Uint8Array(parents.length);
  for (let at = end; at !== NONE && marks[at] !== ACTIVE; at = parents[at] ?? NONE) marks[at] = ACTIVE;
  return marks;
}

/** All prompts of a fork but the active one; where none is active, all but the last. */
function abandonedOf(prompts: readonly number[], active: Uint8Array): number[] {
  const kept = prompts.find((line) => active[line] === ACTIVE) ?? prompts.at(-1);
  return prompts.filter((line) => line !== kept);
}

/** Nearest abandoned prompt at or above a line. */
function abandonedAbove(
  line: number,
  parents: readonly number[],
  abandoned: ReadonlySet<number>,
  known: Map<number, number>,
): number {
  const path: number[] = [];
  let at = line;
  while (at !== NONE && !abandoned.has(at) && !known.has(at)) {
    known.set(at, NONE);
    path.push(at);
    at = parents[at] ?? NONE;
  }
  const start = abandoned.has(at) ? at : (known.get(at) ?? NONE);
  for (const step of path) known.set(step, start);
  return start;
}
