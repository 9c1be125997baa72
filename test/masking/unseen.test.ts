import { describe, expect, it } from '#test';
import { scoreUnseen } from './unseen/score.ts';

/** Secrets of each group that are tried. */
const COUNT = 200;

/** Least shares that are masked: `node scripts/score-masking.mjs` tells what is missed. */
const FLOORS = { named: 0.98, structural: 0.97, bare: 0.97, flag: 0.97, mention: 0.98 } as const;
const MOST_BAITED = 0.01;

describe('kinds of secrets that no rule was written for', () => {
  for (const seed of [1, 2, 3]) {
    it(`are masked, and what only looks like them is left (seed ${seed})`, () => {
      const { masked, baited, wrong } = scoreUnseen(seed, COUNT);

      for (const [group, floor] of Object.entries(FLOORS)) {
        expect(masked[group as keyof typeof FLOORS], `${group}\n${wrong.join('\n')}`).to.be.at.least(floor);
      }
      expect(baited, wrong.join('\n')).to.be.at.most(MOST_BAITED);
    });
  }
});
