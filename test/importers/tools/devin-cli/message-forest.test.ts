import { describe, expect, it } from '#test';
import { MessageForest } from '#src/importers/tools/devin-cli/message-forest.ts';
import type { ForestNode } from '#src/importers/tools/devin-cli/message-forest.ts';

/** `[id, parent]`, and what else there is. */
const node = (id: number, parent?: number, more: Partial<ForestNode> = {}): ForestNode => ({
  id,
  parent,
  messageId: `m${id}`,
  continues: false,
  ...more,
});

const branchesOf = (
  nodes: readonly ForestNode[],
  head: number | undefined,
): readonly (string | undefined)[] => {
  const forest = new MessageForest(nodes, head);
  return nodes.map(({ id }) => forest.branchOf(id));
};

describe('MessageForest', () => {
  it('takes what is beside the chain of the head for branches, each with what follows from it', () => {
    const nodes = [node(1), node(2, 1), node(3, 1), node(4, 3), node(5, 2), node(6, 5)];

    expect(branchesOf(nodes, 6)).to.deep.equal([undefined, undefined, 'b1', 'b1', undefined, undefined]);
  });

  it('takes a chain of its own for a branch, but not what the active chain repeats', () => {
    const nodes = [node(1), node(2, 1), node(3, undefined, { messageId: 'm1' }), node(4, 3)];

    expect(branchesOf(nodes, 4)).to.deep.equal([undefined, 'b1', undefined, undefined]);
  });

  it('goes on before a summing up, over several of them', () => {
    const nodes = [
      node(1),
      node(2, 1),
      node(3, undefined, { continues: true }),
      node(4, 3),
      node(5, 3),
      node(6, undefined, { continues: true }),
      node(7, 6),
    ];

    expect(branchesOf(nodes, 7)).to.deep.equal([
      undefined,
      undefined,
      undefined,
      'b1',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('knows of no branches without a head that is there, and comes through a circle', () => {
    expect(branchesOf([node(1), node(2, 1), node(3, 1)], 9)).to.deep.equal([undefined, undefined, undefined]);
    expect(branchesOf([node(1, 2), node(2, 1), node(3, 3)], 2)).to.deep.equal([undefined, undefined, 'b1']);
  });
});
