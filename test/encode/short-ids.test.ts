import { describe, expect, it } from '#test';
import { ShortIds } from '#src/encode/short-ids.ts';

describe('ShortIds', () => {
  it('gives the same id for the same name, in any archive', () => {
    const [one, other] = [new ShortIds(), new ShortIds()];
    other.root('call', 'toolu_before');

    expect(one.root('call', 'toolu_1')).to.equal(one.root('call', 'toolu_1'));
    expect(other.root('call', 'toolu_1')).to.equal(one.root('call', 'toolu_1'));
  });

  it('keeps apart what two spaces call the same', () => {
    const ids = new ShortIds();

    expect(ids.root('call 0', 'x')).not.to.equal(ids.root('call 1', 'x'));
  });

  it('numbers the events of a root', () => {
    const ids = new ShortIds();
    const root = ids.root('call', 'toolu_1');

    expect([ids.member(root), ids.member(root), ids.member(root)]).to.deep.equal([
      root,
      `${root}.1`,
      `${root}.2`,
    ]);
  });

  it('is unique and at most ten characters long for very many events', () => {
    const ids = new ShortIds();
    const root = ids.root('call', 'toolu_1');
    const made: string[] = [];
    for (let i = 0; i < 60_000; i += 1) made.push(ids.unique(`record-${i % 30_000}`));
    for (let i = 0; i < 5000; i += 1) made.push(ids.member(root));

    expect(new Set(made).size).to.equal(made.length);
    expect(made.every((id) => /^[0-9a-z]{5,10}$|^[0-9a-z]{5}\.\d{1,4}$/.test(id))).to.equal(true);
  });

  it('gives a name that comes again and again new ids in constant time', () => {
    const ids = new ShortIds();
    const made = Array.from({ length: 20_000 }, () => ids.unique('REDACTED'));

    expect(new Set(made).size).to.equal(made.length);
  });
});
