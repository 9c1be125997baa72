import { describe, expect, it } from '#test';
import type { TerminalEvent } from '#src/format/index.ts';
import type { RowRange, TerminalScreen } from '#src/state/index.ts';
import { TerminalState } from '#src/state/terminal/index.ts';

const SIZE = { cols: 20, rows: 5 };

/** A terminal that calls write to, all in one millisecond: `[call, output]` each. */
function written(
  outputs: readonly (readonly [call: string, data: string])[],
  scrollback = 50,
): TerminalState {
  const state = new TerminalState(SIZE, { scrollback, synthesised: true });
  for (const [call, data] of outputs) for (const event of eventsOf(call, data)) state.apply(event);
  return state;
}

function eventsOf(call: string, data: string): readonly TerminalEvent[] {
  return [
    { t: 0, code: 'c', data: call },
    { t: 0, code: 'o', data },
  ];
}

/** Text of the rows of a call. */
function textsOf({ screen }: TerminalState, call: string): readonly string[] | undefined {
  return screen.rowsOf(call)?.flatMap((rows) => textsOfRows(screen, rows));
}

function textsOfRows(screen: TerminalScreen, { first, last }: RowRange): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) =>
    screen
      .row(first + index)
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  );
}

describe('the rows of a call', () => {
  it('are those from where it is named to where the next one is, all in one millisecond', () => {
    const state = written([
      ['a', '$ one\r\n1\r\n'],
      ['b', '$ two\r\n'],
      ['c', '$ three\r\n3'],
    ]);

    expect(textsOf(state, 'a')).to.deep.equal(['$ one', '1']);
    expect(textsOf(state, 'b')).to.deep.equal(['$ two']);
    expect(textsOf(state, 'c')).to.deep.equal(['$ three', '3']);
    expect(textsOf(state, 'd')).to.deep.equal([]);
  });

  it('are several stretches where it comes back to the terminal', () => {
    const state = written([
      ['a', '$ one\r\n'],
      ['b', '$ two\r\n'],
      ['a', '1\r\n'],
      ['', 'nobody\r\n'],
    ]);

    expect(textsOf(state, 'a')).to.deep.equal(['$ one', '1']);
    expect(textsOf(state, 'b')).to.deep.equal(['$ two']);
  });

  it('stay the same while they scroll away, and end with what can be read', () => {
    const outputs = Array.from({ length: 12 }, (_, i) => [`${i}`, `$ ${i}\r\n> ${i}\r\n`] as const);
    const state = written(outputs, 6);

    expect(textsOf(state, '11')).to.deep.equal(['$ 11', '> 11']);
    expect(textsOf(state, '8')).to.deep.equal(['$ 8', '> 8']);
    expect(textsOf(state, '7')).to.deep.equal(['$ 7', '> 7']);
    expect(textsOf(state, '6')).to.deep.equal([]);
  });

  it('are the screen from its top where it clears the screen', () => {
    for (const clear of ['\u001b[H\u001b[2J\u001b[3J', '\u001b[H\u001b[J', '\u001bc']) {
      const state = written([
        ['a', '$ one\r\n1\r\n2\r\n'],
        ['b', `$ two\r\n${clear}first\r\nsecond\r\n`],
        ['c', '$ three\r\n'],
      ]);

      expect(textsOf(state, 'a')).to.deep.equal([]);
      expect(textsOf(state, 'b')).to.deep.equal(['first', 'second']);
      expect(textsOf(state, 'c')).to.deep.equal(['$ three']);
    }
  });

  it('are not touched by what a program does on the other screen', () => {
    const state = written([
      ['a', '$ one\r\n'],
      ['b', '$ vim\r\n\u001b[?1049h\u001b[H\u001b[2Jtext\u001b[?1049l'],
      ['c', '$ three\r\n'],
    ]);

    expect(textsOf(state, 'a')).to.deep.equal(['$ one']);
    expect(textsOf(state, 'b')).to.deep.equal(['$ vim']);
  });

  it('stand in a keyframe, so that a seek knows them: [TRM-10]', () => {
    const outputs = Array.from({ length: 4 }, (_, i) => [`${i}`, `$ ${i}\r\n> ${i}\r\n`] as const);
    const played = written(outputs);
    const keyframe = played.snapshot();
    expect(keyframe.calls).to.deep.equal([
      { row: 0, call: '2' },
      { row: 2, call: '3' },
    ]);

    const sought = new TerminalState(SIZE, { scrollback: 50, synthesised: true });
    sought.restore(keyframe);
    expect(sought.equals(played)).to.equal(true);
    for (const state of [played, sought]) state.apply({ t: 1, code: 'o', data: 'more\r\n' });

    expect(textsOf(sought, '3')).to.deep.equal(['$ 3', '> 3', 'more']);
    expect(sought.equals(played)).to.equal(true);
  });

  it('tell two states apart that look alike', () => {
    expect(written([['a', 'x']]).equals(written([['b', 'x']]))).to.equal(false);
  });

  it('are not known in a recording, nor where no call was ever named: [TRM-9]', () => {
    const recording = new TerminalState(SIZE, { scrollback: 50 });
    for (const event of eventsOf('a', '$ one\r\n')) recording.apply(event);
    const older = new TerminalState(SIZE, { scrollback: 50, synthesised: true });
    older.apply({ t: 0, code: 'o', data: '$ one\r\n' });

    for (const { screen } of [recording, older]) {
      expect(screen.rowsOf('a')).to.equal(undefined);
      expect(screen.rowsWritten(0, 0)).to.deep.equal({ first: 0, last: 0 });
    }
    expect(recording.snapshot()).to.not.have.property('calls');
  });

  it('are counted without end and told of the newest rows only', () => {
    const state = new TerminalState(SIZE, { scrollback: 5, synthesised: true, limits: LIMITS });
    for (let i = 0; i < 5000; i += 1) for (const event of eventsOf(`${i}`, `${i}\r\n`)) state.apply(event);

    expect(textsOf(state, '4999')).to.deep.equal(['4999']);
    expect(textsOf(state, '4991')).to.deep.equal(['4991']);
    expect(textsOf(state, '100')).to.deep.equal([]);
  });
});

const LIMITS = { maxTerminalColumns: 20, maxTerminalRows: 5 };
