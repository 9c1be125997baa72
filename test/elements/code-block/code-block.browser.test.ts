import { html } from 'lit';
import { afterEach, describe, expect, it } from '#test';
import '#src/elements/code-block/code-block.define.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { mount, type Mounted } from '../../helpers/fake-player.ts';
import { allInside, inside } from '../../helpers/shadow.ts';
import { until } from '../../helpers/until.ts';

let mounted: Mounted | undefined;
afterEach(() => mounted?.remove());

async function show(code: string, language = '') {
  mounted = await mount(html`<reprise-code-block .code=${code} .language=${language}></reprise-code-block>`);
  return { element: mounted.host.querySelector('reprise-code-block')!, page: mounted };
}

describe('reprise-code-block', () => {
  it('shows the code as it is, with the name of its language', async () => {
    const { element, page } = await show('if (a < b) {\n  c();\n}', 'js');

    expect(inside(element, 'pre').textContent).to.equal('if (a < b) {\n  c();\n}');
    expect(inside(element, 'figcaption').textContent).to.equal('js');
    await expectAccessible(page.host);
  });

  it('gets its colours once it is in view, and new ones with new code', async () => {
    const { element, page } = await show('const a = 1;', 'ts');
    const keywords = () => allInside(element, '.code-keyword').map((token) => token.textContent);
    const coloured = () => until('the code has colours', () => keywords().length > 0);
    await coloured();
    expect(keywords()).to.deep.equal(['const']);

    element.code = 'return;';
    await page.settled();
    expect(inside(element, 'pre').textContent).to.equal('return;');
    await coloured();
    expect(keywords()).to.deep.equal(['return']);
  });

  it('shows the beginning of long code, and all of it on demand', async () => {
    const { element, page } = await show('line\n'.repeat(100));
    expect(inside(element, 'pre').textContent.split('\n')).to.have.length(60);

    inside(element, '.more').click();
    await page.settled();

    expect(inside(element, 'pre').textContent.split('\n')).to.have.length(101);
  });

  it('draws a thousand lines at a time of what has ten thousand, in few nodes, and copies all', async () => {
    const code = Array.from({ length: 10_000 }, (_, index) => `line ${index}`).join('\n');
    const { element, page } = await show(code);
    const lines = () => inside(element, 'pre').textContent.split('\n').length;
    expect(inside(element, '.more').textContent.trim()).to.equal('Show 1,000 more of 10,000 lines');

    inside(element, '.more').click();
    await page.settled();
    expect(lines()).to.equal(1060);
    expect(inside(element, 'code').childNodes.length).to.be.at.most(10);
    const copied: string[] = [];
    const { clipboard } = navigator;
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: (text: string) => Promise.resolve(void copied.push(text)) },
    });
    inside(element, '.copy').click();
    await until('the code is copied', () => copied[0] === code);
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });

    for (let press = 0; press < 9; press += 1) {
      inside(element, '.more').click();
      await page.settled();
    }
    expect(lines()).to.equal(10_000);
    expect(allInside(element, '.more')).to.have.length(0);
  });

  it('makes deceptive characters visible', async () => {
    const { element } = await show('a\u202Eb');

    expect(inside(element, '.code-point').dataset['code']).to.equal('202E');
  });
});
