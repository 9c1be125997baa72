import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { zlibDeflater } from '#src/node/zlib-deflater.ts';
import { createPakoDeflater } from '#src/encode/index.ts';

describe('pako and zlib', () => {
  /** From incompressible to very compressible, across the buffer sizes of both. */
  const inputs = fc
    .tuple(fc.nat(2 ** 31), fc.integer({ min: 0, max: 300_000 }), fc.integer({ min: 1, max: 256 }))
    .map(([seed, length, alphabet]) => {
      let state = seed + 1;
      return Uint8Array.from({ length }, () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        return (state >>> 16) % alphabet;
      });
    });

  it('write the same bytes', async () => {
    const pako = await createPakoDeflater();
    await fc.assert(
      fc.asyncProperty(inputs, async (bytes) => {
        const segment = Buffer.from(await zlibDeflater.segment(bytes));
        expect(segment.equals(await pako.segment(bytes))).to.equal(true);
        expect(Buffer.from(zlibDeflater.entry(bytes)).equals(pako.entry(bytes))).to.equal(true);
        expect(inflateRawSync(Buffer.concat([segment, Buffer.from([3, 0])])).equals(bytes)).to.equal(true);
      }),
      { numRuns: 60 },
    );
  });

  it('write the same bytes where compressed output ends with a buffer', async () => {
    const pako = await createPakoDeflater();
    // Incompressible bytes around 16 KiB and 64 KiB: stored blocks make output of every length near the sizes.
    let state = 7;
    const noise = Uint8Array.from({ length: 66_000 }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return state >>> 16;
    });
    for (const around of [16_384, 65_536]) {
      for (let length = around - 40; length < around + 10; length += 1) {
        const bytes = noise.subarray(0, length);
        const segment = Buffer.from(await zlibDeflater.segment(bytes));
        expect(segment.equals(await pako.segment(bytes)), String(length)).to.equal(true);
      }
    }
  });
});
