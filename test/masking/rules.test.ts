import { describe, expect, it } from '#test';
import { Masker, RULES } from '#src/masking/index.ts';
import { RandomValues } from './unseen/random-values.ts';

/** How often the random parts of an example are drawn. */
const DRAWS = 3;

describe('the table of rules', () => {
  it('names every rule once, and says why', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).to.equal(RULES.length);
    for (const { id, why } of RULES) expect(why, id).to.match(/\w{4}/);
  });

  for (const rule of RULES) {
    for (const example of rule.finds) {
      it(`${rule.id} finds ${example}`, () => {
        const random = new RandomValues(7);
        for (let draw = 0; draw < DRAWS; draw++) expectFound(random.fill(example));
      });
    }
    for (const example of rule.leaves) {
      it(`${rule.id} leaves ${example}`, () => {
        const text = new RandomValues(11).fill(example);

        expect(new Masker().mask(text)).to.equal(text);
      });
    }
  }
});

/** Expects exactly what stands between « and » to be replaced. */
function expectFound(example: string): void {
  const parts = example.split(/[«»]/);
  const text = parts.join('');
  const masker = new Masker();

  const found = masker.spans(text).map(({ start, end }) => text.slice(start, end));

  expect(found, text).to.deep.equal(parts.filter((_, at) => at % 2 === 1));
}
