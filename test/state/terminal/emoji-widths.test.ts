import { describe, expect, it } from '#test';
import { NEWEST_WIDTHS, UNNAMED_WIDTHS, widthRuleOf, type WidthRule } from '#src/format/index.ts';
import { TerminalState } from '#src/state/terminal/index.ts';

/** Emoji of several characters, and one of each other kind, with the cells that string-width 8 gives them. */
const WIDTHS: readonly (readonly [text: string, cells: number])[] = [
  ['⚠️', 2],
  ['♾️', 2],
  ['⚙️', 2],
  ['1️⃣', 2],
  ['#️⃣', 2],
  ['👨‍👩‍👧', 2],
  ['❤️‍🔥', 2],
  ['🏳️‍🌈', 2],
  ['👩🏽‍💻', 2],
  ['👍🏽', 2],
  ['☝🏽', 2],
  ['🇩🇪', 2],
  ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', 2],
  ['😀', 2],
  ['⚠', 1],
  ['森', 2],
  ['é', 1],
  ['1', 1],
];

const SIZE = { cols: 20, rows: 3 };

function written(...pieces: readonly string[]): TerminalState {
  return writtenBy(NEWEST_WIDTHS, pieces);
}

function writtenBy(widths: WidthRule, pieces: readonly string[]): TerminalState {
  const state = new TerminalState(SIZE, { widths });
  pieces.forEach((data, t) => state.apply({ t, code: 'o', data }));
  return state;
}

const columnOfEnd = (state: TerminalState): number => state.screen.cursor.x;

describe('emoji of several characters', () => {
  for (const [text, cells] of WIDTHS) {
    it(`take the cells that programs count: ${text}`, () => {
      const state = written(text);

      expect(columnOfEnd(state)).to.equal(cells);
      expect(state.text(0)).to.equal(text);
      state.dispose();
    });

    it(`are the same in one piece and in many, with a keyframe between any two: ${text}`, () => {
      const units = Array.from(text);
      for (let cut = 0; cut <= units.length; cut += 1) {
        const [first, second] = [units.slice(0, cut).join(''), units.slice(cut).join('')];
        const played = written(first, second, '|');
        const entered = written();
        const before = written(first);
        entered.restore(before.snapshot());
        for (const data of [second, '|']) entered.apply({ t: 1, code: 'o', data });

        expect(entered.equals(played), `after ${cut}`).to.equal(true);
        expect(columnOfEnd(played)).to.equal(cells + 1);
        for (const state of [played, entered, before]) state.dispose();
      }
    });
  }

  it('move to the next row whole when a selector makes them too wide for the last cell', () => {
    const state = written('x'.repeat(SIZE.cols - 1), '⚠', '️|');

    expect([state.text(0), state.text(1)]).to.deep.equal(['x'.repeat(SIZE.cols - 1), '⚠️|']);
  });

  it('do not swallow a character that a joiner leads to and that is no picture', () => {
    expect(written('👩‍a', '🏽b').text(0)).to.equal('👩‍a🏽b');
    expect(columnOfEnd(written('a‍👩'))).to.equal(3);
  });

  it('are single characters in a recording that names no rule', () => {
    const state = writtenBy(UNNAMED_WIDTHS, ['⚠️👨‍👩‍👧👍🏽']);

    expect(columnOfEnd(state)).to.equal(1 + 6 + 4);
  });
});

describe('the name of a rule', () => {
  it('stands for itself, none for the first rule, an unknown one for the newest', () => {
    expect(['characters-17', 'emoji-17', undefined, 7, 'emoji-23'].map(widthRuleOf)).to.deep.equal([
      'characters-17',
      'emoji-17',
      UNNAMED_WIDTHS,
      UNNAMED_WIDTHS,
      NEWEST_WIDTHS,
    ]);
  });
});
