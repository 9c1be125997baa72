import { describe, expect, it } from '#test';
import { ShownText } from '#src/importers/kept/shown-text.ts';

describe('ShownText', () => {
  it('finds a text line by line, with line numbers taken off', () => {
    const shown = new ShownText('const first = 1;\nconst second = 2;\n');

    expect(shown.has('     1→const first = 1;\n     2→const second = 2;')).to.equal(true);
    expect(shown.has('1\tconst first = 1;\n2\tconst second = 2;')).to.equal(true);
  });

  it('leaves the lines that are new', () => {
    const shown = new ShownText(
      'one line of the output\nanother line of the output\na third line of the output',
    );

    const rest = shown.unseen(
      'one line of the output\nsomething new\nanother line of the output\na third line of the output',
    );

    expect(rest).to.equal('something new');
  });

  it('does not take a short word within a text for a copy', () => {
    expect(new ShownText('the server is running').unseen('running')).to.equal('running');
  });

  it('leaves of a structured value what is neither shown nor empty', () => {
    const shown = new ShownText('a result that is shown in the transcript');
    const value = {
      text: 'a result that is shown in the transcript',
      empty: '',
      none: null,
      off: false,
      list: [],
      count: 3,
      type: 'text',
    };

    expect(shown.remainder(value, new Set(['type']))).to.deep.equal({ count: 3 });
    expect(shown.remainder({ text: value.text })).to.equal(undefined);
  });

  it('keeps a key that names a prototype as data', () => {
    const value: unknown = JSON.parse('{"__proto__":{"polluted":"yes, it is here"}}');

    const rest = new ShownText().remainder(value);

    expect(Object.keys(rest as object)).to.deep.equal(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
  });
});
