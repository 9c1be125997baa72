import { describe, expect, it } from '#test';
import { TerminalState } from '#src/state/terminal/index.ts';

function terminal(output = '', size = { cols: 20, rows: 5 }): TerminalState {
  const state = new TerminalState(size);
  write(state, output);
  return state;
}

function write(state: TerminalState, data: string): void {
  state.apply({ t: 0, code: 'o', data });
}

describe('TerminalState', () => {
  it('shows what was written, synchronously', () => {
    expect(terminal('hello\r\nworld').screen.lines.slice(0, 3)).to.deep.equal(['hello', 'world', '']);
  });

  it('changes nothing on input, markers, exit codes and unknown kinds', () => {
    const state = terminal('a');

    for (const code of ['i', 'm', 'x', 'z']) state.apply({ t: 0, code, data: '9x9' });

    expect(state.equals(terminal('a'))).to.equal(true);
  });

  it('brings sizes into its limits', () => {
    const { screen } = terminal('', { cols: 65_535, rows: 0 });
    expect([screen.cols, screen.rows]).to.deep.equal([500, 1]);

    const state = terminal();
    for (const data of ['0x0', '99999999x1', '-1x5', 'x', '10x4x3', '30x8']) {
      state.apply({ t: 0, code: 'r', data });
    }
    expect([state.screen.cols, state.screen.rows]).to.deep.equal([30, 8]);
  });

  it('tells which rows changed', () => {
    const state = terminal('one\r\ntwo\r\n');
    const { version } = state.screen;

    write(state, 'three');
    expect(state.screen.changedRows(version)).to.deep.equal([2]);

    const before = state.screen.version;
    state.restore(state.snapshot());
    expect(state.screen.changedRows(before)).to.deep.equal([0, 1, 2, 3, 4]);
  });

  it('is the state before the first event after restore(undefined)', () => {
    const state = terminal('\x1b[31mred\x1b[?1049h');

    state.restore(undefined);

    expect(state.equals(terminal())).to.equal(true);
  });
});
