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

  it('makes deceptive characters visible', async () => {
    const { element } = await show('a\u202Eb');

    expect(inside(element, '.mark').dataset['code']).to.equal('202E');
  });
});
