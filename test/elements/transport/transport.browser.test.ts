import { describe, expect, it } from '#test';
import { html } from 'lit';
import '#src/elements/parts.define.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import { emptyState } from '../../helpers/fake-session.ts';
import { allInside, inside } from '../../helpers/shadow.ts';

const mountTransport = async (fake = new FakePlayer(), width = 1200) => {
  const mounted = await mount(
    html`<reprise-transport .style=${`width: ${width}px`}></reprise-transport>`,
    fake,
  );
  const transport = mounted.host.querySelector('reprise-transport')!;
  return { ...mounted, transport, part: (tag: string) => inside(transport, tag) };
};

describe('<reprise-transport>', () => {
  it('passes the accessibility audit', async () => {
    const { host, remove } = await mountTransport();
    await expectAccessible(host);
    remove();
  });

  it('passes it before a session is known, too', async () => {
    const { host, remove } = await mountTransport(new FakePlayer(emptyState));
    await expectAccessible(host);
    remove();
  });

  it('names the chapter at the playhead', async () => {
    const { transport, fake, settled, remove } = await mountTransport();
    expect(inside(transport, '.chapter').textContent).to.equal('Chapter 3 of 6: one refresh at a time');

    fake.set({ time: 0 });
    await settled();

    expect(inside(transport, '.chapter').textContent).to.equal(
      'Chapter 1 of 6: Where is the token refreshed?',
    );
    remove();
  });

  it('drops what has no room, and nothing is cut off from 240 pixels on', async () => {
    for (const width of [240, 320, 390, 480, 760, 1200]) {
      const { transport, remove } = await mountTransport(new FakePlayer(), width);
      const row = inside(transport, '.row');
      expect(row.scrollWidth, `${width} pixels`).to.be.at.most(row.clientWidth);
      remove();
    }
  });

  it('steps from turn to turn', async () => {
    const { transport, requests, remove } = await mountTransport();

    for (const step of allInside(transport, 'reprise-step-button')) inside(step, 'button').click();

    expect(requests.map(({ detail }) => detail)).to.deep.equal([
      { to: 'turn', direction: -1 },
      { to: 'turn', direction: 1 },
    ]);
    remove();
  });

  it('shows the time to the eye in digits and to the ear in words', async () => {
    const { part, remove } = await mountTransport();
    const text = part('reprise-time-display').shadowRoot?.textContent.replace(/\s+/g, ' ').trim();

    expect(text).to.equal('6 minutes 41 seconds of 14 minutes 5 seconds 6:41 / 14:05');
    remove();
  });

  it('asks for clock and speed, and shows the old ones until they come', async () => {
    const { part, fake, requests, settled, remove } = await mountTransport();
    const choose = (tag: string, value: string): HTMLSelectElement => {
      const select = inside(part(tag), 'select') as HTMLSelectElement;
      select.value = value;
      select.dispatchEvent(new Event('change'));
      return select;
    };

    const clock = choose('reprise-clock-button', 'wall');
    const rate = choose('reprise-rate-button', '4');

    expect(requests.map(({ detail }) => detail)).to.deep.equal([{ clock: 'wall' }, { rate: 4 }]);
    expect([clock.value, rate.value]).to.deep.equal(['reading', '1']);
    fake.set({ clock: 'wall', rate: 4 });
    await settled();
    expect([clock.value, rate.value]).to.deep.equal(['wall', '4']);
    remove();
  });

  it('shows a speed that is not on offer when a page has set it', async () => {
    const { part, remove } = await mountTransport(new FakePlayer({ rate: 1.1 }));
    expect((inside(part('reprise-rate-button'), 'select') as HTMLSelectElement).value).to.equal('1.1');
    remove();
  });

  it('asks for a link to the moment of the click', async () => {
    const { part, host, fake, remove } = await mountTransport();
    let detail: unknown;
    host.addEventListener('reprise-link-request', (event) => (detail = event.detail));
    fake.set({ time: 77_000 });

    inside(part('reprise-link-button'), 'button').click();

    expect(detail).to.deep.equal({ time: 77_000 });
    remove();
  });
});
