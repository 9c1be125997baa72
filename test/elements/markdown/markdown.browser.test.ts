import { html, render } from 'lit';
import type { TemplateResult } from 'lit';
import { afterEach, describe, expect, it } from '#test';
import '#src/elements/code-block/code-block.define.ts';
import * as markdown from '#src/elements/markdown/markdown.ts';
import * as typed from '#src/elements/markdown/typed-text.ts';
import { english } from '#src/elements/strings/language.ts';

const renderMarkdown = (text: string): TemplateResult => markdown.renderMarkdown(text, english);
const renderPrompt = (text: string): TemplateResult => typed.renderPrompt(text, english);

const host = document.createElement('div');
afterEach(() => {
  host.remove();
  render(html``, host);
});

function draw(template: TemplateResult): HTMLElement {
  document.body.append(host);
  render(html`<div class="prose">${template}</div>`, host);
  return host.querySelector<HTMLElement>('.prose')!;
}

/** Markup without what Lit leaves behind. */
const markupOf = (element: Element) =>
  element.innerHTML
    .replace(/<!--.*?-->/gsu, '')
    .replace(/\s+/gu, ' ')
    .replace(/> /gu, '>')
    .replace(/ </gu, '<')
    .trim();

describe('renderMarkdown', () => {
  it('draws headings, emphasis, code, rules and line breaks', () => {
    const prose = draw(renderMarkdown('# One\n\na **b** *c* ~~d~~ `e`\nf\n\n---'));

    expect(markupOf(prose)).to.equal(
      '<h3 class="level-1">One</h3>' +
        '<p>a<strong>b</strong><em>c</em><del>d</del><code>e</code><br>f</p><hr>',
    );
  });

  it('draws nested and numbered lists, and tasks that cannot be ticked', () => {
    const prose = draw(renderMarkdown('3. a\n   - b\n     - [x] done\n     - [ ] open'));
    const boxes = Array.from(prose.querySelectorAll('input'));

    expect(prose.querySelector('ol')?.start).to.equal(3);
    expect(prose.querySelectorAll('ol ul ul li')).to.have.length(2);
    expect(boxes.map(({ checked, disabled }) => [checked, disabled])).to.deep.equal([
      [true, true],
      [false, true],
    ]);
  });

  it('draws tables with their alignment, and a line break in a cell', () => {
    const prose = draw(renderMarkdown('|a|b|c|\n|-|:-:|--:|\n|1<br>2|`x`|3|'));

    expect(Array.from(prose.querySelectorAll('td'), (cell) => cell.className)).to.deep.equal([
      '',
      'align-center',
      'align-right',
    ]);
    expect(prose.querySelectorAll('td br')).to.have.length(1);
  });

  it('hands fences to code blocks with their language', () => {
    const block = draw(renderMarkdown('```ts title="x"\nconst a = 1;\n```')).querySelector(
      'reprise-code-block',
    );

    expect(block?.code).to.equal('const a = 1;');
    expect(block?.language).to.equal('ts');
  });

  it('gives links no way back to the page [SEC-2]', () => {
    const link = draw(renderMarkdown('[x](https://example.com/a?b=1&amp;c=2)')).querySelector('a')!;

    expect(link.href).to.equal('https://example.com/a?b=1&c=2');
    expect(link.rel).to.equal('noopener noreferrer nofollow ugc');
    expect([link.target, link.referrerPolicy, link.title]).to.deep.equal([
      '_blank',
      'no-referrer',
      'https://example.com/a?b=1&c=2',
    ]);
  });

  it('shows other targets as text', () => {
    const prose = draw(renderMarkdown('[a](javascript:alert(1)) [b](src/a.ts) <javascript:x>'));

    expect(prose.querySelectorAll('a')).to.have.length(0);
    expect(prose.textContent).to.contain('javascript:alert(1)').and.to.contain('src/a.ts');
  });

  it('tells where a link leads whose text says something else', () => {
    const prose = draw(renderMarkdown('[https://github.com/a](https://evil.example/)'));

    expect(prose.querySelector('.true-host')?.textContent).to.equal('evil.example');
  });

  it('never loads an image', () => {
    const prose = draw(renderMarkdown('![chart](https://evil.example/x.png) ![](data:image/png;base64,AA)'));

    expect(prose.querySelectorAll('img')).to.have.length(0);
    expect(prose.querySelector('.remote-image a')?.textContent).to.equal('chart');
  });

  it('shows raw HTML as the text it is', () => {
    const prose = draw(
      renderMarkdown('<div onclick="x()">\n<b>hi</b>\n</div>\n\nand <i title="y">inline</i>'),
    );

    expect(prose.querySelectorAll('b, i, [onclick], [title]')).to.have.length(0);
    expect(prose.textContent).to.contain('<div onclick="x()">').and.to.contain('<i title="y">');
  });

  it('resolves character references in text, not in code', () => {
    const prose = draw(renderMarkdown('a &lt;b&gt; `&lt;`'));

    expect(prose.textContent.trim()).to.equal('a <b> &lt;');
  });

  it('keeps footnotes and definitions readable', () => {
    const prose = draw(renderMarkdown('See[^1].\n\n[^1]: The note.\n\n[ref]: https://example.com'));

    expect(prose.textContent)
      .to.contain('[^1]')
      .and.to.contain('The note.')
      .and.to.contain('https://example.com');
  });

  it('shows text that is too deep as it is, all of it', () => {
    const deep = `${'>'.repeat(6000)} deep`;
    const prose = draw(renderMarkdown(deep));

    expect(prose.querySelector('.plain')?.textContent).to.equal(deep);
  });

  it('makes deceptive characters visible and keeps them for copying', () => {
    const prose = draw(renderMarkdown('run `a\u202Eb` and \u2066c'));

    expect(
      Array.from(prose.querySelectorAll('.code-point'), (mark) => mark.getAttribute('data-code')),
    ).to.deep.equal(['202E', '2066']);
    expect(prose.textContent).to.contain('a\u202Eb');
  });
});

describe('renderPrompt', () => {
  it('keeps what was typed as it was typed', () => {
    const written = '#include <x>\n* not a list\n    __init__ 1. 2.';

    expect(draw(renderPrompt(written)).textContent.trim()).to.equal(written);
    expect(host.querySelectorAll('li, strong, h3')).to.have.length(0);
  });

  it('shows code as code and addresses as links', () => {
    const prose = draw(
      renderPrompt('try `npm t`\n```sh\nls\n```\nsee https://a.example/x?y=1 (or http://b.example/)'),
    );

    expect(prose.querySelector('code')?.textContent).to.equal('npm t');
    expect(prose.querySelector('reprise-code-block')?.code).to.equal('ls');
    expect(Array.from(prose.querySelectorAll('a'), (link) => link.href)).to.deep.equal([
      'https://a.example/x?y=1',
      'http://b.example/',
    ]);
  });
});
