import { describe, expect, it } from '#test';
import { cellsOf } from '#src/format/index.ts';

describe('cellsOf', () => {
  it('counts an emoji of several characters as one picture, or each character by itself', () => {
    for (const [text, asEmoji, asCharacters] of [
      ['token', 5, 5],
      ['日本語', 6, 6],
      ['e\u0301e\u0301', 2, 2],
      ['⚠\ufe0f!', 3, 2],
      ['👍🏽👍🏽', 4, 8],
      ['👨\u200d👩\u200d👧x', 3, 7],
      ['🇩🇪🇫🇷', 4, 4],
      ['', 0, 0],
    ] as const) {
      expect(cellsOf(text, 'emoji-17'), text).to.equal(asEmoji);
      expect(cellsOf(text, 'characters-17'), text).to.equal(asCharacters);
    }
  });
});
