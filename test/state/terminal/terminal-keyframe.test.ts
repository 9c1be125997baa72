import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { TerminalState } from '#src/state/terminal/index.ts';
import { escapeStream } from './escape-streams.ts';
import { lookOf, PROBES } from './look-of.ts';

const SIZE = { cols: 20, rows: 6 };

function restored(state: TerminalState, size = SIZE): TerminalState {
  const twin = new TerminalState(size);
  twin.restore(state.snapshot());
  return twin;
}

function replay(output: readonly string[], size = SIZE): TerminalState {
  const state = new TerminalState(size);
  for (const data of output) state.apply({ t: 0, code: 'o', data });
  return state;
}

/** One state of each kind that a keyframe must carry, as the output that leads there. */
const STATES: Readonly<Record<string, string>> = {
  'plain text': 'hello\r\nworld',
  'all attributes': '\x1b[1;2;3;4;5;7;8;9;53mall\x1b[0m \x1b[4:3;58;2;9;8;7mcurly\x1b[0m \x1b[21mdouble',
  colours: '\x1b[31;102mA\x1b[38;5;123;48;5;250mB\x1b[38;2;1;2;3;48;2;4;5;6mC',
  'colours with remains of earlier ones': '\x1b[38;2;255;255;255mA\x1b[31mB\x1b[38;5;9mC\x1b[39mD',
  'wide characters': '日本🚀é\u0301x\r\n                  日本',
  'an emoji sequence': '👩\u200d💻 ok ❤\ufe0f!',
  'an invisible character after a control sequence': '\x1b[0m\u200bx\x1b[m\u0301y',
  'a wrapped row': 'a'.repeat(50),
  'a wrapped row at the top': `${'a'.repeat(45)}\r\n\n\n\n\n`,
  'a wrapped row whose end is erased': `${'a'.repeat(45)}\x1b[1;15H\x1b[K`,
  'a pending wrap': '\x1b[3;1H' + 'b'.repeat(20),
  'a pending wrap in a coloured row that was erased': '\x1b[3;1H' + 'b'.repeat(20) + '\x1b[44m\x1b[2K',
  'an underlined remainder of a wide character': '\x1b[4m日\x1b[1;2Hx',
  'such a remainder in the last column': '\x1b[1;20H\x1b[7m日',
  'coloured blank rows': '\x1b[44m\x1b[2J\x1b[3;4Htext\x1b[45m\x1b[K',
  links: '\x1b]8;id=1;https://example.org/\x1b\\a\x1b]8;;https://example.com/\x1b\\b\x1b]8;;\x1b\\c',
  'an open link': '\x1b]8;;https://example.org/?a=1;b=2\x1b\\text',
  charsets: '\x1b(0lqk\x1b)K\x0e{|}',
  'line drawing when a mark may follow': '\x1b(0lq',
  'tab stops': '\x1b[3g\x1b[1;5H\x1bH\x1b[1;11H\x1bH',
  'a saved cursor': '\x1b[2;3H\x1b[4:3;31m\x1b(0\x1b7\x1b[0m\x1b(B\x1b[5;5H',
  'a saved cursor in the other screen': '\x1b[?1049h\x1b[4;4H\x1b[32m\x1b7\x1b[?1049l',
  'a saved cursor past the last column': '\x1b[2;1H' + 'c'.repeat(20) + '\x1b7\x1b[H',
  'a scroll region': '\x1b[2;4r\x1b[3;3Hx',
  'origin mode': '\x1b[2;4r\x1b[?6h\x1b[2;3Hx',
  'insert mode': 'abc\x1b[1;2H\x1b[4hX',
  'no autowrap': '\x1b[?7l' + 'd'.repeat(30),
  'modes of keys, mouse, paste and focus':
    '\x1b[?1h\x1b=\x1b[?1002h\x1b[?1006h\x1b[?2004h\x1b[?1004h\x1b[?45h\x1b[20h',
  'cursor style': '\x1b[5 q\x1b[?12h',
  'a hidden cursor': '\x1b[?25l',
  'the other screen': 'normal\x1b[?1049halternate\x1b[2;5r\x1b[3;3H',
  'the other screen in colour': '\x1b[42m\x1b[?47h\x1b[0m',
  title: '\x1b]0;a title\x07',
  palette: '\x1b]4;1;#ff0000;200;rgb:12/34/56\x07\x1b]10;#111\x1b\\\x1b]11;#eeeeee\x07\x1b]12;#0f0\x07',
  protection: '\x1b[1"qkeep\x1b[0"q not\x1b[1"q',
  'an underline colour that waits for an underline': '\x1b[58;5;9mx',
};

describe('terminal keyframes', () => {
  for (const [name, output] of Object.entries(STATES)) {
    it(`carry ${name}`, () => {
      const state = replay([output]);
      const twin = restored(state);

      expect(twin.equals(state)).to.equal(true);
      for (const data of ['', ...PROBES]) {
        state.apply({ t: 0, code: 'o', data });
        twin.apply({ t: 0, code: 'o', data });
        expect(lookOf(twin)).to.deep.equal(lookOf(state));
      }
    });
  }

  it('restore into a state that was used before', () => {
    const state = replay(['\x1b[31mred\x1b[?1049h\x1b[2;3Halt']);
    const other = replay(['\x1b[?25l\x1b]0;title\x07\x1b[20h\x1b[4h\x1b[2;3r'], { cols: 40, rows: 9 });

    other.restore(state.snapshot());

    expect(other.equals(state)).to.equal(true);
  });

  it('are equal for equal states', () => {
    const output = Object.values(STATES);
    expect(replay(output).snapshot()).to.deep.equal(replay(output).snapshot());
  });

  it('lead to the same states as replay from zero, for any output [TRM-2]', () => {
    let tried = 0;
    let proved = 0;
    fc.assert(
      fc.property(escapeStream, (events) => {
        const state = new TerminalState(SIZE);
        const twins: TerminalState[] = [];
        for (const event of events) {
          state.apply({ t: 0, ...event });
          for (const twin of twins) twin.apply({ t: 0, ...event });
          if (!state.cuttable) continue;
          tried += 1;
          const twin = restored(state);
          if (!twin.equals(state)) continue;
          proved += 1;
          twins.push(twin);
        }
        for (const data of PROBES) state.apply({ t: 0, code: 'o', data });
        const look = lookOf(state);
        for (const twin of twins) {
          for (const data of PROBES) twin.apply({ t: 0, code: 'o', data });
          expect(lookOf(twin)).to.deep.equal(look);
        }
      }),
      { numRuns: 150 },
    );
    // What cannot be restored is found out at once, and such cuts are moved.
    expect(proved / tried).to.be.greaterThan(0.98);
  });
});

describe('TerminalState.equals', () => {
  it('sees every kind of difference', () => {
    const plain = replay([]);
    const equal = Object.entries(STATES).filter(([, output]) => replay([output]).equals(plain));

    expect(equal.map(([name]) => name)).to.deep.equal([]);
  });
});

describe('TerminalState.cuttable', () => {
  it('is false within a sequence, a string, half a surrogate pair and synchronized output', () => {
    for (const output of ['\x1b', '\x1b[3', '\x1b]0;tit', '\x1bP$q', 'x\ud83d', '\x1b[?2026h']) {
      expect(replay([output]).cuttable, JSON.stringify(output)).to.equal(false);
    }
    for (const output of ['', 'x', '\x1b[31m', '\x1b]0;title\x07', '🚀', '\x1b[?2026hx\x1b[?2026l']) {
      expect(replay([output]).cuttable, JSON.stringify(output)).to.equal(true);
    }
  });
});
