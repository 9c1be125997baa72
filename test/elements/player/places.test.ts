import { describe, expect, it } from '#test';
import { Places } from '#src/elements/player/places.ts';

/** As much of a `Storage` as is used. */
class FakeStorage {
  value: string | null = null;
  getItem = (): string | null => this.value;
  setItem = (_: string, value: string): void => void (this.value = value);
}

function places(storage = new FakeStorage()): Places {
  return new Places(() => storage as unknown as Storage);
}

describe('Places', () => {
  it('remembers, replaces and forgets', () => {
    const known = places();

    known.set('a', 1000);
    known.set('b', 2000);
    known.set('a', 3000);
    expect([known.get('a'), known.get('b'), known.get('c')]).to.deep.equal([3000, 2000, undefined]);

    known.set('a', undefined);
    expect(known.get('a')).to.equal(undefined);
  });

  it('forgets the oldest of more than fifty', () => {
    const known = places();

    for (let n = 0; n <= 50; n += 1) known.set(`${n}`, n);

    expect([known.get('0'), known.get('1'), known.get('50')]).to.deep.equal([undefined, 1, 50]);
  });

  it('knows nothing where nothing can be stored', () => {
    const forbidden = new Places(() => {
      throw new DOMException('sandboxed', 'SecurityError');
    });

    forbidden.set('a', 1);

    expect(forbidden.get('a')).to.equal(undefined);
  });

  it('takes nothing from others that it did not write itself', () => {
    for (const text of ['', '{', 'null', '{"a":1}', '[["a","1"],["a"],"a",[1,2]]']) {
      const storage = new FakeStorage();
      storage.value = text;
      expect(places(storage).get('a'), text).to.equal(undefined);
    }
  });
});
