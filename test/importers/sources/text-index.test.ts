import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { TextIndex } from '#src/importers/sources/text-index.ts';
import { textHash } from '#src/importers/sources/text-key.ts';

describe('TextIndex', () => {
  it('answers as a map does', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.nat(1000))), (entries) => {
        const index = new TextIndex();
        const map = new Map<string, number>();
        for (const [text, value] of entries) {
          index.set(text, value);
          map.set(text, value);
        }
        expect(index.size).to.equal(map.size);
        for (const [text, value] of map) {
          expect(index.get(text)).to.equal(value);
          expect(index.ofHash(textHash(text))).to.equal(value);
        }
        expect(index.has('none of them')).to.equal(false);
      }),
    );
  });

  it('holds more than it was made for', () => {
    const index = new TextIndex();
    for (let value = 0; value < 5000; value += 1) index.set(`record ${value}`, value);

    expect(index.size).to.equal(5000);
    for (let value = 0; value < 5000; value += 1) expect(index.get(`record ${value}`)).to.equal(value);
    expect(index.get('record 5000')).to.equal(undefined);
  });
});
