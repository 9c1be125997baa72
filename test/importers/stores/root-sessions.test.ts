import { describe, expect, it } from '#test';
import { rootSessions } from '#src/importers/stores/root-sessions.ts';

describe('rootSessions', () => {
  it('leaves out what others started, and loses nothing where they started each other', () => {
    const parents = new Map([
      ['child', 'root'],
      ['grandchild', 'child'],
      ['orphan', 'gone'],
      ['own', 'own'],
      ['a', 'b'],
      ['b', 'a'],
    ]);
    const ids = ['root', ...parents.keys()];

    expect(rootSessions(new Map(ids.map((id) => [id, id])), (id) => parents.get(id))).to.deep.equal([
      'root',
      'orphan',
      'own',
      'a',
      'b',
    ]);
  });
});
