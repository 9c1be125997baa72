import { describe, expect, it } from '#test';
import { TellingMoment, TerminalState } from '#src/state/terminal/index.ts';

const FULL = Array.from({ length: 8 }, (_, i) => `row ${i} of a table`).join('\r\n');
const CLEAR = '\x1b[H\x1b[2J';

/** The moment of a recording: session times with what was written then. */
function momentOf(...outputs: readonly (readonly [time: number, data: string])[]): number | undefined {
  const state = new TerminalState({ cols: 40, rows: 10 });
  const moment = new TellingMoment();
  for (const [t, data] of outputs) {
    moment.output(state.screen, t);
    state.apply({ t, code: 'o', data });
  }
  return moment.end(state.screen);
}

describe('the most telling moment of a terminal', () => {
  it('is the end, where that shows enough', () => {
    expect(momentOf([0, '$ '], [5000, FULL], [9000, `${CLEAR}${FULL.slice(0, 100)}`])).to.equal(9000);
  });

  it('is the fullest screen, where little is left at the end', () => {
    expect(momentOf([0, '$ '], [2000, FULL], [4000, `${CLEAR}$ `], [6000, 'exit'])).to.equal(2000);
  });

  it('is no screen that nobody could see', () => {
    const seen = 'seen\r\n'.repeat(3);
    expect(momentOf([0, seen], [1000, FULL], [1016, CLEAR], [1032, '$ '])).to.equal(0);
  });

  it('is none where nothing is ever shown', () => {
    expect(momentOf()).to.equal(undefined);
    expect(momentOf([0, CLEAR], [1000, '\x1b[?25l'])).to.equal(undefined);
  });

  it('looks at few screens of a long recording', () => {
    const state = new TerminalState({ cols: 40, rows: 10 });
    const moment = new TellingMoment();
    let looks = 0;
    const screen = Object.create(state.screen, {
      lines: { get: () => ((looks += 1), state.screen.lines) },
    }) as typeof state.screen;
    for (let i = 0; i < 20_000; i += 1) moment.output(screen, i * 500);

    expect(looks).to.be.lessThan(600);
  });
});
