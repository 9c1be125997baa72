import { describe, expect, it } from '#test';
import { durationText } from '#src/reading/words/duration-text.ts';
import { english } from '#src/elements/strings/language.ts';

describe('durationText', () => {
  it('has the two largest units', () => {
    const cases: readonly (readonly [ms: number, text: string])[] = [
      [0, '0 s'],
      [41_600, '42 s'],
      [59_900, '1 min'],
      [60_000, '1 min'],
      [38 * 60_000, '38 min'],
      [59.6 * 60_000, '1 h'],
      [252 * 60_000, '4 h 12 min'],
      [47.9 * 3_600_000, '47 h 54 min'],
      [76 * 3_600_000, '3 d 4 h'],
      [-5, '0 s'],
    ];
    for (const [ms, text] of cases) expect(durationText(ms, english)).to.equal(text);
  });
});
