import { html } from 'lit';
import { describe, expect, it } from '#test';
import '#src/elements/outline/outline.define.ts';
import type { Timeline } from '#src/player/index.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import { timeline } from '../../helpers/fake-session.ts';
import '../../helpers/fake-view.ts';
import { allInside, inside, press } from '../../helpers/shadow.ts';
import { nextFrame, observed } from '../../helpers/until.ts';

const MINUTE = 60_000;

/** A session of so many turns, a second each. */
const long = (count: number): Timeline => ({
  ...timeline,
  chapters: [],
  turns: Array.from({ length: count }, (_, index) => ({
    time: index * 1000,
    id: `e${index}`,
    excerpt:
      index % 3 ? `Prompt ${index}` : `Prompt ${index}, which goes on for so long that it needs two lines`,
    toolCalls: 1,
    changes: 1,
    errors: 0,
  })),
  exact: false,
});

const mountOutline = async (fake = new FakePlayer(), width = 248) => {
  const mounted = await mount(
    html`<fake-view
      ><reprise-outline .style=${`width: ${width}px; height: 600px`}></reprise-outline
    ></fake-view>`,
    fake,
  );
  const outline = mounted.host.querySelector('reprise-outline')!;
  const settled = async (): Promise<void> => {
    await mounted.settled();
    await observed(outline);
    // What comes next is not part of the observers' own frame.
    await nextFrame();
    await mounted.settled();
  };
  await settled();
  const list = inside(outline, '.list');
  const active = (): string | undefined => {
    const id = list.getAttribute('aria-activedescendant');
    const row = id === null ? undefined : inside(outline, `#${id}`);
    return row && inside(outline, `#${id} .title`).textContent.trim();
  };
  const filter = async (text: string): Promise<void> => {
    const input = inside(outline, 'input') as HTMLInputElement;
    input.value = text;
    input.dispatchEvent(new Event('input'));
    await settled();
  };
  const titles = (): string[] => allInside(outline, '.row .title').map((each) => each.textContent.trim());
  const view = mounted.host.querySelector('fake-view')!;
  return { ...mounted, settled, outline, list, active, filter, titles, view };
};

