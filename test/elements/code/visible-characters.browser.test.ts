import { render } from 'lit';
import { describe, expect, it } from '#test';
import { renderVisible } from '#src/elements/code/visible-characters.ts';

function draw(text: string): HTMLElement {
  const host = document.createElement('div');
  render(renderVisible(text), host);
  return host;
}

describe('renderVisible', () => {
  it('marks characters that deceive, each by itself, and keeps them', () => {
    const text = '/*\u202e } \u2066if\u2069 a\u200bb \u0007\u001b[31m\u{e0041} x\ry';

    const host = draw(text);

    const codes = [...host.querySelectorAll<HTMLElement>('.mark')].map(({ dataset }) => dataset['code']);
    expect(codes).to.deep.equal(['202E', '2066', '2069', '200B', '0007', '001B', 'E0041', '000D']);
    expect(host.querySelectorAll('bdi')).to.have.length(codes.length);
    expect(host.textContent).to.equal(text);
  });

  it('leaves ordinary text alone: tabs, accents, emoji with joiners', () => {
    for (const text of ['\ta é ü', '👩‍💻 👩🏽‍🚀 ❤️‍🔥', 'שלום', '日本']) {
      const host = draw(text);

      expect(host.querySelector('.mark')).to.equal(null);
      expect(host.textContent).to.equal(text);
    }
  });

  it('draws markup as text', () => {
    expect(draw('<img src=x onerror=alert(1)>\u200b').querySelector('img')).to.equal(null);
  });
});
