import { describe, expect, it } from '#test';
import { html } from 'lit';
import '#src/elements/header/header.define.ts';
import '#src/elements/link-button/link-button.define.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import { emptyState, manifest } from '../../helpers/fake-session.ts';
import '../../helpers/fake-view.ts';
import { allInside, inside } from '../../helpers/shadow.ts';

const mountHeader = async (fake = new FakePlayer(), width = 1200) => {
  const mounted = await mount(
    html`<fake-view><reprise-header .style=${`width: ${width}px`}></reprise-header></fake-view>`,
    fake,
  );
  const header = mounted.host.querySelector('reprise-header')!;
  return { ...mounted, header, view: mounted.host.querySelector('fake-view')! };
};

describe('<reprise-header>', () => {
  it('passes the accessibility audit, at the cover and past it, wide and narrow', async () => {
    for (const width of [1200, 600, 320]) {
      const { host, view, settled, remove } = await mountHeader(undefined, width);
      await expectAccessible(host);
      view.set({ atCover: false });
      await settled();
      await expectAccessible(host);
      remove();
    }
  });

  it('names the file at the cover, which has the title, and the session past it', async () => {
    const source = 'https://example.org/logs/a%20fix.reprise?key=1#t=3';
    const { header, view, settled, remove } = await mountHeader(new FakePlayer({ source }));
    expect(inside(header, '[part=title]').textContent).to.equal('a fix.reprise');
    expect(allInside(header, 'h2, .chip')).to.have.length(0);

    view.set({ atCover: false });
    await settled();

    expect(inside(header, 'h2').textContent).to.equal(manifest.title);
    expect(inside(header, '.chip').textContent.trim()).to.equal('Claude Code 2.1');
    remove();
  });

  it('has the title of a session that has no cover', async () => {
    const { tracks, duration, format, version, id, generator } = manifest;
    const terminals = tracks.filter(({ kind }) => kind === 'terminal');
    const bare = { tracks: terminals, duration, format, version, id, generator, title: '' };
    const { header, remove } = await mountHeader(new FakePlayer({ manifest: bare }));

    expect(inside(header, 'h2').textContent).to.equal('Untitled session');
    expect(allInside(header, '.chip')).to.have.length(0);
    remove();
  });

  it('shows recorded markup as text', async () => {
    const title = '<img src=x onerror=alert(1)>';
    const { header, view, settled, remove } = await mountHeader(
      new FakePlayer({ manifest: { ...manifest, title } }),
    );
    view.set({ atCover: false });
    await settled();

    expect(inside(header, 'h2').textContent).to.equal(title);
    expect(allInside(header, 'img')).to.have.length(0);
    remove();
  });

  it('opens and shuts find, the outline and the facts', async () => {
    const { header, view, settled, remove } = await mountHeader(undefined, 600);
    const presses = ['.find', '.find', '.outline', '.about', '.about'];

    for (const button of presses) {
      inside(header, button).click();
      await settled();
    }

    expect(view.requests).to.deep.equal([
      { column: 'find' },
      { column: undefined },
      { column: 'outline' },
      { about: true },
      { about: false },
    ]);
    expect(inside(header, '.outline').getAttribute('aria-expanded')).to.equal('true');
    remove();
  });

  it('has targets for thumbs on a phone, and room for the title', async () => {
    const { header, view, settled, remove } = await mountHeader(undefined, 390);
    view.set({ atCover: false });
    await settled();

    for (const button of allInside(header, 'button').filter((each) => each.checkVisibility())) {
      const { width, height } = button.getBoundingClientRect();
      expect(Math.min(width, height), button.className).to.be.at.least(44);
    }
    expect(inside(header, 'h2').getBoundingClientRect().width).to.be.greaterThan(180);
    const link = inside(inside(header, 'reprise-link-button'), 'button').getBoundingClientRect();
    expect(Math.min(link.width, link.height)).to.be.at.least(44);
    remove();
  });

  it('leaves its link to the transport on the smallest phones, for the title', async () => {
    const { header, view, settled, remove } = await mountHeader(undefined, 320);
    view.set({ atCover: false });
    await settled();

    expect(inside(header, 'reprise-link-button').checkVisibility()).to.equal(false);
    expect(inside(header, 'h2').getBoundingClientRect().width).to.be.greaterThan(150);
    remove();
  });

  it('asks for a link to the moment of the click', async () => {
    const { header, host, fake, remove } = await mountHeader();
    let detail: unknown;
    host.addEventListener('reprise-link-request', (event) => (detail = event.detail));
    fake.set({ time: 77_000 });

    inside(inside(header, 'reprise-link-button'), 'button').click();

    expect(detail).to.deep.equal({ time: 77_000 });
    remove();
  });

  it('has a bone while nothing is known, and no buttons while nothing is open', async () => {
    const { header, fake, settled, remove } = await mountHeader(new FakePlayer(emptyState));
    expect(allInside(header, '.bone, h2, button')).to.have.length(0);

    fake.set({ status: 'loading' });
    await settled();

    expect(allInside(header, '.bone')).to.have.length(1);
    const buttons = allInside<HTMLButtonElement>(header, 'button');
    expect(buttons.length).to.be.greaterThan(0);
    expect(buttons.filter(({ disabled }) => !disabled)).to.deep.equal([]);
    remove();
  });
});
