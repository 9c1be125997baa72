import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { TerminalState } from '#src/state/terminal/index.ts';

describe('how full a screen is', () => {
  it('counts the characters of its lines that are no blanks', () => {
    const character = fc.constantFrom(
      'a',
      'Z',
      ' ',
      '\t',
      '\u00a0',
      'é',
      'e\u0301',
      '漢',
      '🙂',
      '\u3000',
      '\r\n',
      '\x1b[7m',
    );
    fc.assert(
      fc.property(fc.array(character, { maxLength: 120 }), (characters) => {
        const state = new TerminalState({ cols: 12, rows: 5 });
        state.apply({ t: 0, code: 'o', data: characters.join('') });

        const shown = state.screen.lines.join('').replace(/\s/gu, '');
        expect(state.fullness).to.equal(shown.length);
      }),
    );
  });
});
