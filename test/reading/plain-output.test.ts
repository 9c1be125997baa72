import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { PlainOutput } from '#src/reading/plain-output.ts';

const plain = (...pieces: readonly string[]): string => {
  const output = new PlainOutput();
  return pieces.map((piece) => output.take(piece)).join('');
};

describe('PlainOutput', () => {
  it('leaves text, tabs and line ends', () => {
    expect(plain('a\tb\r\n漢字 👩‍💻\nc')).to.equal('a\tb\n漢字 👩‍💻\nc');
    expect(plain('a\r\r\nb')).to.equal('a\nb');
  });

  it('takes out control sequences, strings and controls', () => {
    expect(plain('\u001b[1;31mred\u001b[0m \u001b[?25l\u001b[4:3mx')).to.equal('red x');
    expect(plain('\u001b]2;a title\u0007a\u001b]8;;https://x.org\u001b\\link\u001b]8;;\u001b\\')).to.equal(
      'alink',
    );
    expect(plain('\u001bPq#0;2~\u001b\\b\u001b(0c\u001b7d\u001b=e')).to.equal('bcde');
    expect(plain('\u009b31mred\u009d0;title\u009cx')).to.equal('redx');
    expect(plain('a\u0007b\bc\u007fd')).to.equal('abcd');
  });

  it('ends a sequence that is given up', () => {
    expect(plain('\u001b[3\u0018m')).to.equal('m');
    expect(plain('\u001b]2;title\u001b[1mbold')).to.equal('bold');
  });

  it('begins a line where the cursor went back to write over one', () => {
    expect(plain('10%\r50%\r100%\r\ndone')).to.equal('10%\n50%\n100%\ndone');
  });

  it('says the same however the output is cut', () => {
    const output = fc
      .array(fc.constantFrom('a', '漢', '\r', '\n', '\u001b', '[', '3', 'm', ']', '\u0007', '\\', '('), {
        maxLength: 30,
      })
      .map((characters) => characters.join(''));
    fc.assert(
      fc.property(output, fc.nat(30), (data, at) => {
        expect(plain(data.slice(0, at), data.slice(at))).to.equal(plain(data));
      }),
    );
  });
});