describe('<reprise-outline>', () => {
  it('says how long a subagent worked, where that is known', async () => {
    const fake = new FakePlayer();
    fake.set({
      timeline: {
        ...timeline,
        subagents: [
          { id: 'a1', title: 'look at the server', time: 9 * MINUTE, end: 13 * MINUTE },
          { id: 'a2', title: 'look at the client', time: 9 * MINUTE },
        ],
      },
    });
    const { outline } = await mountOutline(fake);

    const agents = allInside(outline, '.row.agent').map((row) =>
      row.textContent.replaceAll(/\s+/g, ' ').trim(),
    );
    // Really: the reading clock passes over most of what a subagent does.
    expect(agents).to.deep.equal(['Subagent look at the server 4:00', 'Subagent look at the client']);
  });

  it('passes the accessibility audit, filtered and with nothing found too', async () => {
    const { host, filter, remove } = await mountOutline();
    await expectAccessible(host);
    await filter('test');
    await expectAccessible(host);
    await filter('nowhere');
    await expectAccessible(host);
    remove();
  });

  it('has the turns with length and marks, and marks the current one', async () => {
    const { outline, remove } = await mountOutline();
    const rows = allInside(outline, '.row.turn').map(({ innerText }) =>
      innerText.replace(/\s+/g, ' ').trim(),
    );

    expect(rows[1]).to.equal('2 write a failing test 1:29 1 1 error');
    const current = allInside(outline, '[aria-selected=true]');
    expect(current.map(({ title }) => title)).to.deep.equal(['one refresh at a time']);
    remove();
  });

  it('follows the reader, whatever the playhead does', async () => {
    const { outline, view, settled, remove } = await mountOutline();
    view.set({ current: { id: 'e45', time: 45 * MINUTE, end: 45 * MINUTE, kind: 'message' } });
    await settled();

    expect(inside(outline, '[aria-selected=true]').title).to.equal('review it');
    remove();
  });

  it('goes to what is pressed', async () => {
    const { outline, requests, remove } = await mountOutline();

    allInside(outline, '.row.turn')[1]!.click();

    expect(requests).to.deep.equal([{ type: 'reprise-seek-request', detail: { time: 8 * MINUTE } }]);
    remove();
  });

  it('is walked by the arrow keys, from the current turn, and goes there on Enter', async () => {
    const { outline, list, active, settled, requests, remove } = await mountOutline();
    outline.focus();
    await settled();
    expect(active()).to.equal('one refresh at a time');

    for (const [key, title] of [
      ['ArrowUp', 'write a failing test'],
      ['Home', 'Where is the token refreshed?'],
      ['ArrowUp', 'Where is the token refreshed?'],
      ['End', 'commit'],
      ['ArrowDown', 'commit'],
    ] as const) {
      press(list, key);
      await settled();
      expect(active()).to.equal(title);
    }
    press(list, 'Enter');

    expect(requests).to.deep.equal([{ type: 'reprise-seek-request', detail: { time: 54 * MINUTE } }]);
    remove();
  });

  it('is filtered as one types; Enter takes the first, Escape empties the field', async () => {
    const { outline, filter, titles, settled, requests, remove } = await mountOutline();
    const input = inside(outline, 'input') as HTMLInputElement;

    await filter('write');
    expect(titles()).to.deep.equal(['A failing test', 'write a failing test']);
    press(input, 'Enter');
    expect(requests).to.deep.equal([{ type: 'reprise-seek-request', detail: { time: 8 * MINUTE } }]);
    await filter('nowhere');
    expect(inside(outline, '.none').textContent).to.contain('nowhere');

    const prevented = !press(input, 'Escape');
    await settled();

    expect(prevented).to.equal(true);
    expect(titles()).to.have.length(8);
    remove();
  });

  it('shuts at the button', async () => {
    const { outline, view, remove } = await mountOutline();
    inside(outline, '.bar button').click();
    expect(view.requests).to.deep.equal([{ column: undefined }]);
    remove();
  });

  it('draws the rows in view of 1,000 turns, wherever it is scrolled', async () => {
    const { outline, list, settled, titles, active, remove } = await mountOutline(
      new FakePlayer({ timeline: long(1000), time: 0 }),
    );
    const nodes = (): number => outline.shadowRoot!.querySelectorAll('*').length;
    expect(nodes()).to.be.at.most(600);
    expect(titles()[0]).to.match(/^Prompt 0/);

    list.scrollTop = list.scrollHeight / 2;
    await settled();
    expect(nodes()).to.be.at.most(600);
    expect(titles()).to.include('Prompt 500');

    outline.focus();
    press(list, 'End');
    await settled();
    expect(active()).to.match(/^Prompt 999/);
    remove();
  });

  it('keeps the current turn in view', async () => {
    const { list, fake, settled, outline, remove } = await mountOutline(
      new FakePlayer({ timeline: long(1000), time: 0 }),
    );

    fake.set({ time: 700_500 });
    await settled();

    const current = inside(outline, '[aria-selected=true]').getBoundingClientRect();
    const box = list.getBoundingClientRect();
    expect(current.top).to.be.at.least(box.top - 1);
    expect(current.bottom).to.be.at.most(box.bottom + 1);
    remove();
  });

  it('gives every row the height that its text needs', async () => {
    const { outline, remove } = await mountOutline(new FakePlayer({ timeline: long(12), time: 0 }));

    for (const row of allInside(outline, '.row')) {
      const { bottom } = row.getBoundingClientRect();
      const meta = row.querySelector('.meta')!.getBoundingClientRect();
      expect(bottom - meta.bottom, row.title).to.be.within(2, 12);
    }
    remove();
  });

  it('shows recorded markup as text', async () => {
    const excerpt = '<img src=x onerror=alert(1)>';
    const turns = [{ ...timeline.turns[0]!, excerpt }];
    const { outline, titles, remove } = await mountOutline(
      new FakePlayer({ timeline: { ...timeline, chapters: [], turns } }),
    );

    expect(titles()).to.deep.equal([excerpt]);
    expect(allInside(outline, 'img')).to.have.length(0);
    remove();
  });
});
