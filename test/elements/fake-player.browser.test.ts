import { describe, expect, it } from '#test';
import { html, LitElement, type TemplateResult } from 'lit';
import { StateController } from '#src/elements/controllers/state-controller.ts';
import { createRequest } from '#src/player/index.ts';
import { FakePlayer, mount } from '../helpers/fake-player.ts';

class ProbeElement extends LitElement {
  readonly position: StateController<number> = new StateController(this, (state) => state.position);
  override render(): TemplateResult {
    return html`${this.position.value}`;
  }
}
customElements.define('probe-element', ProbeElement);

describe('StateController', () => {
  it('follows the selected value and lets go when its host leaves', async () => {
    const fake = new FakePlayer();
    const { host, requests, settled } = await mount(html`<probe-element></probe-element>`, fake);
    const probe = host.querySelector('probe-element') as ProbeElement;
    expect(probe.shadowRoot?.textContent).to.equal('401000');

    fake.set({ position: 5 });
    await settled();
    probe.dispatchEvent(createRequest('reprise-seek-request', { time: 7 }));

    expect(probe.shadowRoot?.textContent).to.equal('5');
    expect(requests).to.deep.equal([{ type: 'reprise-seek-request', detail: { time: 7 } }]);
    host.remove();
    expect(fake.subscribers).to.equal(0);
  });

  it('takes up the current value when its host comes back', async () => {
    const fake = new FakePlayer();
    const { host, settled } = await mount(html`<probe-element></probe-element>`, fake);
    const probe = host.querySelector('probe-element') as ProbeElement;

    probe.remove();
    fake.set({ position: 9 });
    host.append(probe);
    await settled();

    expect(probe.shadowRoot?.textContent).to.equal('9');
    host.remove();
  });
});
