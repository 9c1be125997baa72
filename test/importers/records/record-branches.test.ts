import { describe, expect, it } from '#test';
import { RecordBranches } from '#src/importers/records/record-branches.ts';

/** Branches of records given as `id<parent`; a `!` before the id: no branch may begin with it. */
function branchesOf(...records: readonly string[]): Record<string, string | undefined> {
  const branches = new RecordBranches();
  const ids = records.map((record) => {
    const [name = '', parent] = record.split('<');
    const id = name.replace('!', '');
    branches.add({ id, parent, forks: !name.startsWith('!'), leads: true });
    return id;
  });
  return Object.fromEntries(ids.map((id) => [id, branches.of(id)]));
}

describe('RecordBranches', () => {
  it('has a branch for each way that was given up', () => {
    expect(branchesOf('a', 'b<a', 'c<b', 'd<a', 'e<b')).to.deep.equal({
      a: undefined,
      b: undefined,
      c: 'b1',
      d: 'b2',
      e: undefined,
    });
  });

  it('keeps what follows on a branch on it, forks of a branch too', () => {
    expect(branchesOf('a', 'b<a', 'c<b', 'd<b', 'e<a')).to.include({ b: 'b1', c: 'b1', d: 'b1' });
  });

  it('takes what forks for reasons of the program for none', () => {
    expect(branchesOf('a', '!b<a', 'c<a')).to.include({ b: undefined });
  });

  it('takes a lost parent, and a ring, for none', () => {
    expect(branchesOf('a', 'b<a', 'c<lost')).to.deep.equal({ a: undefined, b: undefined, c: undefined });
    expect(branchesOf('a<b', 'b<a', 'c')).to.deep.equal({ a: undefined, b: undefined, c: undefined });
  });
});
