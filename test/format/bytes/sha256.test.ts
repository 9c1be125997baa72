import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { crc32, portableCrc32 } from '#src/format/bytes/crc32.ts';
import { portableSha256Hex, Sha256, sha256Hex } from '#src/format/bytes/sha256.ts';

const utf16 = fc.array(fc.nat(0xffff), { maxLength: 50 }).map((units) => String.fromCharCode(...units));

describe('hashes of the platform', () => {
  it('are those of JavaScript, of bytes, of pieces and of any text', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), utf16, (first, second, text) => {
        expect(sha256Hex(first)).to.equal(portableSha256Hex(first));
        expect(sha256Hex(text)).to.equal(portableSha256Hex(text));
        expect(new Sha256().update(first).update(second).hex()).to.equal(
          portableSha256Hex(Uint8Array.of(...first, ...second)),
        );
        expect(crc32(second, crc32(first))).to.equal(portableCrc32(second, portableCrc32(first)));
      }),
    );
  });
});
