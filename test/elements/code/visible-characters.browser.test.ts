import { render } from 'lit';
import { describe, expect, it } from '#test';
import { renderVisible, visibleText } from '#src/elements/code/visible-characters.ts';

function draw(text: string): HTMLElement {
  const host = document.createElement('div');
  render(renderVisible(text), host);
  return host;
}

describe('renderVisible', () => {
  it('marks characters that deceive, each by itself, and keeps them', () => {
    const text = '/*\u202e } \u2066if\u2069 a\u200bb \u0007\u001b[31m\u{e0041} x\ry';

    const host = draw(text);

    const codes = [...host.querySelectorAll<HTMLElement>('.code-point')].map(
      ({ dataset }) => dataset['code'],
    );
    expect(codes).to.deep.equal(['202E', '2066', '2069', '200B', '0007', '001B', 'E0041', '000D']);
    expect(host.querySelectorAll('bdi')).to.have.length(codes.length);
    expect(host.textContent).to.equal(text);
  });

  it('leaves ordinary text alone: tabs, accents, emoji with joiners', () => {
    for (const text of ['\ta é ü', '👩‍💻 👩🏽‍🚀 ❤️‍🔥', 'שלום', '日本']) {
      const host = draw(text);

      expect(host.querySelector('.code-point')).to.equal(null);
      expect(host.textContent).to.equal(text);
    }
  });

  it('draws markup as text', () => {
    expect(draw('<img src=x onerror=alert(1)>\u200b').querySelector('img')).to.equal(null);
  });

  it('tells which letters of a word only look like those beside them, and copies them as they are', () => {
    const host = draw('раypal.com, аpple, scope, Οutlook');

    const marks = [...host.querySelectorAll<HTMLElement>('.code-point.alike')];
    expect(marks.map(({ dataset }) => dataset['code'])).to.deep.equal(['0440', '0430', '0430', '039F']);
    expect(host.textContent).to.equal('раypal.com, аpple, scope, Οutlook');
  });

  it('leaves words of one script alone, and signs that stand beside Latin letters', () => {
    for (const text of ['сосна и скоро', 'Ελλάδα', '5 μs, Δx, λ-calculus', 'naïve Ångström'])
      expect(draw(text).querySelector('.code-point'), text).to.equal(null);
  });
});

describe('visibleText', () => {
  it('names what deceives where nothing but text can stand', () => {
    expect(visibleText('safe\u202etxt.exe \u{e0041}')).to.equal('safe[U+202E]txt.exe [U+E0041]');
    expect(visibleText('plain 👩‍💻\tשלום')).to.equal('plain 👩‍💻\tשלום');
    expect(visibleText(`a${'\u200b'.repeat(5000)}b`)).to.equal('a\ufffdb');
  });
});
