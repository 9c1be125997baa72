import { describe, expect, it } from '#test';
import { html } from 'lit';
import '#src/elements/unlock/unlock.define.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import { emptyState } from '../../helpers/fake-session.ts';
import { allInside, inside } from '../../helpers/shadow.ts';

const KEY = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';

async function mountUnlock(code: string) {
  const state = (of: string) => ({
    ...emptyState,
    status: 'error' as const,
    source: 'https://example.org/a/my%20session.reprise',
    error: { code: of, message: `${of} it is` },
  });
  const fake = new FakePlayer(state(code));
  const mounted = await mount(html`<reprise-unlock></reprise-unlock>`, fake);
  const element = mounted.host.querySelector('reprise-unlock')!;
  const input = inside(element, 'input') as HTMLInputElement;
  return {
    ...mounted,
    element,
    input,
    text: () => element.shadowRoot!.textContent.replace(/\s+/g, ' ').trim(),
    fault: () => inside(element, '#fault').textContent.trim(),
    fail: async (of: string) => {
      fake.set(state(of));
      await element.updateComplete;
    },
    submit: async (typed: string) => {
      input.value = typed;
      inside(element, 'button').click();
      await element.updateComplete;
    },
  };
}

describe('<reprise-unlock>', () => {
  for (const code of ['passphrase-needed', 'wrong-passphrase', 'key-needed', 'wrong-key']) {
    it(`passes the accessibility audit: ${code}`, async () => {
      const { host, input, fault, remove } = await mountUnlock(code);

      await expectAccessible(host);
      expect(fault() !== '').to.equal(code.startsWith('wrong'));
      expect(input.getAttribute('aria-invalid')).to.equal(String(code.startsWith('wrong')));
      remove();
    });
  }

  it('asks for the passphrase, which is not shown, and names the session', async () => {
    const { element, input, text, requests, submit, remove } = await mountUnlock('passphrase-needed');

    expect(input.type).to.equal('password');
    expect((inside(element, 'label') as HTMLLabelElement).control).to.equal(input);
    expect(text()).to.include('my session.reprise').and.include('not sent anywhere');
    await submit('correct horse');
    expect(requests.map(({ type, detail }) => [type, detail as unknown])).to.deep.equal([
      ['reprise-unlock-request', { passphrase: 'correct horse' }],
    ]);
    remove();
  });

  it('waits for the player, and then says what was wrong, with the typed text selected', async () => {
    const { element, input, fault, requests, submit, fail, remove } = await mountUnlock('passphrase-needed');
    await submit('wrong');
    await submit('again');

    expect(requests).to.have.length(1);
    expect(inside(element, 'button').textContent.trim()).to.equal('Checking …');
    await fail('wrong-passphrase');
    expect(fault()).to.include('does not open');
    expect(element.shadowRoot!.activeElement).to.equal(input);
    expect([input.selectionStart, input.selectionEnd]).to.deep.equal([0, 5]);
    await submit('right');
    expect(requests).to.have.length(2);
    remove();
  });

  it('takes the key, or the link with it, and not nothing', async () => {
    const { input, fault, requests, submit, element, remove } = await mountUnlock('key-needed');

    await submit('');
    expect(fault()).to.include('Paste');
    expect(element.shadowRoot!.activeElement).to.equal(input);
    expect(requests).to.have.length(0);
    input.dispatchEvent(new Event('input'));
    await element.updateComplete;
    expect(fault()).to.equal('');
    await submit(`https://example.org/?src=x#k=${KEY}`);
    expect(requests[0]!.detail).to.deep.equal({ key: `https://example.org/?src=x#k=${KEY}` });
    remove();
  });

  it('shows nothing for other errors', async () => {
    const { element, fail, remove } = await mountUnlock('passphrase-needed');
    await fail('corrupt-entry');

    expect(allInside(element, '*')).to.have.length(0);
    remove();
  });
});
