import { describe, expect, it } from '#test';
import { html } from 'lit';
import '#src/elements/parts.define.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import { emptyState } from '../../helpers/fake-session.ts';
import { allInside, inside, press } from '../../helpers/shadow.ts';

const mountTransport = async (fake = new FakePlayer(), width = 1200) => {
  const mounted = await mount(
    html`<reprise-transport .style=${`width: ${width}px`}></reprise-transport>`,
    fake,
  );
  const transport = mounted.host.querySelector('reprise-transport')!;
  return { ...mounted, transport, part: (tag: string) => inside(transport, tag) };
};

const isShown = (element: Element): boolean => element.getClientRects().length > 0;

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
    const chapter = (): string => inside(transport, '.chapter').textContent.replace(/\s+/g, ' ').trim();
    expect(chapter()).to.equal('one refresh at a time');

    fake.set({ time: 0 });
    await settled();

    expect(chapter()).to.equal('Where is the token refreshed?');
    remove();
  });

  it('drops what has no room, and nothing is cut off from 240 pixels on', async () => {
    for (const width of [240, 320, 390, 480, 760, 900, 1024, 1200]) {
      const { transport, remove } = await mountTransport(new FakePlayer(), width);
      const row = inside(transport, '.row');
      expect(row.scrollWidth, `${width} pixels`).to.be.at.most(row.clientWidth);
      remove();
    }
  });

  it('takes the narrow forms with large text, and cuts nothing', async () => {
    const root = document.documentElement;
    root.style.fontSize = '32px';
    try {
      for (const width of [390, 780, 1440]) {
        const { transport, remove } = await mountTransport(new FakePlayer(), width);
        const row = inside(transport, '.row');
        expect(row.scrollWidth, `${width} pixels`).to.be.at.most(row.clientWidth);
        expect(isShown(inside(transport, '.jumps')), `${width} pixels`).to.equal(false);
        remove();
      }
    } finally {
      root.style.fontSize = '';
    }
  });

  it('has controls that a finger can hit on a phone', async () => {
    const { transport, part, remove } = await mountTransport(new FakePlayer(), 390);
    const targets = [
      inside(part('reprise-play-button'), 'button'),
      inside(part('reprise-clock-button'), 'select'),
      inside(part('reprise-rate-button'), 'select'),
    ];

    expect(targets.map((each) => each.getBoundingClientRect().height)).to.deep.equal([44, 44, 44]);
    expect(isShown(inside(transport, '.jumps'))).to.equal(false);
    remove();
  });

  it('has clock, speed and the link in a menu where there is hardly any room', async () => {
    const { transport, host, part, settled, remove } = await mountTransport(new FakePlayer(), 320);
    const more = inside(transport, '.more');
    expect(isShown(part('reprise-clock-button'))).to.equal(false);

    more.click();
    await settled();
    expect(isShown(part('reprise-clock-button'))).to.equal(true);
    const link = inside(part('reprise-link-button'), 'button');
    const { width, height } = link.getBoundingClientRect();
    expect(Math.min(width, height)).to.be.at.least(44);
    let isAsked = false;
    host.addEventListener('reprise-link-request', () => (isAsked = true));
    link.click();
    expect(isAsked).to.equal(true);
    expect(more.getAttribute('aria-expanded')).to.equal('true');
    press(more, 'Escape');
    await settled();

    expect(isShown(part('reprise-clock-button'))).to.equal(false);
    remove();
  });

  it('leaves the link to the bar on top where that has room for it', async () => {
    const { part, remove } = await mountTransport(new FakePlayer(), 390);
    expect(isShown(part('reprise-link-button'))).to.equal(false);
    remove();
  });

  it('counts what is marked, and jumps to the next one, with Shift to the previous', async () => {
    const { transport, requests, remove } = await mountTransport();
    const buttons = allInside(transport, '.jump');

    for (const button of buttons) button.click();
    buttons[0]!.dispatchEvent(new MouseEvent('click', { shiftKey: true }));

    expect(buttons.map((button) => button.innerText.trim())).to.deep.equal([
      '1 error',
      '2 changes',
      '1 commit',
    ]);
    expect(requests.map(({ detail }) => detail)).to.deep.equal([
      { to: 'error', direction: 1 },
      { to: 'change', direction: 1 },
      { to: 'commit', direction: 1 },
      { to: 'error', direction: -1 },
    ]);
    remove();
  });

  it('asks for the list of keys', async () => {
    const { transport, host, remove } = await mountTransport();
    let asked = 0;
    host.addEventListener('reprise-keys-request', () => (asked += 1));

    inside(transport, '.keys').click();

    expect(asked).to.equal(1);
    remove();
  });

  it('says how long the session is by each clock', async () => {
    const { part, remove } = await mountTransport();
    const options = allInside(part('reprise-clock-button'), 'option');

    expect(options.map(({ textContent }) => textContent.trim())).to.deep.equal([
      'Reading 14 min',
      'Active 54 min',
      'Wall 1 h',
    ]);
    remove();
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
});
