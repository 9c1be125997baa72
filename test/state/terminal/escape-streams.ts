import fc from 'fast-check';

/** What terminals are sent: text of every width, and each control sequence that leaves some state behind. */

const CSI = '\x1b[';

const small = fc.nat({ max: 12 });
const column = fc.nat({ max: 24 });

const text = fc
  .array(
    fc.constantFrom(
      ...Array.from('abcxyz  -─│└日한🚀✅é'),
      'e\u0301',
      '\u0301',
      '\u200d',
      '\ufe0f',
      '👩\u200d💻',
      '\u00a0',
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((characters) => characters.join(''));

const longLine = fc
  .integer({ min: 18, max: 70 })
  .map((length) => 'wrapped words '.repeat(6).slice(0, length));

const control = fc.constantFrom('\r', '\n', '\r\n', '\b', '\t', '\x0e', '\x0f', '\x07', '\x0b');

const sgr = fc
  .array(
    fc.oneof(
      fc.constantFrom(0, 0, 1, 2, 3, 4, 5, 7, 8, 9, 21, 22, 23, 24, 25, 27, 28, 29, 39, 49, 53, 55, 59),
      fc.integer({ min: 30, max: 37 }),
      fc.integer({ min: 40, max: 47 }),
      fc.integer({ min: 90, max: 107 }),
      fc.constantFrom(
        '4:0',
        '4:2',
        '4:3',
        '4:4',
        '4:5',
        '38;5;123',
        '48;5;7',
        '58;5;9',
        '38;2;1;2;3',
        '48;2;200;0;9',
      ),
      fc.constantFrom('58;2;255;0;128', '38:2::9:8:7', '48:5:200'),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((codes) => `${CSI}${codes.join(';')}m`);

const moves = fc.oneof(
  fc.tuple(small, column).map(([y, x]) => `${CSI}${y};${x}H`),
  fc.tuple(small, fc.constantFrom(...Array.from('ABCDEFGdae`'))).map(([n, final]) => `${CSI}${n}${final}`),
  fc.constantFrom(`${CSI}999C`, `${CSI}I`, `${CSI}Z`, '\x1bM', '\x1bD', '\x1bE'),
);

const edits = fc.oneof(
  fc.tuple(fc.nat({ max: 3 }), fc.constantFrom('J', 'K', '?J', '?K')).map(([n, code]) => sequence(code, n)),
  fc.tuple(small, fc.constantFrom(...Array.from('@PXLMSTb'))).map(([n, final]) => `${CSI}${n}${final}`),
  fc.tuple(small, fc.constantFrom(' @', ' A', "'}", "'~")).map(([n, final]) => `${CSI}${n}${final}`),
  fc.constant('\x1b#8'),
);

const modes = fc
  .tuple(
    fc.constantFrom(
      '?1',
      '?5',
      '?6',
      '?7',
      '?12',
      '?25',
      '?45',
      '?66',
      '?9',
      '?1000',
      '?1002',
      '?1003',
      '?1004',
      '?1006',
    ),
    fc.constantFrom('h', 'l'),
  )
  .map(([mode, final]) => `${CSI}${mode}${final}`);

const screens = fc
  .tuple(
    fc.constantFrom('?47', '?1047', '?1048', '?1049', '4', '20', '?2004', '?1016', '?2026'),
    fc.constantFrom('h', 'l'),
  )
  .map(([mode, final]) => `${CSI}${mode}${final}`);

const state = fc.oneof(
  fc.constantFrom(
    '\x1b7',
    '\x1b8',
    `${CSI}s`,
    `${CSI}u`,
    '\x1bH',
    `${CSI}g`,
    `${CSI}3g`,
    `${CSI}!p`,
    '\x1b=',
    '\x1b>',
  ),
  fc.tuple(small, small).map(([top, bottom]) => `${CSI}${top};${bottom}r`),
  fc.nat({ max: 6 }).map((style) => `${CSI}${style} q`),
  fc.nat({ max: 2 }).map((value) => `${CSI}${value}"q`),
  fc
    .tuple(fc.constantFrom(...Array.from('()*+')), fc.constantFrom(...Array.from('0ABK=')))
    .map(([g, set]) => `\x1b${g}${set}`),
  fc.constantFrom('\x1bn', '\x1bo', '\x1b~', '\x1b%G'),
);

const strings = fc
  .oneof(
    fc
      .constantFrom('', 'id=a;https://example.org/1', ';https://example.org/2', ';https://example.org/3', ';')
      .map((link) => `\x1b]8;${link}\x1b\\`),
    fc.constantFrom(
      '0;title',
      '2;other',
      '4;1;#ff0000;200;rgb:1/2/3',
      '104;1',
      '104',
      '10;#123456',
      '11;?',
      '12;#abc',
      '110',
      '111',
    ),
    fc.constantFrom('52;c;aGk=', '1337;File=:AAAA', '9;hello', '777;notify;a;b'),
  )
  .map((payload) => (payload.startsWith('\x1b') ? payload : `\x1b]${payload}\x07`));

const rare = fc.constantFrom(
  '\x1bc',
  '\x1bP$qm\x1b\\',
  '\x1b_apc\x1b\\',
  `${CSI}c`,
  `${CSI}6n`,
  '\ud83d',
  '\ude80',
  `${CSI}38;2`,
);

/** One piece of output: a few characters or one control sequence. */
const piece = fc.oneof(
  { weight: 8, arbitrary: text },
  { weight: 3, arbitrary: longLine },
  { weight: 3, arbitrary: control },
  { weight: 6, arbitrary: sgr },
  { weight: 5, arbitrary: moves },
  { weight: 4, arbitrary: edits },
  { weight: 2, arbitrary: modes },
  { weight: 2, arbitrary: screens },
  { weight: 4, arbitrary: state },
  { weight: 2, arbitrary: strings },
  { weight: 1, arbitrary: rare },
);

const output = fc
  .array(piece, { minLength: 1, maxLength: 6 })
  .map((pieces) => ({ code: 'o', data: pieces.join('') }));
const resize = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 12 }))
  .map(([cols, rows]) => ({
    code: 'r',
    data: `${cols}x${rows}`,
  }));

export interface StreamEvent {
  readonly code: string;
  readonly data: string;
}

/** Events of a terminal of 20 × 6 cells, with a size that changes now and then. */
export const escapeStream: fc.Arbitrary<readonly StreamEvent[]> = fc.array(
  fc.oneof({ weight: 19, arbitrary: output }, { weight: 1, arbitrary: resize }),
  { minLength: 2, maxLength: 40 },
);

function sequence(code: string, parameter: number): string {
  return code.startsWith('?') ? `${CSI}?${parameter}${code.slice(1)}` : `${CSI}${parameter}${code}`;
}
