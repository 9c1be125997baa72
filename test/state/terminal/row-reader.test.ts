import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { TerminalState } from '#src/state/terminal/index.ts';
import { LineReader } from '#src/state/terminal/line-reader.ts';
import { Emulator } from '#src/state/terminal/emulator.ts';
import { RowReader } from '#src/state/terminal/row-reader.ts';
import { escapeStream } from './escape-streams.ts';

const SIZE = { cols: 20, rows: 6 };

describe('rows of a terminal that are read again', () => {
  it('are the same as long as nothing in them changes, also where they move', () => {
    const state = new TerminalState(SIZE, { scrollback: 9 });
    const { screen } = state;
    const rows = (): readonly unknown[] =>
      Array.from({ length: screen.held + screen.rows }, (_, i) => screen.row(i - screen.held));
    const write = (data: string): void => state.apply({ t: 0, code: 'o', data });
    write('\x1b[31mone\r\ntwo\x1b[0m\r\nthree\r\nfour\r\nfive\r\nsix');
    const before = rows();

    write('\r\nseven\r\neight');
    const after = rows();
    expect(screen.held).to.equal(2);
    before.slice(0, 6).forEach((row, i) => expect(after[i]).to.equal(row));

    write('\x1b[2;2HX');
    rows().forEach((row, i) => {
      if (i === 3) expect(row).not.to.equal(after[i]);
      else expect(row).to.equal(after[i]);
    });
  });

  it('are what reading them anew gives, for any output', () => {
    fc.assert(
      fc.property(escapeStream, (events) => {
        const emulator = new Emulator(SIZE.cols, SIZE.rows, () => undefined);
        const reader = new RowReader(emulator.links);
        for (const { code, data } of events) {
          if (code !== 'o') continue;
          emulator.write(data);
          for (let y = 0; y < SIZE.rows; y += 1) {
            for (const whole of [false, true]) {
              const runs = new LineReader().runs(emulator.line(y), emulator.links, { whole });
              expect(reader.runs(emulator.line(y), { whole })).to.deep.equal(runs);
            }
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
