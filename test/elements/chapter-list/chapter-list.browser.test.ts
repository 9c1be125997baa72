import { describe, expect, it } from '#test';
import { html } from 'lit';
import '#src/elements/chapter-list/chapter-list.define.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { mount } from '../../helpers/fake-player.ts';
import { allInside } from '../../helpers/shadow.ts';

const mountList = async () => {
  const mounted = await mount(html`<reprise-chapter-list></reprise-chapter-list>`);
  const list = mounted.host.querySelector('reprise-chapter-list')!;
  const text = (button: Element): string => button.textContent.replace(/\s+/g, ' ').trim();
  return {
    ...mounted,
    buttons: () => allInside(list, 'button'),
    texts: () => allInside(list, 'button').map(text),
  };
};

describe('<reprise-chapter-list>', () => {
  it('passes the accessibility audit', async () => {
    const { host, remove } = await mountList();
    await expectAccessible(host);
    remove();
  });

  it('lists chapters with their time in the current clock, and marks the current one', async () => {
    const { buttons, texts, fake, settled, remove } = await mountList();
    expect(texts()[1]).to.equal('2:54 A failing test');
    const current = () => buttons().findIndex((button) => button.ariaCurrent === 'true');
    expect(current()).to.equal(2);

    fake.set({ time: 54 * 60_000 });
    await settled();

    expect(current()).to.equal(5);
    remove();
  });
});
