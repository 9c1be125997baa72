import { describe, expect, it } from '#test';
import { ownText } from '#src/format/own-text.ts';

describe('a piece of a text that is kept', () => {
  it('is the same text', () => {
    for (const text of [
      '',
      ' ',
      'short',
      'a text of more than thirteen characters',
      '\ud83d alone',
      '\u0000 '.repeat(20),
    ])
      expect(ownText(text)).to.equal(text);
  });
});
