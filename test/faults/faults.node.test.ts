import { describe, expect, it } from '#test';
import { FAULTS } from '#scripts/faults/faults.mjs';
import { playFault } from '#scripts/faults/play-fault.mjs';

/** Of the random moments; `npm run faults` has another one each time, and many more of them. */
const SEED = 1;

describe('faults of the world around', () => {
  for (const fault of FAULTS.filter(({ script }) => script !== undefined))
    it(`${fault.id}: ${fault.what}`, async () => {
      const { figure, failures } = await playFault(fault, { isShort: true, seed: SEED });

      console.log(`${fault.id}: ${figure}`);
      expect(failures).to.deep.equal([]);
    });
});
