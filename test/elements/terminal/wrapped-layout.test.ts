import { describe, expect, it } from '#test';
import type { ScreenLayout } from '#src/elements/terminal/screen-layout.ts';
import { WrappedLayout } from '#src/elements/terminal/wrapped-layout.ts';
import { TerminalState } from '#src/state/terminal/index.ts';
import { noise } from '../../helpers/noise.ts';

const openState = (scrollback = 50, size = { cols: 12, rows: 4 }): TerminalState =>
  new TerminalState(size, { scrollback });

const write = (state: TerminalState, data: string): void => state.apply({ t: 0, code: 'o', data });

/** The rows as text; those that go on end in a plus sign. */
const rowsOf = (layout: ScreenLayout): string[] =>
  Array.from({ length: layout.length }, (_, index) => {
    const { runs, continued } = layout.row(index);
    return runs.map(({ text }) => text).join('') + (continued ? '+' : '');
  });

describe('the lines of a terminal, laid out anew', () => {
  it('joins rows that ran over the edge, and leaves those alone that were ended', () => {
    const state = openState();
    write(state, 'one line of words\r\nshort\r\nx');

    expect(rowsOf(new WrappedLayout(state.screen, 40))).to.deep.equal(['one line of words', 'short', 'x']);
    expect(rowsOf(new WrappedLayout(state.screen, 10))).to.deep.equal([
      'one line +',
      'of words',
      'short',
      'x',
    ]);
  });

  it('ends with the last row that shows something, or has the cursor', () => {
    const state = openState();
    write(state, 'a\r\n\r\n');
    expect(new WrappedLayout(state.screen, 10).length).to.equal(3);

    write(state, '\x1b[H');
    expect(new WrappedLayout(state.screen, 10).length).to.equal(1);
  });

  it('finds cells again', () => {
    const state = openState();
    write(state, '\r\n$ one two three four\x1b[2;8H');
    const layout = new WrappedLayout(state.screen, 8);

    expect(rowsOf(layout)).to.deep.equal(['', '$ one +', 'two +', 'three +', 'four']);
    // The cursor stands on the w of "two"; rows that are written to are all that their line is drawn in.
    expect(layout.place(1, 7)).to.deep.equal({ index: 2, x: 3 });
    expect(layout.range({ first: 1, last: 2 })).to.deep.equal({ first: 1, last: 4 });
    expect(layout.row(4).y).to.equal(2);
  });

  it('is after any output what it would be when it were made anew', () => {
    const pieces = [
      'word ',
      'longer-word ',
      '\r\n',
      '\r\n',
      'x'.repeat(15),
      '\x1b[A',
      '\x1b[K',
      '\x1b[3J',
      '\r',
    ];
    for (let seed = 1; seed <= 60; seed += 1) {
      const state = openState(6);
      const layout = new WrappedLayout(state.screen, 9);
      for (const byte of noise(80, seed)) {
        write(state, pieces[byte % pieces.length]!);
        layout.update();
        const fresh = new WrappedLayout(state.screen, 9);
        expect(rowsOf(layout), `seed ${seed}`).to.deep.equal(rowsOf(fresh));
        expect(layout.screenTop, `seed ${seed}`).to.equal(fresh.screenTop);
      }
    }
  });

  it('gives a row the same number for as long as it is held', () => {
    const state = openState(6);
    const layout = new WrappedLayout(state.screen, 9);
    const numbers = new Map<string, number>();
    for (let i = 0; i < 60; i += 1) {
      write(state, `${i} some words\r\n`);
      layout.update();
      for (let index = 0; index < layout.screenTop; index += 1) {
        const text = rowsOf(layout)[index]!;
        if (!/^\d+ /.test(text)) continue;
        const number = numbers.get(text) ?? layout.top + index;
        numbers.set(text, number);
        expect(layout.top + index, text).to.equal(number);
      }
    }
    expect(numbers.size).to.be.greaterThan(50);
  });

  it('begins anew after a seek', () => {
    const state = openState();
    write(state, Array.from({ length: 9 }, (_, i) => `before ${i}`).join('\r\n'));
    const layout = new WrappedLayout(state.screen, 20);
    state.restore(undefined);
    write(state, Array.from({ length: 9 }, (_, i) => `after ${i}`).join('\r\n'));
    layout.update();

    expect(rowsOf(layout)).to.deep.equal(Array.from({ length: 9 }, (_, i) => `after ${i}`));
  });
});
