import { describe, expect, it } from '#test';
import { nextRate, RATES } from '#src/elements/rate-button/rates.ts';

describe('nextRate', () => {
  it('walks through the speeds and stops at the ends', () => {
    expect(nextRate(1, 1)).to.equal(1.25);
    expect(nextRate(1, -1)).to.equal(0.75);
    expect(nextRate(16, 1)).to.equal(16);
    expect(nextRate(0.25, -1)).to.equal(0.25);
  });

  it('finds its way from a speed that is not on the list', () => {
    expect(nextRate(5, 1)).to.equal(8);
    expect(nextRate(5, -1)).to.equal(4);
    expect(RATES).to.not.include(5);
  });
});
