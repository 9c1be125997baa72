import { describe, expect, it } from '#test';
import { TerminalState } from '#src/state/terminal/index.ts';
import type { TerminalScreen } from '#src/state/index.ts';

const SIZE = { cols: 10, rows: 3 };

const openState = (scrollback: number, size = SIZE): TerminalState => new TerminalState(size, { scrollback });

function write(state: TerminalState, ...outputs: readonly string[]): void {
  outputs.forEach((data, t) => state.apply({ t, code: 'o', data }));
}

const textOf = (screen: TerminalScreen, y: number): string =>
  screen
    .row(y)
    .map(({ text }) => text)
    .join('');

/** Everything above the screen, oldest first. */
const above = (screen: TerminalScreen): string[] =>
  Array.from({ length: screen.held }, (_, i) => textOf(screen, i - screen.held));

describe('what goes off the top of a terminal', () => {
  it('is held in order, with its look, up to the limit, and says when it is cut', () => {
    const state = openState(4);
    const { screen } = state;

    write(state, '\x1b[31mone\x1b[0m\r\ntwo\r\nthree\r\nfour\r\nfive');
    expect(above(screen)).to.deep.equal(['one', 'two']);
    expect(screen.row(-2)[0]!.fg).to.equal(1);
    expect(screen.cut).to.equal(undefined);

    write(state, '\r\nsix\r\nseven\r\neight');
    expect(above(screen)).to.deep.equal(['two', 'three', 'four', 'five']);
    expect(screen.cut).to.equal('limit');
    expect(screen.scrolled).to.equal(5);
  });

  it('never holds more than the limit, and never less than it has seen of it', () => {
    const state = openState(5);
    for (let i = 0; i < 100; i += 1) {
      write(state, `${i}\r\n`);
      expect(above(state.screen).at(-1)).to.equal(i < 2 ? undefined : `${i - 2}`);
      expect(state.screen.held).to.equal(Math.min(5, Math.max(0, i - 1)));
    }
  });

  it('is nothing without a limit, as an encoder has it', () => {
    const state = new TerminalState(SIZE);
    write(state, '1\r\n2\r\n3\r\n4\r\n5');

    expect(state.screen.held).to.equal(0);
    expect(state.screen.rowsWritten(0, 9)).to.equal(undefined);
  });

  it('knows which rows go on with the row above, and keeps the blanks in between', () => {
    const state = openState(9);
    write(state, 'abcdefgh  ijk\r\nx\r\ny\r\nz');
    const { screen } = state;

    expect([-2, -1, 0].map((y) => screen.continues(y))).to.deep.equal([false, true, false]);
    expect(above(screen)).to.deep.equal(['abcdefgh  ', 'ijk']);
  });

  it('holds nothing of the alternate screen, of margins, and after "erase saved lines" or a reset', () => {
    const state = openState(9);
    const { screen } = state;
    write(state, '1\r\n2\r\n3\r\n4');
    write(state, '\x1b[?1049ha\r\nb\r\nc\r\nd');
    expect(screen.held).to.equal(0);
    write(state, '\x1b[?1049l');
    expect(above(screen)).to.deep.equal(['1']);

    write(state, '\x1b[2;3r\x1b[3;1H\r\n\r\n\r\n\x1b[r');
    expect(above(screen)).to.deep.equal(['1']);

    for (const erase of ['\x1b[3J', '\x1bc']) {
      write(state, '\x1b[3;1H\r\n\r\n');
      expect(screen.held).to.be.greaterThan(0);
      write(state, erase);
      expect(screen.held).to.equal(0);
      expect(screen.cut).to.equal(undefined);
    }
  });

  it('takes the rows that a smaller window pushes out', () => {
    const state = openState(9);
    write(state, '1\r\n2\r\n3');
    state.apply({ t: 1, code: 'r', data: '10x2' });

    expect(above(state.screen)).to.deep.equal(['1']);
    expect(state.screen.lines).to.deep.equal(['2', '3']);
  });

  it('begins at the keyframe, while the screen is that of playing', () => {
    const played = openState(9);
    write(played, '1\r\n2\r\n3\r\n4');
    const sought = openState(9);
    sought.restore(played.snapshot());
    expect(sought.screen.cut).to.equal('keyframe');
    expect(sought.screen.lastOutput).to.equal(undefined);

    for (const state of [played, sought]) state.apply({ t: 7, code: 'o', data: '\r\n5' });

    expect(sought.screen.lines).to.deep.equal(played.screen.lines);
    expect(above(played.screen)).to.deep.equal(['1', '2']);
    expect(above(sought.screen)).to.deep.equal(['2']);
    expect(sought.screen.lastOutput).to.equal(7);
  });

  it('is whole where the track begins with the keyframe', () => {
    const state = openState(9);
    state.restore(openState(9).snapshot(), { isStart: true });

    expect(state.screen.cut).to.equal(undefined);
  });
});

describe('when rows were written', () => {
  it('is known by row, also of those that went off', () => {
    const state = openState(9);
    const { screen } = state;
    write(state, '$ one\r\n', 'out\r\nput\r\n', '$ two\r\n', 'more\r\n');

    expect(screen.rowsWritten(0, 1)).to.deep.equal({ first: -3, last: -1 });
    expect(screen.rowsWritten(2, 3)).to.deep.equal({ first: 0, last: 1 });
    expect(screen.rowsWritten(4, 9)).to.equal(undefined);
    expect(screen.lastOutput).to.equal(3);
  });

  it('ends where the cursor is within a row', () => {
    const state = openState(9);
    write(state, '$ ', 'ls\r\nfile');

    expect(state.screen.rowsWritten(0, 0)).to.equal(undefined);
    expect(state.screen.rowsWritten(1, 1)).to.deep.equal({ first: 0, last: 1 });
  });

  it('is forgotten with rows that are not held', () => {
    const state = openState(2);
    write(state, '1\r\n', '2\r\n', '3\r\n', '4\r\n', '5\r\n', '6\r\n', '7\r\n');

    expect(state.screen.rowsWritten(0, 0)).to.equal(undefined);
    expect(state.screen.rowsWritten(0, 4)).to.deep.equal({ first: -2, last: -1 });
  });
});
