import { describe, expect, it } from '#test';
import { RecentTexts } from '#src/importers/kept/recent-texts.ts';

/** Texts of a generation, as the source has it. */
const GENERATION = 50_000;

describe('texts that were said lately', () => {
  const text = (number: number): string => `a text that is long enough to remember: ${number}`;

  it('are known while no two generations of others came after them, and then forgotten', () => {
    const texts = new RecentTexts();
    for (let number = 0; number < GENERATION; number += 1) texts.add(text(number));
    expect([text(0), text(GENERATION - 1)].map((known) => texts.has(known))).to.deep.equal([true, true]);

    for (let number = GENERATION; number < 2 * GENERATION - 1; number += 1) texts.add(text(number));
    expect([text(0), text(2 * GENERATION - 2)].map((known) => texts.has(known))).to.deep.equal([true, true]);

    texts.add(text(2 * GENERATION - 1));
    expect([text(0), text(GENERATION)].map((known) => texts.has(known))).to.deep.equal([false, true]);
  });

  it('are not known when they are short: a word is said again by chance', () => {
    const texts = new RecentTexts();
    texts.addAll({ short: 'x'.repeat(23), deep: [{ long: 'y'.repeat(24) }] });

    expect(texts.has('x'.repeat(23))).to.equal(false);
    expect(texts.has('y'.repeat(24))).to.equal(true);
  });
});
