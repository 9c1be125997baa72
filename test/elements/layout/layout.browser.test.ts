import { before, describe, expect, it } from '#test';
import { html } from 'lit';
import '#src/elements/define.ts';
import type { RepriseLayout } from '#src/elements/index.ts';
import { defineElements, tagsFor, tagsIn } from '#src/elements/lazy-elements.ts';
import type { ViewState } from '#src/elements/view/view-state.ts';
import type { TrackKind } from '#src/format/index.ts';
import { TerminalState } from '#src/state/terminal/index.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import { emptyState, manifest } from '../../helpers/fake-session.ts';
import '../../helpers/fake-view.ts';
import { allInside, inside, press } from '../../helpers/shadow.ts';
import { until } from '../../helpers/until.ts';

const withTracks = (...kinds: TrackKind[]) => ({
  manifest: { ...manifest, tracks: manifest.tracks.filter(({ kind }) => kinds.includes(kind)) },
});

const WIDE = 1200;

/** Nobody has moved the playhead: the cover is what is read. */
const atStart = () =>
  new FakePlayer(
    { time: 0, position: 0 },
    {
      changedFiles: () => Promise.resolve([]),
      squash: () => Promise.resolve([]),
      terminalPoster: () => Promise.resolve(undefined),
    },
  );

const mountLayout = async (fake = atStart(), width = WIDE) => {
  const mounted = await mount(
    html`<fake-view
      ><reprise-layout .style=${`width: ${width}px; height: 600px`}></reprise-layout
    ></fake-view>`,
    fake,
  );
  const layout = mounted.host.querySelector<RepriseLayout>('reprise-layout')!;
  const view = mounted.host.querySelector('fake-view')!;
  /** Tags of the panes that are laid out with a size. */
  const shown = (): string[] =>
    allInside(layout, 'reprise-transcript, reprise-terminals, reprise-changes')
      .filter((pane) => pane.getBoundingClientRect().height > 0)
      .map(({ localName }) => localName.replace('reprise-', ''));
  const look = async (change: Partial<ViewState>): Promise<void> => {
    view.set(change);
    await mounted.settled();
  };
  return { ...mounted, layout, shown, view, look };
};

/** Does what the resize observer does with the next frame, which a page in the background never gets. */
async function narrowed(layout: RepriseLayout, width: number): Promise<void> {
  layout.style.width = `${width}px`;
  layout.requestUpdate();
  await layout.updateComplete;
}

/** The buttons of the row of tabs in a bar of the layout. */
function tabButtons(layout: RepriseLayout, bar: string): HTMLElement[] {
  return allInside(inside(layout, `${bar} reprise-tabs`), 'button');
}

before(() =>
  defineElements([...tagsFor(manifest), 'reprise-outline', 'reprise-about', 'reprise-link-button']),
);

