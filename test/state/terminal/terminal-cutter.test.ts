import { describe, expect, it } from '#test';
import { TerminalCutter, TerminalState } from '#src/state/terminal/index.ts';

const SIZE = { cols: 20, rows: 6 };

function output(cutter: TerminalCutter, data: string): void {
  cutter.apply({ t: 0, code: 'o', data });
}

describe('TerminalCutter', () => {
  it('gives keyframes that restore the state', () => {
    const cutter = new TerminalCutter(SIZE);
    output(cutter, '\x1b[31mred');

    const cut = cutter.cut();

    const restored = new TerminalState(SIZE);
    restored.restore(cut?.keyframe);
    expect(restored.equals(cutter.state)).to.equal(true);
    expect(cut?.lastKeyframeHolds).to.equal(true);
  });

  it('waits for the end of a sequence [TRM-3]', () => {
    const cutter = new TerminalCutter(SIZE);
    output(cutter, 'text\x1b[3');
    expect(cutter.cut()).to.equal(undefined);

    output(cutter, '1m');
    expect(cutter.cut()).not.to.equal(undefined);
  });

  it('moves the cut where the state cannot be restored, and pauses before it tries again', () => {
    const cutter = new TerminalCutter(SIZE);
    // A wrap is pending after a last cell that scrolled away: printing it again cannot bring that about.
    output(cutter, 'abc\r\nab                xy\x1b[T');
    expect(cutter.cut()).to.equal(undefined);

    output(cutter, '\r\n');
    expect(cutter.cut()).to.equal(undefined);
    for (let i = 0; i < 100; i += 1) output(cutter, 'more\r\n');
    expect(cutter.cut()).not.to.equal(undefined);
  });

  it('says whether the keyframe before has led to the true state', () => {
    const cutter = new TerminalCutter(SIZE);
    output(cutter, 'one');
    cutter.cut();
    expect(cutter.holds()).to.equal(true);

    // What the twin is not told cannot come out right.
    cutter.state.apply({ t: 0, code: 'o', data: 'aside' });

    expect(cutter.holds()).to.equal(false);
    expect(cutter.cut()?.lastKeyframeHolds).to.equal(false);
    expect(cutter.holds()).to.equal(true);
  });

  it('cuts without a keyframe when asked', () => {
    const cutter = new TerminalCutter(SIZE);
    output(cutter, '\x1b[');

    expect(cutter.cutAnyway()).to.deep.equal({ keyframe: undefined, lastKeyframeHolds: true });
  });
});
