import { describe, expect, it } from '#test';
import { characterWidth } from '#src/format/widths/character-width.ts';

const widthOf = (character: string): number => characterWidth(character.codePointAt(0) ?? 0);

describe('characterWidth', () => {
  it('gives one cell to letters, box drawing and text symbols', () => {
    for (const character of 'aé~▒─│✓❯●⏺✻▌\u00ad') expect(widthOf(character), character).to.equal(1);
  });

  it('gives two cells to ideographs, Hangul, full-width forms and emoji', () => {
    for (const character of ['日', '한', 'Ａ', '、', '✅', '⚡', '🚀', '🦀', '🫨', '𠀀']) {
      expect(widthOf(character), character).to.equal(2);
    }
  });

  it('gives none to marks, joiners, variation selectors and controls', () => {
    for (const character of [
      '\u0301',
      '\u200d',
      '\ufe0f',
      '\u200b',
      '\u20e3',
      '\u{e0101}',
      '\u0007',
      '\u009b',
    ]) {
      expect(widthOf(character), character.codePointAt(0)?.toString(16)).to.equal(0);
    }
  });

  it('follows the engine where the engine knows emoji', () => {
    const emoji = /^\p{Emoji_Presentation}$/u;
    for (let codePoint = 0x2000; codePoint < 0x1fb00; codePoint += 1) {
      const regional = codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff;
      if (regional || !emoji.test(String.fromCodePoint(codePoint))) continue;
      expect(characterWidth(codePoint), codePoint.toString(16)).to.equal(2);
    }
  });
});
