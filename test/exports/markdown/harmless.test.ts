import { marked } from 'marked';
import { describe, expect, it } from '#test';
import { codeBlock, harmlessMarkdown, inlineCode, plainInline } from '#src/exports/markdown/harmless.ts';

const html = (text: string): string => marked.parse(text, { async: false, gfm: true });
/** Names that a tracker would tell, in a page without what stands in code. */
const pings = (text: string): readonly string[] =>
  html(text)
    .replaceAll(/<(code|pre)[^>]*>[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<a [^>]*>[\s\S]*?<\/a>/g, '')
    .match(/(?:^|\W)@[a-z]\w*|#\d+|!\d+|GH-\d+/gi) ?? [];

/** Each with what would make it live. */
const HOSTILE: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  'a <script>alert(1)</script> b',
  '<details><summary>x',
  '![x](https://elsewhere.example/p.png)',
  '![x][r]\n\n[r]: https://elsewhere.example/p.png',
  '`a` ``b` <b>bold</b>',
  'one ` two\nthree ` <img src=x> ` four',
  '| a | b |\n|---|---|\n| `x | <img src=y>` |',
  '\\`<b>`',
  '\\\\`<b>` @maria',
  '```\ncode\n````\n<b>after</b>',
  '~~~\nnever closed\n<b>',
  '- item\n  ```html\n  <b>\n  ```\n  <i>',
  '> ```\n> <b>\n<i>',
  '    ```\n<b>\n    ```',
  '``` a`b <b>\n<b>',
  '<!-- <b> -->',
  '&lt;b&gt; &#60;b&#62;',
  '[x]: <y> "\n<b>\n"',
  '<https://a.example/><b>',
];

describe('harmlessMarkdown', () => {
  for (const text of HOSTILE) {
    it(`leaves no live HTML and no picture of ${JSON.stringify(text)}`, () => {
      const page = html(`${harmlessMarkdown(text)}\n\nafter`);

      expect(page).not.to.match(/<(?:img|script|b|i|details|summary)\b/);
      expect(page, 'everything is closed').to.match(/<p>after<\/p>\s*$/);
    });
  }

  it('calls nobody and refers to nothing', () => {
    const text = 'Thanks @maria and @team/core, fixes #12, o/r#13, GH-14, !15 `@types/node #1`\n@bob';

    const harmless = harmlessMarkdown(text);

    expect(pings(text)).to.have.length(7);
    expect(pings(harmless)).to.deep.equal([]);
    expect(harmless.replaceAll('\u2060', ''), 'it is read as before').to.equal(text);
    expect(harmless, 'code is as it was').to.contain('`@types/node #1`');
  });

  it('leads to an issue without telling it', () => {
    const harmless = harmlessMarkdown(
      'See https://github.com/o/r/issues/1#issuecomment-2, [this](https://github.com/o/r/pull/3) and https://gitlab.com/g/p/-/issues/4',
    );

    expect(harmless).to.equal(
      'See https://redirect.github.com/o/r/issues/1#issuecomment-2, [this](https://redirect.github.com/o/r/pull/3) and https://gitlab.com/g/p/-/%69ssues/4',
    );
  });

  it('gives no command to a tracker', () => {
    expect(harmlessMarkdown('/close\n  /assign me\nsrc/close')).to.equal(
      '\\/close\n  \\/assign me\nsrc/close',
    );
  });

  it('runs no link', () => {
    expect(html(harmlessMarkdown('[x](javascript:alert(1)) [y](data:text/html,x)'))).not.to.match(
      /href="(?:javascript|data):/,
    );
  });

  it('draws no code that a tracker would run', () => {
    expect(harmlessMarkdown('```mermaid\ngraph\n```')).to.equal('```\ngraph\n```');
    expect(harmlessMarkdown('```ts title="x"\nlet a\n```')).to.equal('```ts\nlet a\n```');
  });

  it('keeps what Markdown is for', () => {
    const page = html(
      harmlessMarkdown('# One\n\n**bold** `a < b && c` [link](https://a.example/x?a=1&b=2)\n\n1. item'),
    );

    expect(page).to.contain('<h3>One</h3>');
    expect(page).to.contain('<strong>bold</strong> <code>a &lt; b &amp;&amp; c</code>');
    expect(page).to.contain('href="https://a.example/x?a=1&amp;b=2"');
    expect(page).to.contain('<ol>');
  });

  it('shows characters that turn a text around', () => {
    expect(harmlessMarkdown('a\u202eb\x1b[31mc')).to.equal('a\ufffdb\ufffd[31mc');
  });
});

describe('codeBlock and inlineCode', () => {
  it('have fences longer than any in the text', () => {
    for (const text of ['a', '```', 'a `````` b', '`', '``']) {
      expect(html(codeBlock(text))).to.equal(`<pre><code>${text}\n</code></pre>\n`);
      expect(html(inlineCode(text)).trim()).to.equal(`<p><code>${text}</code></p>`);
    }
  });
});

describe('plainInline', () => {
  it('means nothing', () => {
    const text = '**a** _b_ `c` [d](e) <f> @g #1 ![h](i)';

    const page = html(plainInline(text));

    expect(page).not.to.match(/<(?:strong|em|code|a|f|img)\b/);
    expect(pings(plainInline(text))).to.deep.equal([]);
  });
});