describe('<reprise-layout>', () => {
  it('passes the accessibility audit in every form, with the outline and the facts too', async () => {
    for (const width of [WIDE, 1000, 700, 400]) {
      const { host, look, remove } = await mountLayout(undefined, width);
      await expectAccessible(host);
      await look({ column: 'outline', atCover: false });
      await expectAccessible(host);
      await look({ column: undefined, about: true });
      await expectAccessible(host);
      remove();
    }
  });

  it('shows the story beside the changes, and the terminal below them once the reader is past the cover', async () => {
    const { layout, shown, look, remove } = await mountLayout();
    expect(shown()).to.deep.equal(['transcript', 'changes']);
    expect(inside(layout, '.bar.closed').getBoundingClientRect().height).to.equal(40);
    expect(inside(layout, '.bar.closed .about').textContent).to.equal('2 terminals · recorded');

    await look({ atCover: false });

    expect(shown()).to.deep.equal(['transcript', 'changes', 'terminals']);
    expect(allInside(layout, '.bar.closed')).to.have.length(0);
    remove();
  });

  it('shows the terminal when the playhead leaves the beginning, wherever the reader is', async () => {
    const { fake, shown, settled, remove } = await mountLayout();

    fake.set({ time: 60_000 });
    await settled();

    expect(shown()).to.include('terminals');
    remove();
  });

  it('leaves a terminal without output its bar, and the changes the rest', async () => {
    const state = new TerminalState({ cols: 80, rows: 24 });
    const fake = atStart();
    const terminals = new Map(
      [...fake.state.terminals].map(([id, view]) => [id, { ...view, ready: true, screen: state.screen }]),
    );
    fake.set({ terminals });
    const { layout, look, shown, remove } = await mountLayout(fake);
    await look({ atCover: false });

    expect(shown()).to.deep.equal(['transcript', 'changes', 'terminals']);
    expect(inside(layout, 'reprise-terminals').getBoundingClientRect().height).to.equal(40);
    const panes = inside(layout, '.panes').getBoundingClientRect().height;
    expect(inside(layout, 'reprise-changes').getBoundingClientRect().height).to.be.closeTo(panes - 41, 1);
    remove();
  });

  it('opens the terminal at the cover when its bar is pressed', async () => {
    const { layout, shown, settled, remove } = await mountLayout();

    inside(layout, '.bar.closed').click();
    await settled();

    expect(shown()).to.deep.equal(['transcript', 'changes', 'terminals']);
    remove();
  });

  it('has the cover at the top of the story, before the code of the story has come too', async () => {
    const { layout, remove } = await mountLayout();
    const cover = inside(layout, 'reprise-transcript > reprise-cover');

    expect(cover.assignedSlot).to.not.equal(null);
    expect(inside(cover, 'h2').textContent).to.equal(manifest.title);
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
      [
        ['transcript', 'terminal'],
        ['transcript', 'terminals'],
      ],
    ] as const) {
      const { layout, shown, remove } = await mountLayout(new FakePlayer(withTracks(...kinds)));
      expect(shown()).to.deep.equal(panes);
      const widths = allInside(layout, 'section').map((section) => section.getBoundingClientRect().width);
      expect(Math.round(widths.reduce((sum, width) => sum + width, 0))).to.be.at.least(1199);
      remove();
    }
  });

  it('says that there is nothing but the conversation', async () => {
    const { layout, remove } = await mountLayout(new FakePlayer(withTracks('transcript')));
    expect(inside(layout, '.bar .label').textContent).to.match(/no terminal and no files/);
    remove();
  });

  it('keeps a conversation that stands alone to lines that are read with ease', async () => {
    const fake = new FakePlayer(withTracks('transcript'));
    const { layout, settled, remove } = await mountLayout(fake, 1440);
    await settled();
    const story = inside(inside(layout, 'reprise-transcript'), '.document');
    const { width, left, right } = story.getBoundingClientRect();
    const frame = layout.getBoundingClientRect();

    // 72 digits of 15 px, with room for what stands beside the text.
    expect(width).to.be.within(400, 720);
    expect(left - frame.left).to.be.closeTo(frame.right - right, 24);
    remove();
  });

  it('offers the views of the story, commands only where there are any', async () => {
    const { layout, view, fake, settled, remove } = await mountLayout();
    const labels = (): string[] =>
      tabButtons(layout, '.story .bar').map(({ textContent }) => textContent.trim());
    expect(labels()).to.deep.equal(['Story', 'Code', 'Commands', 'Everything']);

    tabButtons(layout, '.story .bar')[1]!.click();
    expect(view.state.view).to.equal('code');

    fake.set({ manifest: { ...manifest, stats: { ...manifest.stats!, toolCalls: 0 } } });
    await settled();
    expect(labels()).to.deep.equal(['Story', 'Code', 'Everything']);
    remove();
  });

  it('separates scrolling from the playhead and joins them again', async () => {
    const { layout, view, settled, remove } = await mountLayout();
    const button = inside(layout, '[aria-label="Scrolling moves the playhead"]');
    expect(button.getAttribute('aria-pressed')).to.equal('true');

    button.click();
    await settled();

    expect(view.state.linked).to.equal(false);
    expect(button.getAttribute('aria-pressed')).to.equal('false');
    remove();
  });

  it('shows one pane under tabs when it is narrow, and keeps the elements', async () => {
    const { layout, shown, settled, remove } = await mountLayout();
    const transcript = inside(layout, 'reprise-transcript');

    await narrowed(layout, 700);
    await settled();
    expect(shown()).to.deep.equal(['transcript']);
    expect(tabButtons(layout, '.views').map(({ textContent }) => textContent.trim())).to.deep.equal([
      'Story',
      'Terminal',
      'Changes 3',
    ]);
    tabButtons(layout, '.views')[2]!.click();
    await settled();
    expect(shown()).to.deep.equal(['changes']);
    tabButtons(layout, '.views')[0]!.click();
    await narrowed(layout, WIDE);
    await settled();

    expect(shown()).to.deep.equal(['transcript', 'changes']);
    expect(inside(layout, 'reprise-transcript')).to.equal(transcript);
    remove();
  });

  it('has the views of the story in a menu of its tab when it is narrow', async () => {
    const { layout, view, settled, remove } = await mountLayout(undefined, 400);
    const menu = inside(layout, '.menu');

    tabButtons(layout, '.views')[0]!.click();
    expect(menu.matches(':popover-open')).to.equal(true);
    menu.querySelectorAll('button')[2]!.click();
    await settled();

    expect(view.state.view).to.equal('commands');
    expect(menu.matches(':popover-open')).to.equal(false);
    expect(tabButtons(layout, '.views')[0]!.textContent.trim()).to.equal('Commands');
    remove();
  });

  it('takes the narrow form earlier for large text, and cuts no tab', async () => {
    const root = document.documentElement;
    root.style.fontSize = '32px';
    const { layout, remove } = await mountLayout(undefined, 700);
    const tabs = inside(layout, '.views reprise-tabs');
    const list = inside(tabs, '[role=tablist]');

    expect(inside(layout, '.layout').className).to.contain('sheet');
    expect(tabs.getBoundingClientRect().right).to.be.at.most(layout.getBoundingClientRect().right);
    list.scrollLeft = list.scrollWidth;
    const last = allInside(tabs, 'button').at(-1)!.getBoundingClientRect();
    expect(last.right).to.be.at.most(list.getBoundingClientRect().right + 1);
    root.style.fontSize = '';
    remove();
  });

  it('hides panes from the player, so that they are not loaded', async () => {
    const { layout, remove } = await mountLayout(undefined, 500);
    const hidden = allInside(layout, 'reprise-transcript, reprise-terminals, reprise-changes').map(
      (pane) => pane.hidden,
    );

    expect(hidden).to.deep.equal([false, true, true]);
    remove();
  });

  it('enlarges a pane by its button or a double click on its bar, and goes back', async () => {
    const { layout, shown, look, settled, remove } = await mountLayout();
    await look({ atCover: false });

    inside(layout, 'section.terminal .grow').click();
    await settled();
    expect(shown()).to.deep.equal(['terminals']);
    press(inside(layout, 'section.terminal .grow'), 'Escape');
    await settled();
    expect(shown()).to.have.length(3);

    inside(inside(layout, 'reprise-changes'), '.bar').dispatchEvent(
      new MouseEvent('dblclick', { bubbles: true, composed: true }),
    );
    await settled();
    expect(shown()).to.deep.equal(['changes']);
    remove();
  });

  it('does not take a double click on a tab for one on the bar', async () => {
    const { layout, look, view, remove } = await mountLayout();
    await look({ atCover: false });

    allInside(inside(inside(layout, 'reprise-changes'), 'reprise-tabs'), 'button')[0]!.dispatchEvent(
      new MouseEvent('dblclick', { bubbles: true, composed: true }),
    );

    expect(view.state.large).to.equal(undefined);
    remove();
  });

  it('has the outline beside the story when it is wide, over it when it is not', async () => {
    const { layout, look, settled, view, remove } = await mountLayout();
    await look({ column: 'outline' });
    const story = (): DOMRect => inside(layout, 'section.story').getBoundingClientRect();
    const column = (): DOMRect => inside(layout, '.column').getBoundingClientRect();
    expect(column().width).to.equal(248);
    expect(story().left).to.equal(column().right);

    await narrowed(layout, 1000);
    await settled();
    expect(story().left).to.equal(column().left);
    await narrowed(layout, 400);
    await settled();
    expect(column().width).to.equal(400);

    inside(layout, '.scrim').click();
    await settled();
    expect(view.state.column).to.equal(undefined);
    expect(allInside(layout, '.column')).to.have.length(0);
    remove();
  });

  it('takes the outline away when a turn was picked where it covers the story, and only there', async () => {
    for (const [width, column] of [
      [WIDE, 'outline'],
      [400, undefined],
    ] as const) {
      const { layout, look, view, remove } = await mountLayout(undefined, width);
      await look({ column: 'outline' });
      allInside(inside(layout, 'reprise-outline'), '.row')[1]!.click();
      expect(view.state.column).to.equal(column);
      remove();
    }
  });

  it('goes on in the outline where it was opened by a key or a button', async () => {
    const { layout, settled, remove } = await mountLayout();
    const button = inside(layout, '.story .bar button');
    button.focus();

    button.click();
    await settled();
    await until('the list has the focus', () => {
      const outline = layout.shadowRoot!.activeElement;
      return outline?.localName === 'reprise-outline' && outline.shadowRoot!.activeElement !== null;
    });
    press(inside(inside(layout, 'reprise-outline'), '.list'), 'Escape');
    await settled();

    expect(allInside(layout, '.column')).to.have.length(0);
    remove();
  });

  it('shows the cover while the archive is being checked, with nothing over it', async () => {
    const fake = new FakePlayer({ status: 'loading' });
    const { layout, settled, remove } = await mountLayout(fake);
    const transcript = inside(layout, 'reprise-transcript');
    expect(allInside(layout, '.skeleton')).to.have.length(0);
    expect(inside(inside(layout, 'reprise-cover'), 'h2').checkVisibility()).to.equal(true);

    fake.set({ status: 'ready' });
    await settled();

    expect(inside(layout, 'reprise-transcript')).to.equal(transcript);
    remove();
  });

  it('has no controls beside an error, and has them again when it is tried again', async () => {
    const { layout, fake, settled, remove } = await mountLayout(new FakePlayer(emptyState));
    fake.set({ status: 'error', error: { code: 'corrupt-entry', message: 'damaged' } });
    await settled();
    const header = inside(layout, 'reprise-header');
    expect(allInside(layout, 'reprise-transport')).to.have.length(0);
    expect(allInside(header, 'button')).to.have.length(0);

    fake.set({ status: 'loading', error: undefined });
    await settled();
    expect(allInside(layout, 'reprise-transport')).to.have.length(1);
    remove();
  });

  it('has a skeleton and its controls before anything is known', async () => {
    const { layout, remove } = await mountLayout(new FakePlayer({ ...emptyState, status: 'loading' }));

    expect(inside(layout, '.skeleton').textContent).to.contain('Opening the session');
    expect(inside(layout, 'reprise-transport').getBoundingClientRect().height).to.be.greaterThan(0);
    expect(allInside(layout, 'section')).to.have.length(0);
    const bones = allInside(layout, '.skeleton .pane').map((pane) => pane.getBoundingClientRect());
    expect(bones.map(({ width }) => Math.round(width / 100) * 100)).to.deep.equal([600, 600]);
    remove();
  });

  it('has one pane of bones where one pane will be, and nothing that can be pressed but help', async () => {
    const { layout, remove } = await mountLayout(new FakePlayer({ ...emptyState, status: 'loading' }), 400);
    expect(allInside(layout, '.skeleton .pane')).to.have.length(1);
    const enabled = ['play-button', 'step-button', 'clock-button', 'rate-button', 'time-range'].filter(
      (name) => {
        const part = inside(inside(layout, 'reprise-transport'), `reprise-${name}`);
        return allInside(part, 'button:enabled, select:enabled, input:enabled').length > 0;
      },
    );
    expect(enabled).to.deep.equal([]);
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

    expect(needs('transcript')).to.deep.equal([
      'reprise-transport',
      'reprise-transcript',
      'reprise-split',
      'reprise-tabs',
    ]);
    expect(needs('terminal')).to.deep.equal(['reprise-transport', 'reprise-terminals', 'reprise-terminal']);
    expect(needs('terminal', 'changes')).to.deep.equal([
      'reprise-transport',
      'reprise-split',
      'reprise-tabs',
      'reprise-terminals',
      'reprise-terminal',
      'reprise-changes',
    ]);
    expect(tagsIn(layout)).to.deep.equal(['reprise-terminal', 'reprise-play-button']);
  });
});
