import { describe, expect, it } from '#test';
import { branchesOf } from '#src/importers/tools/claude-code/branches.ts';
import type { BranchInput } from '#src/importers/tools/claude-code/branches.ts';

const P = 'prompt';
const A = 'assistant';
const O = 'other';

describe('branchesOf', () => {
  it('marks the prompt that was given up, and all below it', () => {
    const branches = find([
      [P, -1],
      [A, 0],
      [P, 1],
      [A, 2],
      [P, 1],
      [A, 4],
    ]);

    expect([...branches]).to.deep.equal([
      [2, 'b1'],
      [3, 'b1'],
    ]);
  });

  it('sees no branch in parallel calls and progress', () => {
    const branches = find([
      [P, -1],
      [A, 0],
      [A, 1],
      [O, 1],
      [O, 2],
      [O, 2],
      [A, 5],
      [P, 6],
    ]);

    expect(branches.size).to.equal(0);
  });

  it('finds the common answer through records between', () => {
    const branches = find([
      [P, -1],
      [A, 0],
      [O, 1],
      [P, 2],
      [O, 1],
      [P, 4],
      [A, 5],
    ]);

    expect([...branches]).to.deep.equal([[3, 'b1']]);
  });

  it('follows the leaf that the tool names, and what comes after it', () => {
    const records: Records = [
      [P, -1],
      [A, 0],
      [P, 1],
      [A, 2],
      [P, 1],
      [A, 4],
      [A, 3],
    ];

    expect([...find(records, { leaf: 3 }).keys()]).to.deep.equal([4, 5]);
  });

  it('sees no branch in two prompts that follow from nothing', () => {
    expect(
      find([
        [P, -1],
        [A, 0],
        [P, -1],
        [A, 2],
      ]).size,
    ).to.equal(0);
  });

  it('ends on a circle', () => {
    expect(
      find([
        [P, 1],
        [A, 0],
        [P, 1],
        [P, 1],
      ]).size,
    ).to.be.at.least(0);
  });

  it('walks a chain of any length', () => {
    const chain: Records = Array.from({ length: 100_000 }, (_, index) => [
      index % 2 === 0 ? P : A,
      index - 1,
    ]);

    expect(find([...chain, [P, 1]]).size).to.be.greaterThan(0);
  });
});

type Records = readonly (readonly [BranchInput['kinds'][number], number])[];

function find(records: Records, { leaf = -1 }: { leaf?: number } = {}): ReadonlyMap<number, string> {
  return branchesOf({
    kinds: records.map(([kind]) => kind),
    parents: records.map(([, parent]) => parent),
    excluded: new Set(),
    leaf,
  });
}
