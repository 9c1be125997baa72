import { describe, expect, it } from '#test';
import { html } from 'lit';
import '#src/elements/play-button/play-button.define.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import { emptyState } from '../../helpers/fake-session.ts';
import { inside } from '../../helpers/shadow.ts';

const mountButton = async (fake = new FakePlayer()) => {
  const mounted = await mount(html`<reprise-play-button></reprise-play-button>`, fake);
  const button = () =>
    inside(mounted.host.querySelector('reprise-play-button'), 'button') as HTMLButtonElement;
  return { ...mounted, button };
};

describe('<reprise-play-button>', () => {
  it('passes the accessibility audit', async () => {
    const { host, remove } = await mountButton();
    await expectAccessible(host);
    remove();
  });

  it('asks for the opposite of what is, and shows only what the player says', async () => {
    const { fake, button, requests, settled, remove } = await mountButton();

    button().click();
    expect(requests.map(({ type }) => type)).to.deep.equal(['reprise-play-request']);
    expect(button().ariaLabel).to.equal('Play');

    fake.set({ paused: false });
    await settled();
    expect(button().ariaLabel).to.equal('Pause');
    button().click();
    expect(requests.at(-1)?.type).to.equal('reprise-pause-request');
    remove();
  });

  it('plays again from the end', async () => {
    const { button, requests, remove } = await mountButton(new FakePlayer({ ended: true }));

    button().click();

    expect(button().ariaLabel).to.equal('Play again');
    expect(requests[0]?.type).to.equal('reprise-play-request');
    remove();
  });

  it('is disabled while there is nothing to play', async () => {
    const { button, remove } = await mountButton(new FakePlayer(emptyState));
    expect(button().disabled).to.equal(true);
    remove();
  });
});
