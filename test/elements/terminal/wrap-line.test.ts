import { describe, expect, it } from '#test';
import { wrapLine } from '#src/elements/terminal/wrap-line.ts';
import { TerminalState } from '#src/state/terminal/index.ts';
import type { TerminalRun } from '#src/state/index.ts';
import { noise } from '../../helpers/noise.ts';

/** The runs of one line, as a terminal of 400 columns has them. */
function runsOf(output: string): readonly TerminalRun[] {
  const state = new TerminalState({ cols: 400, rows: 1 });
  state.apply({ t: 0, code: 'o', data: output });
  return state.screen.row(0);
}

/** Rows as text, the columns that they stand further in as blanks. */
const wrapped = (output: string, cols: number): string[] =>
  wrapLine(runsOf(output), cols).map(
    ({ runs, indent }) => ' '.repeat(indent) + runs.map(({ text }) => text).join(''),
  );

describe('a line that is laid out anew', () => {
  it('is left alone where it has room', () => {
    expect(wrapped('  four words and no more', 24)).to.deep.equal(['  four words and no more']);
  });

  it('breaks between words, and goes on a little further in than it begins', () => {
    expect(wrapped('  books one charge when a capture is delivered', 20)).to.deep.equal([
      '  books one charge ',
      '    when a capture ',
      '    is delivered',
    ]);
  });

  it('breaks within what is too long for a row', () => {
    expect(wrapped(`${'a'.repeat(12)} b`, 8)).to.deep.equal(['aaaaaaaa', '  aaaa b']);
    expect(wrapped(`    ${'a'.repeat(10)}`, 8)).to.deep.equal(['    aaaa', '    aaaa', '    aa']);
  });

  it('lets blanks hang over the end of a row', () => {
    expect(wrapped('abcdefgh      next', 8)).to.deep.equal(['abcdefgh      ', '  next']);
  });

  it('never halves a wide character, nor parts one from its marks', () => {
    expect(wrapped('a日本語', 4)).to.deep.equal(['a日', '  本', '  語']);
    expect(wrapped('xxxe\u0301e\u0301', 4)).to.deep.equal(['xxxe\u0301', '  e\u0301']);
  });

  it('keeps looks, and says where each row begins', () => {
    const parts = wrapLine(runsOf('\x1b[31mred words \x1b[32mgreen words'), 10);

    expect(parts.map(({ start, indent }) => [start, indent])).to.deep.equal([
      [0, 0],
      [10, 2],
      [16, 2],
    ]);
    expect(parts[1]!.runs.map(({ text, fg, x, width }) => [text, fg, x, width])).to.deep.equal([
      ['green ', 2, 2, 6],
    ]);
  });

  it('loses and adds no character, and keeps to the width, whatever the line', () => {
    const pieces = ['a', 'word', ' ', '   ', '日本', '\x1b[31m', '\x1b[44m', '\x1b[0m', 'e\u0301', '🚀', '┃'];
    for (let seed = 1; seed <= 300; seed += 1) {
      const [first = 0, ...bytes] = noise(41, seed);
      const output = bytes.map((byte) => pieces[byte % pieces.length]!).join('');
      const cols = 2 + (first % 30);
      const runs = runsOf(output);
      const parts = wrapLine(runs, cols);
      const text = (of: readonly TerminalRun[]): string => of.map((run) => run.text).join('');

      expect(parts.map((part) => text(part.runs)).join(''), `seed ${seed}`).to.equal(text(runs));
      for (const part of parts) {
        const shown = text(part.runs).trimEnd();
        const hanging = text(part.runs).length - shown.length;
        const width = part.runs.reduce((sum, run) => sum + run.width, 0) - hanging;
        expect(part.indent + width, `seed ${seed}`).to.be.at.most(Math.max(cols, part.indent + 2));
      }
    }
  });
});
