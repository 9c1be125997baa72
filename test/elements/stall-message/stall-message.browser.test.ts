import { describe, expect, it } from '#test';
import { html } from 'lit';
import '#src/elements/stall-message/stall-message.define.ts';
import type { SourceFault } from '#src/format/index.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import { readyState } from '../../helpers/fake-session.ts';
import { inside } from '../../helpers/shadow.ts';

const mountStalled = async (fault: SourceFault) => {
  const message = 'cannot read "https://example.com/a.reprise": the server answered with status 500';
  const fake = new FakePlayer({ ...readyState, stalled: { code: 'source-unavailable', message, fault } });
  const mounted = await mount(html`<reprise-stall-message></reprise-stall-message>`, fake);
  const element = mounted.host.querySelector('reprise-stall-message')!;
  return {
    ...mounted,
    fake,
    element,
    text: () => element.shadowRoot!.textContent.replace(/\s+/g, ' ').trim(),
  };
};

describe('<reprise-stall-message>', () => {
  it('passes the accessibility audit', async () => {
    const { host, remove } = await mountStalled('busy');
    await expectAccessible(host);
    remove();
  });

  it('gives the advice that fits: a server that has a problem is no matter of CORS', async () => {
    for (const [fault, words] of [
      ['busy', 'The server has a problem'],
      ['missing', 'no file at this address'],
      ['refused', 'ask for access'],
      ['unreachable', 'CORS'],
    ] as const) {
      const { text, remove } = await mountStalled(fault);
      expect(text()).to.contain(words);
      if (fault !== 'unreachable') expect(text()).not.to.contain('CORS');
      remove();
    }
  });

  it('asks to go on, also by itself when the connection comes back', async () => {
    const { element, requests, fake, remove } = await mountStalled('broken');
    inside(element, 'button').click();
    window.dispatchEvent(new Event('online'));
    expect(requests.map(({ type }) => type)).to.deep.equal([
      'reprise-retry-request',
      'reprise-retry-request',
    ]);

    fake.set({ stalled: undefined });
    await element.updateComplete;
    window.dispatchEvent(new Event('online'));
    expect(element.shadowRoot!.querySelector('[role=alert]')).to.equal(null);
    expect(requests).to.have.length(2);
    remove();
  });
});
