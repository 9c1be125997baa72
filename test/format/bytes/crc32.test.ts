import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { combineCrc32, crc32 } from '#src/format/bytes/crc32.ts';
import { joinBytes } from '../../helpers/archive-builder.ts';

describe('crc32', () => {
  it('is that of ZIP', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).to.equal(0xcbf43926);
    expect(crc32(new Uint8Array())).to.equal(0);
  });

  it('can be computed piece by piece, and combined from pieces', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (first, second) => {
        const whole = crc32(joinBytes([first, second]));
        expect(crc32(second, crc32(first))).to.equal(whole);
        expect(combineCrc32(crc32(first), crc32(second), second.length)).to.equal(whole);
      }),
      { numRuns: 200 },
    );
  });

  it('combines runs of more than 4 GiB', () => {
    // Zeros change a CRC like a multiplication, so two halves must be as one.
    const [half, zero] = [2 ** 32, combineCrc32(0x12345678, 0, 2 ** 32)];

    expect(combineCrc32(zero, 0, half)).to.equal(combineCrc32(0x12345678, 0, 2 * half));
  });
});
