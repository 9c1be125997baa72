import { describe, expect, it } from '#test';
import { excerptOf, exitCodeOf, hasEscapes, oneLine } from '#src/importers/records/tool-calls.ts';

describe('oneLine', () => {
  it('folds white space and cuts long texts, never within a character', () => {
    expect(oneLine(' a\n\tb  c ')).to.equal('a b c');
    expect(oneLine('😀'.repeat(200))).to.have.length.at.most(200);
    expect(oneLine('😀'.repeat(200))).to.match(/^(?:😀)+…$/u);
  });
});

describe('excerptOf', () => {
  it('is a short output itself, without its escapes', () => {
    expect(excerptOf('\x1b[32mok\x1b[0m \x1b]8;;https://example.org\x07link\x1b]8;;\x07\n')).to.equal(
      'ok link',
    );
  });

  it('is the first and the last lines of a long one', () => {
    const output = Array.from({ length: 1000 }, (_, line) => `line ${line}`).join('\n');

    const excerpt = excerptOf(output);

    expect(excerpt.length).to.be.at.most(400);
    expect(excerpt.startsWith('line 0\n')).to.equal(true);
    expect(excerpt.endsWith('\nline 999')).to.equal(true);
  });
});

describe('exitCodeOf', () => {
  it('reads the code of both forms and of nothing else', () => {
    expect(exitCodeOf('Exit code 127\nnot found')).to.equal(127);
    expect(exitCodeOf('Error: Exit code 1')).to.equal(1);
    expect(exitCodeOf('The exit code 1 was expected')).to.equal(undefined);
  });
});

describe('hasEscapes', () => {
  it('knows what needs a terminal', () => {
    expect(hasEscapes('plain\r\ntext')).to.equal(false);
    expect(hasEscapes('50%\r100%')).to.equal(true);
    expect(hasEscapes('\x1b[1mbold')).to.equal(true);
  });
});
