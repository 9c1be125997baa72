import { describe, expect, it } from '#test';
import { applyMutant } from '#scripts/mutants/apply-mutant.mjs';
import { MUTANTS } from '#scripts/mutants/mutants.mjs';
import { testSources } from '#scripts/test-files.mjs';

describe('the faults of npm run mutants', () => {
  for (const mutant of MUTANTS) {
    it(`can be put in: ${mutant.fault}`, () => {
      const { text, mutated } = applyMutant(mutant);

      expect(mutated).not.to.equal(text);
      for (const part of mutant.tests) expect(testSources('.browser.test.ts', [part])).not.to.have.length(0);
    });
  }

  it('have names of their own', () => {
    const faults = MUTANTS.map(({ fault }) => fault);

    expect(new Set(faults).size).to.equal(faults.length);
  });
});
