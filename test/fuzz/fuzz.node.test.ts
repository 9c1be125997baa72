import { describe, expect, it } from '#test';
import { fuzz } from '#scripts/fuzz/fuzz.mjs';
import { KINDS } from '#scripts/fuzz/kinds.mjs';

/** `npm run fuzz` has another one each time, and many more cases. */
const SEED = 1;

describe('random damage', () => {
  for (const { id, bar } of KINDS)
    it(`${id}: ${bar}`, async () => {
      const { figure, failures } = await fuzz(id, { isShort: true, seed: SEED });

      console.log(`${id}: ${figure}`);
      expect(failures).to.deep.equal([]);
    });
});
