import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { TakenIds } from '#src/encode/taken-ids.ts';

const digits = fc
  .array(fc.constantFrom('0', '1', '9', 'a', 'z'), { maxLength: 12 })
  .map((all) => all.join(''));

describe('TakenIds', () => {
  it('tells every id from every other', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(digits, fc.string())), fc.array(digits), (ids, others) => {
        const taken = new TakenIds();
        for (const id of ids) taken.add(id);
        const set = new Set(ids);
        for (const id of [...ids, ...others]) expect(taken.has(id), id).to.equal(set.has(id));
      }),
    );
  });

  it('has none at first, not even the empty one', () => {
    expect(new TakenIds().has('')).to.equal(false);
    expect(new TakenIds().has('zzzzzzzzzz')).to.equal(false);
  });
});
