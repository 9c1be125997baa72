import { describe, expect, it } from '#test';
import { html } from 'lit';
import '#src/elements/chapter-list/chapter-list.define.ts';
import '#src/elements/header/header.define.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import { emptyState, manifest } from '../../helpers/fake-session.ts';
import { allInside, inside } from '../../helpers/shadow.ts';

const mountHeader = async (fake = new FakePlayer()) => {
  const mounted = await mount(html`<reprise-header .style=${'width: 1200px'}></reprise-header>`, fake);
  return { ...mounted, header: mounted.host.querySelector('reprise-header')! };
};

describe('<reprise-header>', () => {
  it('passes the accessibility audit, with the chapters open too', async () => {
    const { host, header, remove } = await mountHeader();
    await expectAccessible(host);

    inside(header, '[popovertarget]').click();

    await expectAccessible(host);
    remove();
  });

  it('says what the session is and what came of it', async () => {
    const { header, remove } = await mountHeader();
    const chips = allInside(header, '.chip').map((chip) => chip.textContent.replace(/\s+/g, ' ').trim());

    expect(inside(header, 'h2').textContent).to.equal(manifest.title);
    expect(chips).to.deep.equal(['Claude Code 2.1', '9 turns', '+64 −18 in 3 files', '11 masked']);
    remove();
  });

  it('leaves out what the archive does not say', async () => {
    const { tracks, duration, format, version, id, generator } = manifest;
    const bare = { tracks, duration, format, version, id, generator, title: '' };
    const { header, remove } = await mountHeader(new FakePlayer({ manifest: bare }));

    expect(allInside(header, '.chip')).to.have.length(0);
    expect(inside(header, 'h2').textContent).to.equal('Untitled session');
    remove();
  });

  it('shows recorded markup as text', async () => {
    const title = '<img src=x onerror=alert(1)>';
    const { header, remove } = await mountHeader(new FakePlayer({ manifest: { ...manifest, title } }));

    expect(inside(header, 'h2').textContent).to.equal(title);
    expect(allInside(header, 'img')).to.have.length(0);
    remove();
  });

  it('opens the chapters, and closes them when one is picked', async () => {
    const { header, requests, remove } = await mountHeader();
    const popover = inside(header, '#chapters');

    inside(header, '[popovertarget]').click();
    expect(popover.matches(':popover-open')).to.equal(true);
    allInside(inside(header, 'reprise-chapter-list'), 'button')[3]!.click();

    expect(requests[0]?.detail).to.deep.equal({ time: 33 * 60_000 });
    expect(popover.matches(':popover-open')).to.equal(false);
    remove();
  });

  it('has bones while loading and nothing while empty', async () => {
    const { header, fake, settled, remove } = await mountHeader(new FakePlayer(emptyState));
    expect(allInside(header, '.bone, h2')).to.have.length(0);

    fake.set({ status: 'loading' });
    await settled();

    expect(allInside(header, '.bone').length).to.be.greaterThan(0);
    remove();
  });
});
