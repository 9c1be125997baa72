import { describe, expect, it } from '#test';
import { safeLink } from '#src/elements/markdown/links.ts';

describe('safeLink', () => {
  it('lets http, https and mailto through, normalised', () => {
    expect(safeLink('https://example.com', 'x')).to.deep.equal({
      href: 'https://example.com/',
      title: 'https://example.com/',
    });
    expect(safeLink('HTTP://Example.COM/a', 'x')?.href).to.equal('http://example.com/a');
    expect(safeLink('mailto:a@b.org', 'x')?.href).to.equal('mailto:a@b.org');
  });

  it('refuses every other scheme and what is not absolute', () => {
    const refused = [
      'javascript:alert(1)',
      ' \tjava\nscript:alert(1)',
      '\u0001javascript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'file:///etc/passwd',
      'blob:https://a/b',
      '//evil.example/x',
      '/relative',
      '#hash',
      'x.md',
      '',
    ];
    for (const target of refused) expect(safeLink(target, 'x'), target).to.equal(undefined);
  });

  it('shows the host of a Unicode name in ASCII', () => {
    expect(safeLink('https://аррӏе.com/', 'apple')?.title).to.equal('https://xn--80ak6aa92e.com/');
  });

  it('tells when the text names another host than the target', () => {
    expect(safeLink('https://evil.example/x', 'https://github.com/a')?.trueHost).to.equal('evil.example');
    expect(safeLink('https://evil.example/x', 'github.com')?.trueHost).to.equal('evil.example');
    expect(safeLink('https://github.com@evil.example/', 'docs')?.trueHost).to.equal('evil.example');
    expect(safeLink('https://github.com/a', 'github.com/a')).not.to.have.property('trueHost');
    expect(safeLink('https://www.github.com/a', 'github.com')).not.to.have.property('trueHost');
    expect(safeLink('https://github.com/a', 'read the docs. Now')).not.to.have.property('trueHost');
  });
});
