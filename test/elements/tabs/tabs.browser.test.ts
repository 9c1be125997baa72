import { describe, expect, it } from '#test';
import { html } from 'lit';
import '#src/elements/tabs/tabs.define.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { mount } from '../../helpers/fake-player.ts';
import { allInside, press } from '../../helpers/shadow.ts';

const TABS = ['a', 'b', 'c'].map((id) => ({ id, label: id.toUpperCase() }));

const mountTabs = async () => {
  const picked: string[] = [];
  const mounted = await mount(html`
    <reprise-tabs
      label="Views"
      .tabs=${TABS}
      selected="a"
      @reprise-tab-select=${({ detail, target }: CustomEvent<string>) => {
        picked.push(detail);
        (target as HTMLElement & { selected: string }).selected = detail;
      }}
    ></reprise-tabs>
  `);
  const tabs = mounted.host.querySelector('reprise-tabs')!;
  return { ...mounted, picked, tabs, buttons: () => allInside<HTMLButtonElement>(tabs, 'button') };
};

describe('<reprise-tabs>', () => {
  it('passes the accessibility audit', async () => {
    const { host, remove } = await mountTabs();
    await expectAccessible(host);
    remove();
  });

  it('says which tab was picked, once', async () => {
    const { buttons, picked, remove } = await mountTabs();

    buttons()[1]!.click();
    buttons()[1]!.click();

    expect(picked).to.deep.equal(['b']);
    remove();
  });

  it('says that more is wanted of the selected tab, where it has more', async () => {
    const { tabs, buttons, picked, settled, remove } = await mountTabs();
    const asked: string[] = [];
    tabs.addEventListener('reprise-tab-menu', ({ detail }) => asked.push(detail));
    tabs.tabs = TABS.map((tab) => ({ ...tab, menu: tab.id !== 'c' }));
    await settled();

    buttons()[0]!.click();
    buttons()[1]!.click();
    buttons()[2]!.click();
    await settled();
    buttons()[2]!.click();

    expect(asked).to.deep.equal(['a']);
    expect(picked).to.deep.equal(['b', 'c']);
    remove();
  });

  it('moves with the arrow keys, around the ends, focus included', async () => {
    const { buttons, picked, tabs, settled, remove } = await mountTabs();
    buttons()[0]!.focus();

    for (const key of ['ArrowLeft', 'ArrowRight', 'End', 'Home', 'ArrowRight']) {
      press(tabs.shadowRoot!.activeElement!, key);
      await settled();
    }

    expect(picked).to.deep.equal(['c', 'a', 'c', 'a', 'b']);
    expect(tabs.shadowRoot!.activeElement?.textContent.trim()).to.equal('B');
    expect(buttons().map(({ tabIndex }) => tabIndex)).to.deep.equal([-1, 0, -1]);
    remove();
  });
});
