/** Archives of which one bit is another, every single one of them. */
import { DamageCheck } from '../../dist/test/helpers/damaged-archive.js';
import { inDrawnOrder } from './drawn-order.mjs';
import { sampleArchives } from './sample-archives.mjs';

/** One of so many is validated, too. */
const VALIDATED = 8;

export async function prepare(seed) {
  // Many entries are more of the same.
  const { many: _, ...archives } = await sampleArchives();
  const all = Object.values(archives);
  const checks = await Promise.all(all.map((bytes) => DamageCheck.of(bytes)));
  const places = all.flatMap((bytes, archive) =>
    Array.from({ length: bytes.length * 8 }, (__, bit) => ({ archive, bit })),
  );
  const placeOf = inDrawnOrder(places, seed);
  return {
    all: places.length,
    inputOf: (index) => {
      const { archive, bit } = placeOf(index);
      const bytes = all[archive].slice();
      bytes[bit >>> 3] ^= 1 << (bit & 7);
      return { bytes, what: `bit ${bit & 7} of byte ${bit >>> 3} of archive ${archive}` };
    },
    check: (bytes, index) => checks[placeOf(index).archive].outcomeOf(bytes, index % VALIDATED === 0),
  };
}
