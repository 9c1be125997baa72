import { before, describe, expect, it } from '#test';
import { html } from 'lit';
import '#src/elements/define.ts';
import type { RepriseLayout } from '#src/elements/index.ts';
import { defineElements, tagsFor, tagsIn } from '#src/elements/lazy-elements.ts';
import type { TrackKind } from '#src/format/index.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import { emptyState, manifest } from '../../helpers/fake-session.ts';
import { allInside, inside } from '../../helpers/shadow.ts';

const withTracks = (...kinds: TrackKind[]) => ({
  manifest: { ...manifest, tracks: manifest.tracks.filter(({ kind }) => kinds.includes(kind)) },
});

const mountLayout = async (fake = new FakePlayer(), width = 1200) => {
  const mounted = await mount(
    html`<reprise-layout .style=${`width: ${width}px; height: 600px`}></reprise-layout>`,
    fake,
  );
  const layout = mounted.host.querySelector<RepriseLayout>('reprise-layout')!;
  /** Tags of the panes that are laid out with a size. */
  const shown = (): string[] =>
    allInside(layout, 'reprise-transcript, reprise-terminals, reprise-changes')
      .filter((pane) => pane.getBoundingClientRect().height > 0)
      .map(({ localName }) => localName.replace('reprise-', ''));
  return { ...mounted, layout, shown };
};

/** Does what the resize observer does with the next frame, which a page in the background never gets. */
async function narrowed(layout: RepriseLayout, width: number): Promise<void> {
  layout.style.width = `${width}px`;
  layout.requestUpdate();
  await layout.updateComplete;
}

before(() => defineElements(tagsFor(manifest)));

describe('<reprise-layout>', () => {
  it('passes the accessibility audit, wide and narrow', async () => {
    const { host, layout, settled, remove } = await mountLayout();
    await expectAccessible(host);

    await narrowed(layout, 400);
    await settled();

    await expectAccessible(host);
    remove();
  });

  it('shows every pane when it is wide', async () => {
    const { layout, shown, remove } = await mountLayout();

    expect(shown()).to.deep.equal(['transcript', 'terminals', 'changes']);
    expect(allInside(layout, 'reprise-tabs')).to.have.length(0);
    remove();
  });

  it('gives the room of a pane the session lacks to the others', async () => {
    for (const [kinds, panes] of [
      [['transcript'], ['transcript']],
      [['terminal'], ['terminals']],
      [
        ['transcript', 'changes'],
        ['transcript', 'changes'],
      ],
    ] as const) {
      const { layout, shown, remove } = await mountLayout(new FakePlayer(withTracks(...kinds)));
      expect(shown()).to.deep.equal(panes);
      const widths = allInside(layout, 'section').map((section) => section.getBoundingClientRect().width);
      expect(Math.round(widths.reduce((sum, width) => sum + width, 0))).to.be.at.least(1199);
      remove();
    }
  });

  it('shows one pane under tabs when it is narrow, and keeps the elements', async () => {
    const { layout, shown, settled, remove } = await mountLayout();
    const transcript = inside(layout, 'reprise-transcript');

    await narrowed(layout, 700);
    await settled();
    expect(shown()).to.deep.equal(['transcript']);
    const tabs = inside(layout, 'reprise-tabs');
    expect(allInside(tabs, 'button').map(({ textContent }) => textContent.trim())).to.deep.equal([
      'Story',
      'Terminal',
      'Changes 3',
    ]);
    allInside(tabs, 'button')[2]!.click();
    await settled();
    expect(shown()).to.deep.equal(['changes']);
    await narrowed(layout, 1200);
    await settled();

    expect(shown()).to.have.length(3);
    expect(inside(layout, 'reprise-transcript')).to.equal(transcript);
    remove();
  });

  it('hides panes from the player, so that they are not loaded', async () => {
    const { layout, settled, remove } = await mountLayout();
    await narrowed(layout, 500);
    await settled();
    const hidden = allInside(layout, 'reprise-transcript, reprise-terminals, reprise-changes').map(
      (pane) => pane.hidden,
    );

    expect(hidden).to.deep.equal([false, true, true]);
    remove();
  });

  it('has its panes while the archive is being checked, under the skeleton', async () => {
    const fake = new FakePlayer({ status: 'loading' });
    const { layout, settled, remove } = await mountLayout(fake);
    const transcript = inside(layout, 'reprise-transcript');
    expect(allInside(layout, '.skeleton')).to.have.length(1);

    fake.set({ status: 'ready' });
    await settled();

    expect(inside(layout, 'reprise-transcript')).to.equal(transcript);
    expect(allInside(layout, '.skeleton')).to.have.length(0);
    remove();
  });

  it('has a sentence for every state without panes', async () => {
    const { layout, fake, settled, remove } = await mountLayout(new FakePlayer(emptyState));
    const text = (): string => inside(layout, '.sentence').textContent;
    expect(text()).to.equal('No session is open.');

    fake.set({ status: 'ready', ...withTracks() });
    await settled();
    expect(text()).to.match(/^This session is empty/);

    fake.set({ status: 'error', error: { code: 'corrupt-entry', message: 'damaged' } });
    await settled();
    expect(inside(inside(layout, 'reprise-error-message'), '.message').textContent).to.equal('Damaged.');
    remove();
  });
});

describe('lazy elements', () => {
  it('are those that the session or the layout needs', () => {
    const needs = (...kinds: TrackKind[]) => tagsFor(withTracks(...kinds).manifest);
    const layout = document.createElement('div');
    layout.append(document.createElement('reprise-terminal'), document.createElement('reprise-play-button'));

    expect(needs('transcript')).to.deep.equal(['reprise-transport']);
    expect(needs('terminal')).to.deep.equal(['reprise-transport', 'reprise-terminals', 'reprise-terminal']);
    expect(needs('transcript', 'changes')).to.deep.equal([
      'reprise-transport',
      'reprise-split',
      'reprise-tabs',
      'reprise-changes',
    ]);
    expect(tagsIn(layout)).to.deep.equal(['reprise-terminal', 'reprise-play-button']);
  });
});
