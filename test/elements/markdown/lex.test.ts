import { describe, expect, it } from '#test';
import { decodeEntities } from '#src/elements/markdown/entities.ts';
import { MAX_MARKDOWN_LENGTH, lexMarkdown } from '#src/elements/markdown/lex.ts';

describe('lexMarkdown', () => {
  it('reads GitHub Markdown with line ends as breaks', () => {
    const tokens = lexMarkdown('one\ntwo **b**');

    expect(tokens?.[0]?.type).to.equal('paragraph');
    expect(JSON.stringify(tokens)).to.contain('"br"');
  });

  it('leaves alone what is too long, too deep or too wide', () => {
    expect(lexMarkdown('a'.repeat(MAX_MARKDOWN_LENGTH + 1))).to.equal(undefined);
    expect(lexMarkdown('> '.repeat(5000))).to.equal(undefined);
    expect(lexMarkdown('>'.repeat(5000))).to.equal(undefined);
    expect(lexMarkdown(`|${'x|'.repeat(2000)}\n|${'-|'.repeat(2000)}\n`)).to.equal(undefined);
    expect(lexMarkdown(`${'  '.repeat(200)}* deep`)).to.equal(undefined);
    expect(lexMarkdown('*a* '.repeat(3000))).to.equal(undefined);
    // Both take the lexer time that grows with the square of them.
    expect(lexMarkdown('1. '.repeat(1000))).to.equal(undefined);
    expect(lexMarkdown('__a'.repeat(1000))).to.equal(undefined);
    expect(lexMarkdown('```\n```\n'.repeat(400))).to.equal(undefined);
  });

  it('reads quotes and lists as deep as people write them', () => {
    expect(lexMarkdown('> > > > quoted')).not.to.equal(undefined);
    expect(lexMarkdown('1. 2. 3. a')).not.to.equal(undefined);
    expect(lexMarkdown('a **b** `c`\n\n'.repeat(300))).not.to.equal(undefined);
    expect(lexMarkdown('- a\n  - b\n    - c\n      - d\n        - e')).not.to.equal(undefined);
  });
});

describe('decodeEntities', () => {
  it('resolves numeric references and common names', () => {
    expect(decodeEntities('a &amp; b &lt;x&gt; &#39;&#x1f600;&hellip;')).to.equal("a & b <x> '😀…");
  });

  it('leaves unknown names alone and replaces what is no character', () => {
    expect(decodeEntities('&unknown; & &constructor; &')).to.equal('&unknown; & &constructor; &');
    expect(decodeEntities('&#0;&#xd800;&#x110000;')).to.equal('\ufffd\ufffd\ufffd');
  });
});
