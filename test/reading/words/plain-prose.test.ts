import { describe, expect, it } from '#test';
import { plainProse } from '#src/reading/words/plain-prose.ts';

describe('plainProse', () => {
  it('leaves out what stands around strong words and code', () => {
    expect(plainProse('a **401 after an hour**, from `refresh()`')).to.equal(
      'a 401 after an hour, from refresh()',
    );
  });

  it('leaves what is alone', () => {
    for (const text of ['2 ** 3 ** 4', 'a ` b', '```ts', '* item', 'cut at **the e…'])
      expect(plainProse(text)).to.equal(text);
  });
});
