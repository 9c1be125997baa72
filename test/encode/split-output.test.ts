import { describe, expect, it } from '#test';
import fc from 'fast-check';
import { splitOutput } from '#src/encode/split-output.ts';
import { output } from './builders.ts';

const LIMIT = 32 * 1024;

describe('splitOutput', () => {
  it('leaves ordinary output whole, also the empty one', () => {
    expect(splitOutput(output(0, 'ls\r\n'))).to.deep.equal(['ls\r\n']);
    expect(splitOutput(output(0, ''))).to.deep.equal(['']);
  });

  it('never splits a marker', () => {
    const label = 'x'.repeat(2 * LIMIT);

    expect(splitOutput({ ...output(0, label), code: 'm' })).to.deep.equal([label]);
  });

  it('splits long output into pieces within the limit, never inside a character', () => {
    const text = fc
      .tuple(
        fc.constantFrom('a', 'é', '漢', '😀', '\ud83d'),
        fc.constantFrom('b', '😀'),
        fc.integer({ min: 1, max: 40_000 }),
      )
      .map(([first, rest, length]) => first + rest.repeat(length));
    fc.assert(
      fc.property(text, (data) => {
        const pieces = splitOutput(output(0, data));

        expect(pieces.join('')).to.equal(data);
        for (const piece of pieces) {
          expect(new TextEncoder().encode(piece).length).to.be.at.most(LIMIT);
          expect(/[\ud800-\udbff]$/.test(piece) && piece !== pieces.at(-1)).to.equal(false);
        }
      }),
      { numRuns: 50 },
    );
  });
});
