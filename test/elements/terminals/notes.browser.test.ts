import { html } from 'lit';
import { afterEach, before, describe, expect, it } from '#test';
import '#src/elements/define.ts';
import { defineElements, tagsFor } from '#src/elements/lazy-elements.ts';
import type { Note } from '#src/format/index.ts';
import { TerminalState } from '#src/state/terminal/index.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount, type Mounted } from '../../helpers/fake-player.ts';
import { manifest, readyState } from '../../helpers/fake-session.ts';
import { allInside, inside } from '../../helpers/shadow.ts';
import { nextFrame, observed } from '../../helpers/until.ts';

before(() => defineElements([...tagsFor(manifest), 'reprise-note']));

const NOTES: readonly Note[] = [
  { id: 'before', kind: 'note', time: 30_000, terminal: 'main', text: 'Nothing yet.' },
  {
    id: 'here',
    kind: 'note',
    time: 70_000,
    terminal: 'main',
    range: { row: [2, 3], column: [1, 4] },
    text: 'These **rows**.',
    author: 'Ada',
  },
  { id: 'other', kind: 'note', time: 70_000, terminal: 'shell-2', text: 'Elsewhere.' },
];

let mounted: Mounted | undefined;
afterEach(() => {
  mounted?.remove();
  mounted = undefined;
});

/** A terminal that wrote three lines at 65 s. */
async function show(time: number, notes = NOTES) {
  const state = new TerminalState({ cols: 40, rows: 8 }, { scrollback: 100 });
  state.apply({ t: 65_000, code: 'o', data: 'one\r\ntwo\r\nthree' });
  const [view] = readyState.terminals.values();
  const terminals = new Map([['main', { ...view!, ready: true, screen: state.screen }]]);
  mounted = await mount(
    html`<reprise-terminals .style=${'inline-size: 800px; block-size: 400px'}></reprise-terminals>`,
    new FakePlayer({ terminals, notes, time }),
  );
  const element = mounted.host.querySelector('reprise-terminals')!;
  const settled = async (): Promise<void> => {
    await observed(element);
    await nextFrame();
    await mounted!.settled();
  };
  await settled();
  const terminal = element.shadowRoot!.querySelector('reprise-terminal')!;
  const buttons = (): string[] =>
    allInside(element, '.notes button').map(
      (button) => button.innerText.trim() + (button.ariaPressed === 'true' ? ' (shown)' : ''),
    );
  const texts = (): string[] =>
    [...element.shadowRoot!.querySelectorAll('reprise-note')].map((card) => inside(card, '.prose').innerText);
  return { page: mounted, element, terminal, settled, buttons, texts };
}

describe('notes on a terminal', () => {
  it('are offered by their time, and said while the screen is the one that they were written on', async () => {
    const { buttons, texts, page } = await show(72_000);

    expect(buttons().map((text) => text.replace(/^[\d:]+/u, ''))).to.deep.equal(['', ', Ada (shown)']);
    expect(texts()).to.deep.equal(['These rows.']);
    page.remove();
    expect((await show(66_000)).texts()).to.deep.equal([]);
  });

  it('follow the playhead', async () => {
    const { page, settled, texts } = await show(66_000);

    page.fake.set({ time: 71_000 });
    await settled();
    expect(texts()).to.deep.equal(['These rows.']);

    page.fake.set({ time: 69_000 });
    await settled();
    expect(texts()).to.deep.equal([]);
  });

  it('lead to their moments', async () => {
    const { page, element } = await show(66_000);
    const before = page.requests.length;

    allInside(element, '.notes button')[1]!.click();

    expect(page.requests.slice(before)).to.deep.equal([
      { type: 'reprise-seek-request', detail: { time: 70_000 } },
    ]);
  });

  it('frame their rows and columns', async () => {
    const { terminal } = await show(72_000);

    const [frame, ...others] = allInside(terminal, '.frames > div').map((each) =>
      each.getBoundingClientRect(),
    );
    const rows = allInside(terminal, '.rows > *').map((each) => each.getBoundingClientRect());

    expect(others).to.deep.equal([]);
    expect(frame!.top).to.be.closeTo(rows[1]!.top, 1);
    expect(frame!.bottom).to.be.closeTo(rows[2]!.bottom, 1);
    expect(frame!.left).to.be.closeTo(rows[1]!.left, 1);
    expect(frame!.width).to.be.greaterThan(20).and.lessThan(rows[1]!.width);
  });

  it('pass the accessibility audit; without notes there is no room taken', async () => {
    const { page } = await show(72_000);
    await expectAccessible(page.host);
    page.remove();
    expect(allInside((await show(72_000, [])).element, '.notes')).to.have.length(0);
  });
});
