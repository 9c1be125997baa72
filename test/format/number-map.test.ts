import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { NumberMap } from '#src/format/index.ts';

const key = fc.oneof(
  fc.nat(50),
  fc.maxSafeNat(),
  fc.nat(50).map((number) => number * 2 ** 40),
);

describe('NumberMap', () => {
  it('answers as a map does', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.nat())), fc.array(key), (entries, others) => {
        const numbers = new NumberMap();
        for (const [number, value] of entries) numbers.set(number, value);
        const map = new Map(entries);

        expect(numbers.size).to.equal(map.size);
        for (const number of [...map.keys(), ...others]) {
          expect(numbers.get(number)).to.equal(map.get(number));
          expect(numbers.has(number)).to.equal(map.has(number));
        }
      }),
    );
  });

  it('holds more than it was made for', () => {
    const numbers = new NumberMap();
    for (let number = 0; number < 5000; number += 1) numbers.set(number * 1_000_003, number);

    expect(numbers.size).to.equal(5000);
    for (let number = 0; number < 5000; number += 1) expect(numbers.get(number * 1_000_003)).to.equal(number);
    expect(numbers.get(7)).to.equal(undefined);
  });
});
