import { describe, expect, it } from '#test';
import { html } from 'lit';
import '#src/elements/error-message/error-message.define.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import { emptyState } from '../../helpers/fake-session.ts';
import { allInside, inside } from '../../helpers/shadow.ts';

const mountError = async (code: string, message: string) => {
  const fake = new FakePlayer({
    ...emptyState,
    status: 'error',
    source: 'fix.reprise',
    error: { code, message },
  });
  const mounted = await mount(html`<reprise-error-message></reprise-error-message>`, fake);
  const element = mounted.host.querySelector('reprise-error-message')!;
  return { ...mounted, element, text: () => element.shadowRoot!.textContent.replace(/\s+/g, ' ').trim() };
};

describe('<reprise-error-message>', () => {
  it('passes the accessibility audit', async () => {
    const { host, remove } = await mountError('corrupt-entry', '"transcript/main.ndjson" is damaged');
    await expectAccessible(host);
    remove();
  });

  it('is a sentence with advice, source and code', async () => {
    const { text, remove } = await mountError('truncated-archive', 'the archive ends before its end record');

    expect(text()).to.match(/^The archive ends before its end record\. It was cut short/);
    expect(text()).to.contain('fix.reprise');
    expect(text()).to.contain('truncated-archive');
    remove();
  });

  it('names the source once', async () => {
    const { element, remove } = await mountError('source-unavailable', 'cannot read "fix.reprise"');
    expect(element.shadowRoot!.textContent.match(/fix\.reprise/g)).to.have.length(1);
    remove();
  });

  it('has no advice for a code it does not know', async () => {
    const { element, remove } = await mountError('constructor', 'something new');
    expect(allInside(element, '.advice')).to.have.length(0);
    remove();
  });

  it('asks to try again, also by itself when the connection comes back', async () => {
    const { element, requests, remove } = await mountError('source-unavailable', 'the server did not answer');

    inside(element, 'button').click();
    window.dispatchEvent(new Event('online'));

    expect(requests.map(({ type }) => type)).to.deep.equal([
      'reprise-reload-request',
      'reprise-reload-request',
    ]);
    remove();
    window.dispatchEvent(new Event('online'));
    expect(requests).to.have.length(2);
  });

  it('shows nothing without an error', async () => {
    const { host, remove } = await mount(html`<reprise-error-message></reprise-error-message>`);
    expect(allInside(host.querySelector('reprise-error-message'), '*')).to.have.length(0);
    remove();
  });
});
